import { holds } from '../kernel/description.ts'
import { comesBack, type DeadlineRule, type RuleBook, type Trigger } from './rule.ts'
import { haltTypes } from './standstill.ts'

/** A fact as triggers see it. */
export interface Happening {
  readonly type: string
  readonly data: unknown
}

export const hits = (triggers: readonly Trigger[], { type, data }: Happening): boolean =>
  triggers.some(
    ({ event, when, unless }) => event === type && holds(when, data) && (unless === undefined || !holds(unless, data)),
  )

/** Do these two facts belong together under a rule that asks for the same value in a field? */
export function together({ same }: DeadlineRule, start: unknown, other: unknown): boolean {
  if (same === undefined) return true
  const wanted = (start as Record<string, unknown> | null)?.[same]
  const value = (other as Record<string, unknown> | null)?.[same]
  return wanted === undefined || value === undefined || wanted === value
}

interface Index {
  /** By type of fact: the rows that it may begin, of all stream types. */
  readonly starting: ReadonlyMap<string, readonly DeadlineRule[]>
  /** By type of fact that a rule looks at: the stream types. Asked of every fact of a ledger, so no key of both is made. */
  readonly watched: ReadonlyMap<string, ReadonlySet<string>>
  /** By stream type: rules of which only the first start counts. */
  readonly firsts: ReadonlyMap<string, readonly DeadlineRule[]>
  readonly fields: ReadonlyMap<string, readonly string[]>
}

const indexes = new WeakMap<readonly DeadlineRule[], Index>()

const keyOf = (streamType: string, type: string): string => `${streamType}/${type}`

function indexOf({ deadlines }: RuleBook): Index {
  const known = indexes.get(deadlines)
  if (known) return known
  const starting = new Map<string, DeadlineRule[]>()
  const watched = new Map<string, Set<string>>()
  const firsts = new Map<string, DeadlineRule[]>()
  const fields = new Map<string, readonly string[]>()
  for (const rule of deadlines) {
    if (rule.first) firsts.set(rule.process, [...(firsts.get(rule.process) ?? []), rule])
    for (const type of new Set(rule.starts.map(({ event }) => event))) {
      starting.set(type, [...(starting.get(type) ?? []), rule])
    }
    for (const { event } of [...rule.starts, ...rule.stops, ...rule.cancels, ...(rule.prolongs ?? [])]) {
      watched.set(event, (watched.get(event) ?? new Set()).add(rule.process))
    }
    for (const [type, field] of fieldsAskedFor(rule)) {
      const key = keyOf(rule.process, type)
      fields.set(key, [...new Set([...(fields.get(key) ?? []), field])])
    }
  }
  const index = { starting, watched, firsts, fields }
  indexes.set(deadlines, index)
  return index
}

const NONE: readonly DeadlineRule[] = []

/** Rows that this fact begins, whatever the day. */
export const rowsBegunBy = (book: RuleBook, streamType: string, fact: Happening): readonly DeadlineRule[] => {
  const rows = indexOf(book).starting.get(fact.type)
  return rows === undefined ? NONE : rows.filter(({ process, starts }) => process === streamType && hits(starts, fact))
}

/** Rules of which only the first start counts, and which this fact lets begin anew. */
export const clearedBy = (book: RuleBook, streamType: string, fact: Happening): readonly DeadlineRule[] =>
  (indexOf(book).firsts.get(streamType) ?? []).filter(({ cancels }) => hits(cancels, fact))

const halting: ReadonlySet<string> = new Set(haltTypes)

/** Does any rule of the book look at such facts, or do deadlines stand still by them? */
export const isWatched = (book: RuleBook, streamType: string, type: string): boolean =>
  indexOf(book).watched.get(type)?.has(streamType) === true || halting.has(type)

/**
 * The fields of a fact that the rules of a book look into: all that has to be kept of it. Asked of each type apart, as what
 * is a code in one payload may be free words in another.
 */
export const fieldsOf = (book: RuleBook, streamType: string, type: string): readonly string[] =>
  indexOf(book).fields.get(keyOf(streamType, type)) ?? []

function* fieldsAskedFor(rule: DeadlineRule): Generator<readonly [type: string, field: string]> {
  const { starts, stops, cancels, prolongs = [], due, same } = rule
  const named = 'on' in due ? due.on : 'yearly' in due ? due.yearField : undefined
  if (named !== undefined) for (const { event } of starts) yield [event, named]
  for (const row of prolongs) if ('until' in row) yield [row.event, row.until]
  for (const { event, when, unless } of [...starts, ...stops, ...cancels, ...prolongs]) {
    for (const field of Object.keys({ ...when, ...unless })) yield [event, field]
    if (same !== undefined) yield [event, same]
  }
}

/**
 * Facts of one moment are taken in the order of recording, with one exception: of a term and what meets it, both dated
 * to the same minute by whoever typed them in, the term comes first. A rule that comes back would meet itself so.
 */
export const meetsAtOnce = (rule: DeadlineRule, fact: Happening): boolean => !comesBack(rule) && hits(rule.stops, fact)
