import type { DeadlineRule } from '@kooperacje/domain'
import type { Words } from '../i18n/words.ts'
import { type Html, html } from '../markup.ts'
import { type Aspect, keyed, listed, nameAspects, type Said, yesOrNo } from './change-line.ts'
import { narrowed } from './condition.ts'
import { courseNames } from './course-names.ts'
import { basisOf, lengthOf, written } from './deadline-rules.ts'
import { stepName } from './step-name.ts'

type Trigger = DeadlineRule['starts'][number]
type Aspects = Readonly<Record<keyof DeadlineRule, Aspect<DeadlineRule>>>

/** A rule as an office reads it: new or gone by its length and its law, changed by whatever is otherwise. */
export const ruleSaid = (words: Words): Said<DeadlineRule> => ({
  whole: (rule) => html`${lengthOf(words, rule)}; !${basisOf(words, rule)}`,
  aspects: aspectsOf(words),
})

function aspectsOf(words: Words): Aspects {
  const { modelChanges, deadlines, model } = words.texts
  const { rule: texts, pause } = modelChanges
  const flag = (name: 'first' | 'endsOnWorkingDay' | 'restricted' | 'unconfirmed'): Aspect<DeadlineRule> => {
    return { label: texts[name], write: (rule) => yesOrNo(words, rule[name]) }
  }
  const triggers = (name: 'starts' | 'stops' | 'cancels'): Aspect<DeadlineRule> => {
    return { label: texts[name], write: (rule) => listed(rule[name].map((trigger) => triggerText(words, trigger))) }
  }
  const length: Aspect<DeadlineRule> = { label: texts.due, write: (rule) => lengthOf(words, rule) }
  const validity: Aspect<DeadlineRule> = {
    label: texts.valid,
    write: ({ validFrom, validTo }) =>
      model.since(words.day(validFrom), validTo === undefined ? null : words.day(validTo)),
  }
  const told = (line: (length: string, to: string) => string, after: Parameters<typeof written>[1], to: string) =>
    line(written(words, after), words.code('recipient', to))
  return {
    ...nameAspects<DeadlineRule>(words),
    id: { label: model.rule, write: ({ id }) => id },
    process: { label: texts.process, write: ({ process }, document) => courseNames(words, document, process).name },
    starts: triggers('starts'),
    first: flag('first'),
    same: { label: texts.same, write: ({ same }) => keyed(same === undefined ? [] : [same]) },
    stops: triggers('stops'),
    cancels: triggers('cancels'),
    prolongs: {
      label: texts.prolongs,
      write: ({ prolongs = [] }) => listed(prolongs.map((each) => more(words, each))),
    },
    due: length,
    bound: length,
    endsOnWorkingDay: flag('endsOnWorkingDay'),
    reminders: {
      label: texts.reminders,
      write: ({ reminders }) => listed(reminders.map(({ before, to }) => told(texts.before, before, to))),
    },
    escalations: {
      label: texts.escalations,
      write: ({ escalations }) => listed(escalations.map(({ after, to }) => told(texts.after, after, to))),
    },
    pauses: { label: texts.pauses, write: ({ pauses }) => listed(pauses.map((each) => pause[each])) },
    restricted: flag('restricted'),
    origin: { label: texts.origin, write: ({ origin }) => deadlines.origin[origin] },
    legalBasis: {
      label: texts.legalBasis,
      write: ({ legalBasis }) => (legalBasis === null ? '–' : html`<span lang="pl">${legalBasis}</span>`),
    },
    source: { label: texts.source, write: ({ source }) => source ?? '–' },
    unconfirmed: flag('unconfirmed'),
    validFrom: validity,
    validTo: validity,
  }
}

/** With its condition: often that is all that differs. */
const triggerText = (words: Words, { event, when, unless }: Trigger): Html =>
  html`${stepName(words, event)}!${narrowed(when)}!${narrowed(unless, `${words.texts.modelChanges.rule.unless} `)}`

function more(words: Words, prolongation: NonNullable<DeadlineRule['prolongs']>[number]): string {
  const { rule: texts } = words.texts.modelChanges
  const step = stepName(words, prolongation.event)
  return 'by' in prolongation ? texts.prolongedBy(step, written(words, prolongation.by)) : texts.prolongedUntil(step)
}
