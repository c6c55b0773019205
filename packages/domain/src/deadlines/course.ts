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

/** A course with what only its going on asks for. */
interface Running {
  /** Its place in the order in which the courses of the stream began. */
  readonly nth: number
  readonly course: Course
  readonly prolongedBy: readonly { readonly row: Prolongation; readonly data: unknown }[]
}

/** How far a stream has been told: all that its next fact has to know of those before it. Never changed, only gone on from. */
export interface CoursesSoFar {
  readonly version: string | null
  readonly book: RuleBook
  readonly begun: number
  readonly open: readonly Running[]
  /** Rules of which only the first start counts, and that have had it. */
  readonly taken: ReadonlySet<string>
  /** The last facts, of one moment. */
  readonly moment: readonly StreamFact[]
}

/** As things happened; what happened in the same moment, as it was recorded. Most were recorded in that order. */
export const inOrder = <Fact extends StreamFact>(facts: readonly Fact[]): readonly Fact[] =>
  facts.every((fact, at) => at === 0 || earlier(facts[at - 1] as Fact, fact) <= 0) ? facts : [...facts].sort(earlier)

const earlier = (a: StreamFact, b: StreamFact): number =>
  a.occurredAt < b.occurredAt ? -1 : a.occurredAt > b.occurredAt ? 1 : a.position - b.position

const ended = ({ stopped, cancelled }: Course): boolean => stopped !== null || cancelled !== null

const NONE_TAKEN: ReadonlySet<string> = new Set()

export const nothingTold = (books: RuleBooks): CoursesSoFar => ({
  version: null,
  book: books(null),
  begun: 0,
  open: [],
  taken: NONE_TAKEN,
  moment: [],
})

/**
 * Every deadline of one stream, out of all its facts. The facts are put in the order in which they happened, so that it
 * does not matter when each was recorded; standstills are not looked at here, as they may lie on another stream and change
 * neither what begins nor what ends.
 */
export const coursesOf = (streamType: string, facts: readonly StreamFact[], books: RuleBooks): readonly Course[] =>
  coursesSoFar(streamType, facts, books).courses

/** The same, with what is needed to go on from there when a fact is recorded in order. */
export function coursesSoFar(
  streamType: string,
  facts: readonly StreamFact[],
  books: RuleBooks,
): { readonly courses: readonly Course[]; readonly soFar: CoursesSoFar } {
  const courses: Course[] = []
  let soFar = nothingTold(books)
  for (const fact of inOrder(facts)) {
    const { now, changed } = goOn(soFar, streamType, fact, books)
    soFar = now
    for (const { nth, course } of changed) courses[nth] = course
  }
  return { courses, soFar }
}

/** Takes the next fact in, which happened no earlier than those before it; `changed` are the courses that it begins or changes. */
export function goOn(
  before: CoursesSoFar,
  streamType: string,
  fact: StreamFact,
  books: RuleBooks,
): { readonly now: CoursesSoFar; readonly changed: readonly Running[] } {
  const named = (fact.data as { modelVersion?: unknown } | null)?.modelVersion
  const isNamed = typeof named === 'string' && named !== before.version
  const version = isNamed ? named : before.version
  const book = isNamed ? books(named) : before.book
  const migrates = isNamed && before.version !== null
  const changed: Running[] = []
  const open: Running[] = []
  for (const running of before.open) {
    const now = taken(migrates ? migrated(running, book, fact) : running, fact)
    if (now !== running) changed.push(now)
    if (!ended(now.course)) open.push(now)
  }
  const at = before.moment[0]?.occurredAt
  const moment = at === fact.occurredAt ? before.moment : []
  const firsts = new Firsts(before.taken)
  firsts.clear(book, streamType, fact)
  let { begun } = before
  for (const rule of rowsBegunBy(book, streamType, fact)) {
    const startedOn = businessDate(fact.occurredAt)
    if (!inForceOn(rule, startedOn) || (rule.first && firsts.has(rule))) continue
    const term = termOf(rule, fact)
    if (term === null) continue
    if (rule.first) firsts.add(rule)
    const met = moment.find((other) => meetsAtOnce(rule, other) && together(rule, fact.data, other.data))
    const stopped = met ? endedBy(met) : null
    const course: Course = {
      ...{ rule, modelVersion: book.version, start: fact, startedOn, term, stopped },
      ...{ cancelled: null, migratedAt: null },
    }
    const running: Running = { nth: begun++, course, prolongedBy: [] }
    changed.push(running)
    if (!ended(course)) open.push(running)
  }
  return { now: { version, book, begun, open, taken: firsts.taken, moment: [...moment, fact] }, changed }
}

/** Rules that have had the one start that counts; copied when that changes, which is seldom. */
class Firsts {
  taken: ReadonlySet<string>

  constructor(taken: ReadonlySet<string>) {
    this.taken = taken
  }

  has = ({ id }: DeadlineRule): boolean => this.taken.has(id)

  add({ id }: DeadlineRule): void {
    this.taken = new Set([...this.taken, id])
  }

  clear(book: RuleBook, streamType: string, fact: StreamFact): void {
    if (this.taken.size === 0) return
    const cleared = clearedBy(book, streamType, fact)
    if (cleared.some(this.has)) this.taken = new Set([...this.taken].filter((id) => !cleared.some((r) => r.id === id)))
  }
}

const endedBy = ({ position, occurredAt }: StreamFact): Ending => ({
  position,
  on: businessDate(occurredAt),
  at: occurredAt,
})

const withCourse = (running: Running, change: Partial<Course>): Running => ({
  ...running,
  course: { ...running.course, ...change },
})

function taken(running: Running, fact: StreamFact): Running {
  const { rule, start } = running.course
  if (ended(running.course) || !together(rule, start.data, fact.data)) return running
  if (hits(rule.stops, fact)) return withCourse(running, { stopped: endedBy(fact) })
  if (hits(rule.cancels, fact)) return withCourse(running, { cancelled: { ...endedBy(fact), by: 'FACT' } })
  const row = rule.prolongs?.find((each) => hits([each], fact))
  if (!row) return running
  const prolongedBy = [...running.prolongedBy, { row, data: fact.data }]
  return { ...withCourse(running, { term: termOf(rule, start, prolongedBy) as Term }), prolongedBy }
}

/**
 * What the model proposes follows the model: an open deadline goes on under the new version's row of its rule, as if it
 * had begun under it, and ends where the new version has none. What the law says stays as the law said on the first day.
 */
function migrated(running: Running, { version, deadlines }: RuleBook, fact: StreamFact): Running {
  const { rule, start, startedOn } = running.course
  if (rule.origin === 'STATUTORY') return running
  const migratedAt = fact.position
  const row = deadlines.find((each) => each.id === rule.id && inForceOn(each, startedOn) && hits(each.starts, start))
  const isBegun = row !== undefined && termOf(row, start) !== null
  if (!isBegun) return withCourse(running, { migratedAt, cancelled: { ...endedBy(fact), by: 'MIGRATION' } })
  const term = termOf(row, start, running.prolongedBy) as Term
  return withCourse(running, { rule: row, modelVersion: version, migratedAt, term })
}
