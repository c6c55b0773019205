import type { Length, ModelDocument } from '@kooperacje/domain'
import type { Words } from '../i18n/words.ts'
import { type Html, html, nothing } from '../markup.ts'
import { listOr, table } from '../parts/table.ts'
import { stepName } from './step-name.ts'

type Rule = ModelDocument['deadlines'][number]

/** The deadlines of a version as an office reads them: what begins one, what meets it, how long it is and by what right. */
export function ruleTable(words: Words, { deadlines }: ModelDocument): Html {
  const { model: texts } = words.texts
  return listOr(texts.noDeadlines, deadlines, () =>
    table<Rule>(
      texts.deadlinesCaption,
      [
        { title: texts.rule, heading: true, cell: (rule) => `${rule.id} ${rule[words.locale]}` },
        { title: texts.length, cell: (rule) => lengthOf(words, rule) },
        { title: texts.runsFrom, cell: ({ starts }) => anyOf(words, starts) },
        { title: texts.to, cell: ({ stops }) => anyOf(words, stops) },
        { title: texts.ruleBasis, cell: (rule) => basisOf(words, rule) },
      ],
      deadlines,
    ),
  )
}

export function lengthOf(words: Words, { due, bound }: Rule): string {
  const { model: texts } = words.texts
  if ('on' in due) return texts.onNamedDay
  if ('yearly' in due) return texts.yearly(due.yearly.split('-').reverse().join('.'))
  const length = written(words, due.after)
  return bound === 'AT_LEAST' ? texts.atLeast(length) : length
}

export const written = ({ texts }: Words, { count, unit }: Length): string => texts.model.units[unit](count)

const anyOf = (words: Words, triggers: Rule['starts']): string =>
  [...new Set(triggers.map(({ event }) => stepName(words, event)))].join(` ${words.texts.model.anyOf} `)

/** A statute is cited as it is called, in Polish; a rule that once was otherwise says from when to when it holds. */
export function basisOf(words: Words, { legalBasis, origin, validFrom, validTo }: Rule): Html {
  const { deadlines, model } = words.texts
  const basis = legalBasis ? html`<span lang="pl">${legalBasis}</span>` : html`${deadlines.origin[origin]}`
  const always = validTo === undefined && origin === 'MODEL_PROPOSED'
  const span = model.since(words.day(validFrom), validTo === undefined ? null : words.day(validTo))
  return html`!${basis}!${always ? nothing : html`, ${span}`}`
}
