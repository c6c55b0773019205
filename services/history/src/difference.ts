/** One place in a state that is another than it was. A side that has nothing there is undefined. */
export interface Change {
  /** `team.meetings`, `consent.records[k-1].shares`. */
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}

/**
 * What differs between two values of plain JSON, place by place, in the order of the second. Lists of things that have a key
 * (`goalId`, `memberId`) are compared by it, so that one that is new does not make all behind it look changed; other lists as
 * a whole.
 */
export function difference(before: unknown, after: unknown, path = ''): readonly Change[] {
  if (same(before, after)) return []
  if (isObject(before) && isObject(after)) {
    return inNamed(entries(before), entries(after), (key) => (path === '' ? key : `${path}.${key}`))
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const key = commonKey([...before, ...after])
    const [old, recent] = [key && byKey(before, key), key && byKey(after, key)]
    if (old && recent) return inNamed(old, recent, (id) => `${path}[${id}]`)
  }
  return [{ path, before, after }]
}

type Named = ReadonlyMap<string, unknown>

const inNamed = (before: Named, after: Named, name: (key: string) => string): readonly Change[] =>
  [...new Set([...after.keys(), ...before.keys()])].flatMap((key) =>
    difference(before.get(key), after.get(key), name(key)),
  )

type Node = Readonly<Record<string, unknown>>

const entries = (node: Node): Named => new Map(Object.entries(node))

const isObject = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The first field that names each of these things; null when they are no things or not all are named. */
function commonKey(items: readonly unknown[]): string | null {
  const [first] = items
  if (!isObject(first)) return null
  const key = Object.keys(first).find((field) => field.endsWith('Id'))
  return key !== undefined && items.every((item) => isObject(item) && typeof item[key] === 'string') ? key : null
}

/** Null when two have the same key: then it names neither. */
function byKey(items: readonly unknown[], key: string): Named | null {
  const named = new Map(items.map((item) => [(item as Node)[key] as string, item]))
  return named.size === items.length ? named : null
}

const same = (a: unknown, b: unknown): boolean => a === b || canonical(a) === canonical(b)

const canonical = (value: unknown): string | undefined =>
  JSON.stringify(value, (_, field) =>
    isObject(field) ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1))) : field,
  )
