import type { ModelChange, ModelDocument, PartRow, ReactionRow, TransitionRow } from '@kooperacje/domain'
import type { Words } from '../i18n/words.ts'
import { type Html, html } from '../markup.ts'
import {
  type ChangeLine,
  changeLines,
  keyed,
  listed,
  nameAspects,
  type Said,
  type Versions,
  yesOrNo,
} from './change-line.ts'
import { conditionText, narrowed } from './condition.ts'
import { courseNames } from './course-names.ts'
import { guardsSaid } from './guards-said.ts'
import { stepName } from './step-name.ts'

export type ProcessChange = Extract<ModelChange, { readonly process: string }>
type State = NonNullable<Extract<ModelChange, { readonly what: 'STATE' }>['before']>
type Rows = readonly (TransitionRow | PartRow)[]

/** A change of a process in its words; what is in a part of it says in which. */
export function processLines(words: Words, change: ProcessChange, versions: Versions): readonly ChangeLine[] {
  const { modelChanges: texts } = words.texts
  const { process, part } = change
  const whole = (document: ModelDocument) => courseNames(words, document, process, part).name
  const title = change.change === 'REMOVED' ? whole(versions.before) : whole(versions.after)
  const inside = (name: string) => (part === undefined ? name : texts.inPart(title, name))
  switch (change.what) {
    case 'PROCESS':
    case 'PART':
      return changeLines(
        words,
        title,
        change,
        { whole: (names) => names[words.locale], aspects: nameAspects(words) },
        versions,
      )
    case 'STATE': {
      const name = inside(texts.state.name((change.before ?? change.after)?.[words.locale] ?? change.id))
      return changeLines(words, name, change, stateSaid(words), versions)
    }
    case 'STEP': {
      const name = inside(texts.step.name(stepName(words, change.id)))
      return changeLines<Rows>(words, name, change, stepSaid(words, process, part), versions)
    }
    case 'REACTION': {
      const name = texts.reaction(stepName(words, change.id))
      return changeLines(
        words,
        name,
        change,
        { whole: (rows) => listed(rows.map((row) => reactionText(words, process, row))) },
        versions,
      )
    }
  }
}

function stateSaid(words: Words): Said<State> {
  const { state: texts } = words.texts.modelChanges
  return {
    whole: (state) => state[words.locale],
    aspects: {
      ...nameAspects<State>(words),
      end: { label: texts.end, write: ({ end }) => yesOrNo(words, end) },
      interrupts: { label: texts.interrupts, write: ({ interrupts }) => yesOrNo(words, interrupts) },
      forgotten: { label: texts.forgotten, write: ({ forgotten }) => yesOrNo(words, forgotten) },
    },
  }
}

/** A step may have several rows: what differs is told of each, one after the other. */
function stepSaid(words: Words, process: string, part: string | undefined): Said<Rows> {
  const { model, modelChanges } = words.texts
  const { step: texts } = modelChanges
  const names = (document: ModelDocument) => courseNames(words, document, process, part)
  const from = ({ from }: Rows[number], document: ModelDocument) => from.map(names(document).state).join(', ')
  const to = ({ to }: Rows[number], document: ModelDocument) => names(document).target(to)
  const each =
    (write: (row: Rows[number], document: ModelDocument) => Html | string) => (rows: Rows, document: ModelDocument) =>
      listed(rows.map((row) => write(row, document)))
  const wholeStates = (document: ModelDocument) => courseNames(words, document, process).state
  return {
    whole: each((row, document) => html`${from(row, document)} → ${to(row, document)}!${narrowed(row.when)}`),
    aspects: {
      from: { label: model.fromStates, write: each(from) },
      to: { label: model.toState, write: each(to) },
      when: {
        label: texts.when,
        write: each(({ when }) => keyed(conditionText(when) === '' ? [] : [conditionText(when)])),
      },
      guards: {
        label: model.guards,
        write: each((row) => guardsSaid(words, process, 'guards' in row ? row.guards : [])),
      },
      of: { label: texts.of, write: each((row) => keyed('of' in row ? [row.of] : [])) },
      in: {
        label: texts.in,
        write: each(
          (row, document) => ('in' in row ? (row.in ?? []) : []).map(wholeStates(document)).join(', ') || '–',
        ),
      },
    },
  }
}

const reactionText = ({ reaction }: Words, process: string, row: ReactionRow): Html =>
  html`${reaction(process, row.do)}!${narrowed(row.when)}`
