import type { Models } from '@kooperacje/domain'
import { allEnded, type RecordedEvent } from '@kooperacje/events'
import type { PoolClient } from 'pg'
import { carryOut, type Folding } from './carry-out.ts'
import { loadRows, type Schema } from './rows-in-bulk.ts'
import { type AnyRow, type AnyTable, type Change, keyOf } from './table.ts'
import { Needs, WorkingSet } from './working-set.ts'
import { writeSets } from './write-sets.ts'

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
  models: Models,
): Promise<void> {
  const [first] = events
  if (!first) return
  const steps = events.map((event) => ({ event, changes: projection.changes(event, models) }))
  const memory = new Memory(projection.tables, steps)
  let missing = memory.needs(steps)
  for (;;) {
    await allEnded([...missing].map(([table, needs]) => memory.load(client, schema, table, first.ledger, needs)))
    const played = memory.play(steps)
    if (played.missing.size === 0) {
      await writeSets(client, schema, first.ledger, played.sets)
      return
    }
    missing = played.missing
  }
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
    this.#addedTo = new Set(tables.filter((table) => table.isLog || (!looks && !changed.has(table))))
  }

  needs(steps: readonly Step[]): Map<AnyTable, Needs> {
    const missing = new Map<AnyTable, Needs>()
    for (const { event, changes } of steps) for (const change of changes) this.#check(event, change, missing)
    return missing
  }

  async load(client: PoolClient, schema: Schema, table: AnyTable, ledger: string, needs: Needs): Promise<void> {
    const loaded = named(this.#loaded, table)
    const known = named(this.#known, table)
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
    const known = (event: RecordedEvent, change: Change) => this.#check(event, change, missing, sets)
    for (const { event, changes } of steps) for (const change of changes) carryOut(event, change, sets, known)
    return { sets: [...sets.values()], missing }
  }

  /** True when all that the change looks at is in memory; notes what is not. */
  #check(
    event: RecordedEvent,
    change: Change,
    missing: Map<AnyTable, Needs>,
    sets?: ReadonlyMap<AnyTable, WorkingSet>,
  ): boolean {
    const { table } = change
    const known = named(this.#known, table)
    const needs = missing.get(table) ?? new Needs()
    if (change.kind === 'matching' || change.kind === 'once') {
      if (known.hasMatch(change.match)) return true
      needs.addMatch(change.match)
    } else {
      if (change.kind === 'insert' && (change.isNew || this.#addedTo.has(table))) return true
      const key = change.kind === 'insert' ? table.stamp(change.row, event, true) : change.key
      // A row that came by another question, or that this batch has made, need not be asked for by its key.
      if (known.hasKey(table, key) || sets?.get(table)?.holds(keyOf(table.key, key))) return true
      if (change.kind === 'insert' && known.covers(key)) return true
      needs.addKey(table, key)
    }
    missing.set(table, needs)
    return false
  }
}

function named<T>(map: ReadonlyMap<AnyTable, T>, table: AnyTable): T {
  const found = map.get(table)
  if (!found) throw new Error(`a projection changes rm.${table.name} without naming it among its tables`)
  return found
}
