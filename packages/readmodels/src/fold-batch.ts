import type { RecordedEvent } from '@kooperacje/events'
import type { PoolClient } from 'pg'
import { deleteRows, loadRows, type Schema, writeRows } from './rows-in-bulk.ts'
import { type AnyRow, type AnyTable, type Change, flatten, keyOf } from './table.ts'
import { Needs, WorkingSet } from './working-set.ts'

interface Folding {
  readonly tables: readonly AnyTable[]
  changes(event: RecordedEvent): Change[]
}

type Step = { readonly event: RecordedEvent; readonly changes: readonly Change[] }

/**
 * Takes a batch of one ledger in: says which rows it needs, loads them in one statement a kind, changes them in memory in
 * the order of the facts, writes what changed in one statement a table. A batch that only adds rows loads nothing.
 *
 * A `look` may ask for rows that nobody could name before the looked-at row was there. Then they are loaded too and the
 * batch is played again from the start: handlers are pure, so that costs time and nothing else, and two or three rounds
 * are the most that a projection needs.
 */
export async function foldBatch(
  client: PoolClient,
  schema: Schema,
  projection: Folding,
  events: readonly RecordedEvent[],
): Promise<void> {
  const [first] = events
  if (!first) return
  const steps = events.map((event) => ({ event, changes: projection.changes(event) }))
  const memory = new Memory(projection.tables, steps)
  let missing = memory.needs(steps)
  for (;;) {
    for (const [table, needs] of missing) await memory.load(client, schema, table, first.ledger, needs)
    const played = memory.play(steps)
    if (played.missing.size === 0) {
      for (const set of played.sets) await write(client, schema, first.ledger, set, memory.adds(set.table))
      return
    }
    missing = played.missing
  }
}

async function write(client: PoolClient, schema: Schema, ledger: string, set: WorkingSet, adds: boolean) {
  const { written, deleted } = set.result()
  await deleteRows(client, schema, set.table, ledger, deleted)
  await writeRows(client, schema, set.table, written, { replace: !adds })
}

/** What a batch has loaded, and how it plays over it. */
class Memory {
  readonly #loaded = new Map<AnyTable, Map<string, AnyRow>>()
  readonly #known = new Map<AnyTable, Needs>()
  /** Tables that this batch only adds to: their keys need no looking up. */
  readonly #addedTo: ReadonlySet<AnyTable>

  constructor(tables: readonly AnyTable[], steps: readonly Step[]) {
    for (const table of tables) {
      this.#loaded.set(table, new Map())
      this.#known.set(table, new Needs())
    }
    const changes = steps.flatMap((step) => step.changes)
    const looks = changes.some(({ kind }) => kind === 'look')
    const changed = new Set(changes.filter(({ kind }) => kind !== 'insert').map(({ table }) => table))
    this.#addedTo = new Set(looks ? [] : tables.filter((table) => !changed.has(table)))
  }

  adds(table: AnyTable): boolean {
    return this.#addedTo.has(table)
  }

  needs(steps: readonly Step[]): Map<AnyTable, Needs> {
    const missing = new Map<AnyTable, Needs>()
    for (const { event, changes } of steps) for (const change of changes) this.#check(event, change, missing)
    return missing
  }

  async load(client: PoolClient, schema: Schema, table: AnyTable, ledger: string, needs: Needs): Promise<void> {
    const loaded = this.#loadedOf(table)
    const known = this.#knownOf(table)
    const take = (rows: readonly AnyRow[]) => {
      for (const row of rows) loaded.set(keyOf(table.key, row), row)
    }
    if (needs.keys.size > 0) {
      take(await loadRows(client, schema, table, ledger, table.key, [...needs.keys.values()]))
      for (const key of needs.keys.values()) known.addKey(table, key)
    }
    for (const { columns, values } of needs.matches.values()) {
      take(await loadRows(client, schema, table, ledger, columns, [...values.values()]))
      for (const match of values.values()) known.addMatch(match)
    }
  }

  play(steps: readonly Step[]): { sets: readonly WorkingSet[]; missing: Map<AnyTable, Needs> } {
    const sets = new Map([...this.#loaded].map(([table, rows]) => [table, new WorkingSet(table, rows)]))
    const missing = new Map<AnyTable, Needs>()
    for (const { event, changes } of steps) for (const change of changes) this.#carryOut(event, change, sets, missing)
    return { sets: [...sets.values()], missing }
  }

  #carryOut(
    event: RecordedEvent,
    change: Change,
    sets: ReadonlyMap<AnyTable, WorkingSet>,
    missing: Map<AnyTable, Needs>,
  ): void {
    if (!this.#check(event, change, missing)) return
    const { table } = change
    const set = sets.get(table) as WorkingSet
    switch (change.kind) {
      case 'insert': {
        const row = table.stamp(change.row, event, true)
        const key = keyOf(table.key, row)
        if (set.get(key) === null && !set.hasSeen(key, event.position)) set.put(key, row)
        return
      }
      case 'keyed':
        replace(set, keyOf(table.key, change.key), event, change.change)
        return
      case 'matching':
        for (const key of set.keysMatching(change.match)) {
          replace(set, key, event, (row) => row && change.change(row))
        }
        return
      case 'look': {
        const nested = change.decide(set.get(keyOf(table.key, change.key)))
        for (const next of flatten(nested)) this.#carryOut(event, next, sets, missing)
      }
    }
  }

  /** True when all that the change looks at is in memory; notes what is not. */
  #check(event: RecordedEvent, change: Change, missing: Map<AnyTable, Needs>): boolean {
    const { table } = change
    const known = this.#knownOf(table)
    const needs = missing.get(table) ?? new Needs()
    if (change.kind === 'matching') {
      if (known.hasMatch(change.match)) return true
      needs.addMatch(change.match)
    } else {
      if (change.kind === 'insert' && this.#addedTo.has(table)) return true
      const key = change.kind === 'insert' ? table.stamp(change.row, event, true) : change.key
      if (known.hasKey(table, key)) return true
      needs.addKey(table, key)
    }
    missing.set(table, needs)
    return false
  }

  #loadedOf = (table: AnyTable) => named(this.#loaded, table)
  #knownOf = (table: AnyTable) => named(this.#known, table)
}

function named<T>(map: ReadonlyMap<AnyTable, T>, table: AnyTable): T {
  const found = map.get(table)
  if (!found) throw new Error(`a projection changes rm.${table.name} without naming it among its tables`)
  return found
}

function replace(
  set: WorkingSet,
  key: string,
  event: RecordedEvent,
  change: (row: AnyRow | null) => AnyRow | null,
): void {
  if (set.hasSeen(key, event.position)) return
  const before = set.get(key)
  const after = change(before)
  if (after === before) return
  set.put(key, after && set.table.stamp(after, event, before === null))
}
