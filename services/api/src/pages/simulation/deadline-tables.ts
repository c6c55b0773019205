import type { DeadlineDifference, RuleCount, Side } from '@kooperacje/domain'
import type { Words } from '../i18n/words.ts'
import { type Html, html } from '../markup.ts'
import { day } from '../parts/day.ts'
import { listOr } from '../parts/table.ts'
import { type Tone, tag } from '../parts/tag.ts'
import { cappedTable } from './capped-table.ts'
import { aboutCell, type Outcome, ruleName } from './outcome.ts'

type Becomes = DeadlineDifference['becomes']

const ORDER: readonly Becomes[] = ['LATE', 'IN_TIME', 'LATE_BY_MORE', 'LATE_BY_LESS', 'ADDED', 'DROPPED', 'MOVED']
const tones: Partial<Readonly<Record<Becomes, Tone>>> = {
  LATE: 'bad',
  LATE_BY_MORE: 'warn',
  IN_TIME: 'good',
  LATE_BY_LESS: 'good',
}

/** Deadlines that would have come out otherwise, both sides beside each other. */
export function deadlineDifferences(outcome: Outcome): Html {
  const { visit, comparison, draft } = outcome
  const { words } = visit
  const { whatIf: texts, deadlines } = words.texts
  const rows = comparison.deadlines.differences.toSorted((a, b) => ORDER.indexOf(a.becomes) - ORDER.indexOf(b.becomes))
  return listOr(texts.noDeadlines, rows, () =>
    cappedTable<DeadlineDifference>(
      words,
      texts.deadlinesCaption,
      [
        { title: deadlines.rule, heading: true, cell: ({ rule }) => ruleName(outcome, rule) },
        { title: deadlines.about, cell: ({ about }) => aboutCell(outcome, about) },
        { title: texts.begun, cell: ({ startedOn }) => day(words, startedOn) },
        { title: texts.asItWas, cell: ({ actual }) => sideCell(words, actual) },
        { title: texts.would(draft.version), cell: (row) => sideCell(words, row.draft) },
        { title: texts.effect, cell: ({ becomes }) => tag(texts.becomes[becomes], tones[becomes]) },
      ],
      rows,
    ),
  )
}

function sideCell(words: Words, side: Side | undefined): Html {
  const { whatIf: texts } = words.texts
  if (side === undefined) return html`–`
  const { dueOn, status, daysLate } = side
  const late = daysLate === 0 ? '' : `, ${(status === 'TOO_EARLY' ? texts.daysEarly : texts.daysLate)(daysLate)}`
  return html`!${day(words, dueOn)}, ${texts.status[status]}${late}`
}

const lateIn = ({ MET_LATE, MISSED, TOO_EARLY }: RuleCount['actual']): number => MET_LATE + MISSED + TOO_EARLY

/** How many of each rule: what may be known where the cases themselves may not. */
export function ruleCounts(outcome: Outcome): Html {
  const { visit, comparison, draft } = outcome
  const { words } = visit
  const { whatIf: texts, deadlines } = words.texts
  const rows = comparison.deadlines.byRule.filter(
    ({ actual, draft }) => actual.MET !== draft.MET || lateIn(actual) !== lateIn(draft),
  )
  const figure = (title: string, value: (row: RuleCount) => number) => {
    return { title, numeric: true, cell: (row: RuleCount) => words.format.number(value(row)) }
  }
  return listOr(texts.noRules, rows, () =>
    cappedTable<RuleCount>(
      words,
      texts.byRuleCaption,
      [
        { title: deadlines.rule, heading: true, cell: ({ rule }) => ruleName(outcome, rule) },
        figure(texts.met, ({ actual }) => actual.MET),
        figure(texts.metWould(draft.version), ({ draft }) => draft.MET),
        figure(texts.late, ({ actual }) => lateIn(actual)),
        figure(texts.lateWould(draft.version), ({ draft }) => lateIn(draft)),
      ],
      rows,
    ),
  )
}
