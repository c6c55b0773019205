import { daysBetween } from '../calendar/days.ts'
import {
  type DeadlineCourse,
  deadlineId,
  deadlinesOf,
  type PlacedEvent,
  type ThingWithDeadlines,
  thingsWithDeadlines,
} from '../deadlines/fold.ts'
import type { DeadlineRule, RuleBook, RuleBooks } from '../deadlines/rule.ts'
import { type DeadlineStatus, statusAt } from '../deadlines/status.ts'
import { isWatched } from '../deadlines/triggers.ts'
import { equal } from './equal.ts'

/** One deadline under one version: when it was due, and what became of it. */
export interface Side {
  readonly dueOn: string
  readonly status: DeadlineStatus
  /** Days from the due day to what met or ended it, or to the day looked at; for a day that must be waited for, before it. */
  readonly daysLate: number
}

export interface DeadlineDifference {
  readonly rule: string
  /** It tells of violence: only the leader's authorised staff may learn of it. */
  readonly restricted?: true
  readonly origin: DeadlineRule['origin']
  readonly about: string
  readonly caseId: string | null
  readonly startPosition: number
  readonly startedOn: string
  /** The day of the fact that met it. */
  readonly metOn: string | null
  /** Left out where the version has no such deadline. */
  readonly actual?: Side
  readonly draft?: Side
  /** What the draft would have made of it. `MOVED`: another day, and in time or late as before. */
  readonly becomes: 'LATE' | 'IN_TIME' | 'LATE_BY_MORE' | 'LATE_BY_LESS' | 'MOVED' | 'ADDED' | 'DROPPED'
}

export interface RuleCount {
  readonly rule: string
  readonly restricted?: true
  readonly actual: Readonly<Record<DeadlineStatus, number>>
  readonly draft: Readonly<Record<DeadlineStatus, number>>
}

export interface DeadlineComparison {
  readonly byRule: readonly RuleCount[]
  readonly differences: readonly DeadlineDifference[]
  readonly actual: readonly DeadlineCourse[]
  readonly draft: readonly DeadlineCourse[]
}

/**
 * The deadlines of a ledger under the versions that it ran on and under another one, as they stand at the end of a day.
 * Rules that read the same in all of them are followed once.
 */
export function compareDeadlines(
  facts: readonly PlacedEvent[],
  { actual: actualBooks, versions, draft: draftBook }: Books,
  asOf: string,
): DeadlineComparison {
  const changed = changedRules(versions, draftBook)
  const book: RuleBook = {
    version: draftBook.version,
    deadlines: draftBook.deadlines.filter(({ id }) => changed.has(id)),
  }
  const things = thingsWithDeadlines(facts)
  const actual = deadlinesOf(things, actualBooks)
  const drafted = changed.size === 0 ? [] : deadlinesOf(onlyWatched(things, book), () => book)
  const before = new Map(actual.filter(({ rule }) => changed.has(rule)).map((course) => [keyOf(course), course]))
  const differences: DeadlineDifference[] = []
  for (const course of drafted) {
    const was = before.get(keyOf(course))
    before.delete(keyOf(course))
    const difference = differs(was, course, asOf)
    if (difference) differences.push(difference)
  }
  for (const course of before.values()) differences.push(told('DROPPED', course, { actual: sideOf(course, asOf) }))
  differences.sort((a, b) => a.startPosition - b.startPosition || (a.rule < b.rule ? -1 : 1))
  const draft = changed.size === 0 ? actual : [...actual.filter(({ rule }) => !changed.has(rule)), ...drafted]
  return { byRule: counted(actual, draft, asOf), differences, actual, draft }
}

/** A few rules look at few facts; beside them counts only where a thing came under another version. */
const onlyWatched = (things: readonly ThingWithDeadlines[], book: RuleBook): readonly ThingWithDeadlines[] =>
  things.map((thing) => ({
    ...thing,
    facts: thing.facts.filter(({ type, data }) => isWatched(book, thing.streamType, type) || namesVersion(data)),
  }))

const namesVersion = (data: unknown): boolean =>
  typeof (data as { modelVersion?: unknown } | null)?.modelVersion === 'string'

