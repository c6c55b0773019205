import { type AnyRow, type AnyTable, keyOf } from './table.ts'

/** What one batch asks the database for about one table, before anything is changed. */
export class Needs {
  readonly keys = new Map<string, AnyRow>()
  /** By the columns that are matched, joined: the combinations of values. */
  readonly matches = new Map<string, { readonly columns: readonly string[]; readonly values: Map<string, AnyRow> }>()

  addKey(table: AnyTable, key: AnyRow): void {
    this.keys.set(keyOf(table.key, key), key)
  }

  addMatch(match: AnyRow): void {
    const columns = Object.keys(match).sort()
    const shape = columns.join()
    const known = this.matches.get(shape) ?? { columns, values: new Map() }
    known.values.set(keyOf(columns, match), match)
    this.matches.set(shape, known)
  }

  hasKey(table: AnyTable, key: AnyRow): boolean {
    return this.keys.has(keyOf(table.key, key))
  }

  /** Would the row have come with one of the matches? Then that it did not come says that there is none. */
  covers(row: AnyRow): boolean {
    for (const { columns, values } of this.matches.values()) if (values.has(keyOf(columns, row))) return true
    return false
  }

  hasMatch(match: AnyRow): boolean {
    const columns = Object.keys(match).sort()
    return this.matches.get(columns.join())?.values.has(keyOf(columns, match)) ?? false
  }
}

/** Rows of one table in memory: as they were loaded, and as the facts of the batch leave them. */
export class WorkingSet {
  readonly #table: AnyTable
  readonly #loaded: ReadonlyMap<string, AnyRow>
  /** Only what a fact has touched; null for a row that is gone. */
  readonly #changed = new Map<string, AnyRow | null>()
  readonly #indexes = new Map<
    string,
    { readonly columns: readonly string[]; readonly keys: Map<string, Set<string>> }
  >()

  constructor(table: AnyTable, loaded: ReadonlyMap<string, AnyRow>) {
    this.#table = table
    this.#loaded = loaded
  }

  get(key: string): AnyRow | null {
    const changed = this.#changed.get(key)
    return changed !== undefined ? changed : (this.#loaded.get(key) ?? null)
  }

  /** Is it known what this key has, if anything? */
  holds(key: string): boolean {
    return this.#changed.has(key) || this.#loaded.has(key)
  }

  put(key: string, row: AnyRow | null): void {
    const before = this.get(key)
    this.#changed.set(key, row)
    for (const { columns, keys } of this.#indexes.values()) {
      if (before) keys.get(keyOf(columns, before))?.delete(key)
      if (row) entry(keys, keyOf(columns, row)).add(key)
    }
  }

  /** Did the loaded row already take in the fact at this position? Then the fact comes a second time. */
  hasSeen(key: string, position: number): boolean {
    const seen = this.#loaded.get(key)?.updatedPosition
    return typeof seen === 'number' && seen >= position
  }

  /** In the order of their keys, so that what depends on the order does not depend on how rows were loaded. */
  keysMatching(match: AnyRow): string[] {
    const columns = Object.keys(match).sort()
    return [...(this.#index(columns).get(keyOf(columns, match)) ?? [])].sort()
  }

  get size(): number {
    return this.#changed.size
  }

  /** Values a row, told by one of them. */
  get width(): number {
    for (const row of this.#changed.values()) if (row) return Object.keys(row).length
    return 1
  }

  result(): {
    readonly added: AnyRow[]
    readonly changed: { readonly before: AnyRow; readonly after: AnyRow }[]
    readonly deleted: AnyRow[]
  } {
    const added: AnyRow[] = []
    const changed: { before: AnyRow; after: AnyRow }[] = []
    const deleted: AnyRow[] = []
    for (const [key, after] of this.#changed) {
      const before = this.#loaded.get(key)
      if (before && after) changed.push({ before, after })
      else if (after) added.push(after)
      else if (before) deleted.push(before)
    }
    return { added, changed, deleted }
  }

  #index(columns: readonly string[]): Map<string, Set<string>> {
    const shape = columns.join()
    const known = this.#indexes.get(shape)
    if (known) return known.keys
    const keys = new Map<string, Set<string>>()
    for (const key of new Set([...this.#loaded.keys(), ...this.#changed.keys()])) {
      const row = this.get(key)
      if (row) entry(keys, keyOf(columns, row)).add(key)
    }
    this.#indexes.set(shape, { columns, keys })
    return keys
  }

  get table(): AnyTable {
    return this.#table
  }
}

function entry(keys: Map<string, Set<string>>, value: string): Set<string> {
  const known = keys.get(value)
  if (known) return known
  const fresh = new Set<string>()
  keys.set(value, fresh)
  return fresh
}
