import type { DeadlineRule } from '../deadlines/rule.ts'
import { canonical, differingFields } from './canonical.ts'

/** The same thing in two documents; undefined where one does not have it. */
export interface Pair<Value> {
  readonly id: string
  readonly before: Value | undefined
  readonly after: Value | undefined
}

type Keyed<Value> = ReadonlyMap<string, Value>

export const byId = <Value>(list: readonly Value[], id: (value: Value) => string): Keyed<Value> =>
  new Map(list.map((value) => [id(value), value]))

/** In the order of the first, and then what only the second has. */
export const paired = <Value>(before: Keyed<Value>, after: Keyed<Value>): readonly Pair<Value>[] =>
  [...new Set([...before.keys(), ...after.keys()])].map((id) => {
    return { id, before: before.get(id), after: after.get(id) }
  })

/**
 * Rows of rules, by symbol. A rule that once was otherwise has several: those that begin on one day belong together, the
 * others in their order, so that a row whose validity is moved is one that changed.
 */
export function pairedRules(before: readonly DeadlineRule[], after: readonly DeadlineRule[]) {
  const ids = [...new Set([...before, ...after].map(({ id }) => id))].sort()
  return ids.flatMap((id): readonly Pair<DeadlineRule>[] => {
    const [was, is] = [rowsOf(before, id), rowsOf(after, id)]
    const days = new Set(was.map(({ validFrom }) => validFrom))
    const shared = is.filter(({ validFrom }) => days.has(validFrom))
    const sharedDays = new Set(shared.map(({ validFrom }) => validFrom))
    const own = ({ validFrom }: DeadlineRule) => !sharedDays.has(validFrom)
    const [gone, come] = [was.filter(own), is.filter(own)]
    return [
      ...shared.map((row) => ({ id, before: was.find(({ validFrom }) => validFrom === row.validFrom), after: row })),
      ...Array.from({ length: Math.max(gone.length, come.length) }, (_, at) => {
        return { id, before: gone[at], after: come[at] }
      }),
    ]
  })
}

const rowsOf = (rules: readonly DeadlineRule[], id: string): readonly DeadlineRule[] =>
  rules.filter((rule) => rule.id === id).sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))

/** What differs between two of a pair. */
export interface Difference<Value> {
  readonly change: 'ADDED' | 'REMOVED' | 'CHANGED'
  readonly id: string
  readonly fields: string[]
  readonly before: Value | null
  readonly after: Value | null
}

/** The pairs that are not the same, looked at as `seen` shows them. */
export const differences = <Value>(
  pairs: readonly Pair<Value>[],
  seen: (value: Value) => unknown = (value) => value,
): readonly Difference<Value>[] =>
  pairs.flatMap(({ id, before, after }): readonly Difference<Value>[] => {
    if (before === undefined && after === undefined) return []
    if (before === undefined || after === undefined) {
      const change = before === undefined ? 'ADDED' : 'REMOVED'
      return [{ change, id, fields: [], before: before ?? null, after: after ?? null }]
    }
    const [was, is] = [seen(before), seen(after)]
    if (canonical(was) === canonical(is)) return []
    return [{ change: 'CHANGED', id, fields: [...differingFields(was, is)], before, after }]
  })