export interface Books {
  readonly actual: RuleBooks
  /** All that `actual` is asked for. */
  readonly versions: readonly RuleBook[]
  readonly draft: RuleBook
}

/** Ids of rules whose rows are not the same in every version. */
function changedRules(versions: readonly RuleBook[], draft: RuleBook): ReadonlySet<string> {
  const changed = new Set<string>()
  const rowsOf = ({ deadlines }: RuleBook, id: string) => deadlines.filter((rule) => rule.id === id)
  for (const version of versions) {
    for (const { id } of [...version.deadlines, ...draft.deadlines]) {
      if (!changed.has(id) && !equal(rowsOf(version, id), rowsOf(draft, id))) changed.add(id)
    }
  }
  return changed
}

const keyOf = ({ rule, startPosition }: DeadlineCourse): string => deadlineId(rule, startPosition)

function differs(was: DeadlineCourse | undefined, course: DeadlineCourse, asOf: string): DeadlineDifference | null {
  const draft = sideOf(course, asOf)
  if (!was) return told('ADDED', course, { draft })
  const actual = sideOf(was, asOf)
  if (actual.dueOn === draft.dueOn && actual.status === draft.status) return null
  return told(becomes(actual, draft), course, { actual, draft })
}

function becomes(actual: Side, draft: Side): DeadlineDifference['becomes'] {
  const [was, is] = [isLate(actual), isLate(draft)]
  if (was !== is) return is ? 'LATE' : 'IN_TIME'
  if (!is || actual.daysLate === draft.daysLate) return 'MOVED'
  return draft.daysLate > actual.daysLate ? 'LATE_BY_MORE' : 'LATE_BY_LESS'
}

const LATE: readonly DeadlineStatus[] = ['MISSED', 'MET_LATE', 'TOO_EARLY']
const isLate = ({ status, daysLate }: Side): boolean => LATE.includes(status) || daysLate > 0

const told = (
  becomes: DeadlineDifference['becomes'],
  { rule, row, origin, about, caseId, startPosition, startedOn, stoppedOn }: DeadlineCourse,
  sides: { readonly actual?: Side; readonly draft?: Side },
): DeadlineDifference => ({
  ...{ rule, ...restricted(row), origin, about, caseId, startPosition, startedOn, metOn: stoppedOn },
  ...sides,
  becomes,
})

function sideOf(course: DeadlineCourse, asOf: string): Side {
  const status = statusAt(course, asOf)
  const { dueOn, stoppedOn, cancelledOn, cancelledBy, bound } = course
  if (LATE.includes(status)) return { dueOn, status, daysLate: Math.abs(daysBetween(dueOn, stoppedOn ?? asOf)) }
  // What became pointless after its day had been missed by then; the indicator of timeliness counts it so, too.
  const missed = status === 'CANCELLED' && cancelledBy === 'FACT' && bound !== 'AT_LEAST' && cancelledOn !== null
  return { dueOn, status, daysLate: missed ? Math.max(0, daysBetween(dueOn, cancelledOn)) : 0 }
}

const restricted = (row: DeadlineRule): { readonly restricted?: true } => (row.restricted ? { restricted: true } : {})

const NONE = { OPEN: 0, PAUSED: 0, MISSED: 0, MET: 0, MET_LATE: 0, TOO_EARLY: 0, CANCELLED: 0 }

function counted(
  actual: readonly DeadlineCourse[],
  draft: readonly DeadlineCourse[],
  asOf: string,
): readonly RuleCount[] {
  const counts = new Map<string, { restricted?: true; actual: typeof NONE; draft: typeof NONE }>()
  const count = (side: 'actual' | 'draft', courses: readonly DeadlineCourse[]) => {
    for (const course of courses) {
      let row = counts.get(course.rule)
      if (!row) {
        row = { ...restricted(course.row), actual: { ...NONE }, draft: { ...NONE } }
        counts.set(course.rule, row)
      }
      row[side][statusAt(course, asOf)]++
    }
  }
  count('actual', actual)
  count('draft', draft)
  return [...counts].map(([rule, row]) => ({ rule, ...row })).sort((a, b) => (a.rule < b.rule ? -1 : 1))
}
