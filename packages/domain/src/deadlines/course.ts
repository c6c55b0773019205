import { businessDate } from '../calendar/warsaw.ts'
import { type DeadlineRule, inForceOn, type Prolongation, type RuleBook, type RuleBooks } from './rule.ts'
import { type Term, termOf } from './term.ts'
import { clearedBy, hits, meetsAtOnce, rowsBegunBy, together } from './triggers.ts'

/** A fact of one stream with its place in the log. */
export interface StreamFact {
  readonly type: string
  readonly data: unknown
  readonly occurredAt: string
  readonly position: number
}

/** Where and when the course of a deadline ended. */
export interface Ending {
  readonly position: number
  readonly on: string
  readonly at: string
}

/**
 * One rule begun by one fact, and what the stream says of it: that pair is its identity, so that a replay opens the same
 * deadlines again and a second fact of the same kind on the same stream opens another one.
 */
export interface Course {
  readonly rule: DeadlineRule
  /** The version of the model whose row it runs under. */
  readonly modelVersion: string
  readonly start: StreamFact
  readonly startedOn: string
  /** Before any standstill. */
  readonly term: Term
  readonly stopped: Ending | null
  readonly cancelled: (Ending & { readonly by: 'FACT' | 'MIGRATION' }) | null
  /** The fact by which it came under another version of the model than it began under. */
  readonly migratedAt: number | null
}

interface Running {
  rule: DeadlineRule
  modelVersion: string
  readonly start: StreamFact
  readonly startedOn: string
  prolongedBy: { row: Prolongation; data: unknown }[]
  stopped: Ending | null
  cancelled: Course['cancelled']
  migratedAt: number | null
}

/** As things happened; what happened in the same moment, as it was recorded. */
export const inOrder = <Fact extends StreamFact>(facts: readonly Fact[]): Fact[] =>
  [...facts].sort((a, b) =>
    a.occurredAt < b.occurredAt ? -1 : a.occurredAt > b.occurredAt ? 1 : a.position - b.position,
  )

const ended = (running: Running): boolean => running.stopped !== null || running.cancelled !== null

/**
 * Every deadline of one stream, out of all its facts. The facts are put in the order in which they happened, so that it
 * does not matter when each was recorded; standstills are not looked at here, as they may lie on another stream and change
 * neither what begins nor what ends.
 */
export function coursesOf(streamType: string, facts: readonly StreamFact[], books: RuleBooks): readonly Course[] {
  const begun: Running[] = []
  /** Rules of which only the first start counts, and that have had it. */
  const taken = new Set<string>()
  let version: string | null = null
  let book = books(null)
  const ordered = inOrder(facts)
  ordered.forEach((fact, at) => {
    const named = (fact.data as { modelVersion?: unknown } | null)?.modelVersion
    if (typeof named === 'string' && named !== version) {
      book = books(named)
      if (version !== null) for (const running of begun) migrate(running, book, fact)
      version = named
    }
    for (const running of begun) take(running, fact)
    if (taken.size > 0) for (const { id } of clearedBy(book, streamType, fact)) taken.delete(id)
    for (const rule of rowsBegunBy(book, streamType, fact)) {
      const startedOn = businessDate(fact.occurredAt)
      if (!inForceOn(rule, startedOn) || (rule.first && taken.has(rule.id)) || termOf(rule, fact) === null) continue
      if (rule.first) taken.add(rule.id)
      const running: Running = {
        rule,
        modelVersion: book.version,
        start: fact,
        startedOn,
        prolongedBy: [],
        stopped: null,
        cancelled: null,
        migratedAt: null,
      }
      begun.push(running)
      for (let before = at - 1; ordered[before]?.occurredAt === fact.occurredAt; before--) {
        const other = ordered[before] as StreamFact
        if (meetsAtOnce(rule, other) && together(rule, fact.data, other.data)) running.stopped = endedBy(other)
      }
    }
  })
  return begun.map(({ prolongedBy, ...running }) => ({
    ...running,
    term: termOf(running.rule, running.start, prolongedBy) as Term,
  }))
}

const endedBy = ({ position, occurredAt }: StreamFact): Ending => ({
  position,
  on: businessDate(occurredAt),
  at: occurredAt,
})

function take(running: Running, fact: StreamFact): void {
  const { rule, start } = running
  if (ended(running) || !together(rule, start.data, fact.data)) return
  if (hits(rule.stops, fact)) running.stopped = endedBy(fact)
  else if (hits(rule.cancels, fact)) running.cancelled = { ...endedBy(fact), by: 'FACT' }
  else {
    const row = rule.prolongs?.find((each) => hits([each], fact))
    if (row) running.prolongedBy = [...running.prolongedBy, { row, data: fact.data }]
  }
}

/**
 * What the model proposes follows the model: an open deadline goes on under the new version's row of its rule, as if it
 * had begun under it, and ends where the new version has none. What the law says stays as the law said on the first day.
 */
function migrate(running: Running, { version, deadlines }: RuleBook, fact: StreamFact): void {
  if (ended(running) || running.rule.origin === 'STATUTORY') return
  const { start, startedOn } = running
  const row = deadlines.find(
    (rule) => rule.id === running.rule.id && inForceOn(rule, startedOn) && hits(rule.starts, start),
  )
  running.migratedAt = fact.position
  if (row && termOf(row, start) !== null) {
    running.rule = row
    running.modelVersion = version
  } else running.cancelled = { ...endedBy(fact), by: 'MIGRATION' }
}
