import type { LedgerComparison } from '@kooperacje/commands'
import type { DeadlineDifference, IndicatorPair, RefusedFact, RuleCount, Side } from '@kooperacje/domain'
import { table } from './table.ts'

/** More rows than this are for a program to read (--json). */
const MOST_ROWS = 40

const BECOMES: Readonly<Record<DeadlineDifference['becomes'], string>> = {
  LATE: 'would have been late',
  IN_TIME: 'would have been in time',
  LATE_BY_MORE: 'late by more',
  LATE_BY_LESS: 'late by less',
  MOVED: 'due on another day',
  ADDED: 'only under the draft',
  DROPPED: 'not under the draft',
}

/** Both versions side by side, for people. */
export function comparisonText(comparison: LedgerComparison): string {
  const { ledger, position, asOf, events, versions, draft, deadlines, refusals, indicators } = comparison
  const sides = ['as it was', `under ${draft}`]
  const refused = `transitions refused: ${refusals.actual} as it was, ${refusals.draft} under ${draft}`
  return [
    `ledger ${ledger}: ${events} events up to position ${position}, as of the end of ${asOf}\n` +
      `ran on version ${versions.join(', ')}, tried out under version ${draft}; nothing was written\n`,
    block('deadlines', ['rule', 'about', 'begun', ...sides, ''], differenceRows(deadlines.differences)),
    block('by rule: met / late / open / paused / cancelled', ['rule', ...sides], ruleRows(deadlines.byRule)),
    block(refused, ['position', 'stream', 'fact', 'of', 'reason'], refusals.byDraft.map(refusedRow)),
    block('indicators', ['indicator', 'unit', ...sides], indicatorRows(indicators)),
  ].join('\n')
}

/** Rows under a heading, a little to the right; what is too much for people is counted. */
function block(title: string, heading: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return `${title}\n  no difference\n`
  const more = rows.length > MOST_ROWS ? `  and ${rows.length - MOST_ROWS} more (--json has all)\n` : ''
  return `${title}\n${table(heading, rows.slice(0, MOST_ROWS)).replaceAll(/^(?=.)/gm, '  ')}${more}`
}

const ORDER = Object.keys(BECOMES)

/** What matters first: late, then in time. */
const differenceRows = (differences: readonly DeadlineDifference[]) =>
  [...differences]
    .sort((one, other) => ORDER.indexOf(one.becomes) - ORDER.indexOf(other.becomes))
    .map(({ rule, about, startedOn, becomes, actual, draft }) => [
      ...[rule, about, startedOn, sideText(actual), sideText(draft), BECOMES[becomes]],
    ])

function sideText(side: Side | undefined): string {
  if (!side) return '–'
  const { dueOn, status, daysLate } = side
  const days = `${daysLate} ${daysLate === 1 ? 'day' : 'days'}`
  return `due ${dueOn}, ${status}${daysLate > 0 ? `, ${days} ${status === 'TOO_EARLY' ? 'early' : 'late'}` : ''}`
}

const ruleRows = (rules: LedgerComparison['deadlines']['byRule']) =>
  rules
    .map(({ rule, actual, draft }) => [rule, countsText(actual), countsText(draft)])
    .filter(([, was, is]) => was !== is)

const countsText = ({ MET, MET_LATE, MISSED, TOO_EARLY, OPEN, PAUSED, CANCELLED }: RuleCount['actual']): string =>
  [MET, MET_LATE + MISSED + TOO_EARLY, OPEN, PAUSED, CANCELLED].join(' / ')

const refusedRow = ({ position, about, type, occurredOn, refusal }: RefusedFact): readonly string[] => [
  ...[String(position), about, type, occurredOn, `${refusal.code} ${JSON.stringify(refusal.details)}`],
]

const indicatorRows = (indicators: readonly IndicatorPair[]) =>
  indicators
    .filter(({ actual, draft }) => actual !== draft)
    .map(({ id, part, unit, actual, draft }) => [part ? `${id} ${part}` : id, unit, figure(actual), figure(draft)])

const figure = (value: number | null): string => (value === null ? '–' : String(Math.round(value * 100) / 100))
