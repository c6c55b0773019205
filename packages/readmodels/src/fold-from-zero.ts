import { publishedModels } from '@kooperacje/domain'
import type { EventStore, RecordedEvent } from '@kooperacje/events'
import type { Pool } from 'pg'
import { effectiveLedger } from './effective.ts'
import { modelTypes } from './models.ts'
import { allRows } from './rows-in-bulk.ts'
import { storable } from './storable.ts'
import { type AnyRow, type AnyTable, type Change, flatten, keyOf } from './table.ts'
import type { TableProjection } from './table-projection.ts'

/** The rows of a ledger by table, in the order of their keys. */
export type RowsByTable = Readonly<Record<string, readonly AnyRow[]>>

/**
 * What the tables should hold, by the plainest means: one fact after another, one change after another, in memory. It
 * shares the handlers with the engine and nothing else, so that one can be held against the other.
 */
export async function foldFromZero(
  store: EventStore,
  projection: TableProjection,
  ledger: string,
): Promise<RowsByTable> {
  const models = publishedModels(await store.readLedger(ledger, { types: modelTypes, open: false }))
  const tables = new Map(projection.tables.map((table) => [table, new PlainRows()]))
  const take = (events: readonly RecordedEvent[]) => {
    for (const event of events) for (const change of projection.changes(event, models)) carryOut(tables, event, change)
  }
  if (projection.corrections === 'FOLLOW') {
    const to = await store.head(ledger)
    for await (const events of effectiveLedger(store, { ledger, to, types: projection.types })) take(events)
    return sorted(rowsOf(tables))
  }
  for (let from = 1; ; ) {
    const events = await store.readLedger(ledger, { from, limit: 1000, types: projection.types, open: false })
    take(events)
    const last = events.at(-1)
    if (!last) return sorted(rowsOf(tables))
    from = last.position + 1
  }
}

/** What the tables do hold. */
export async function storedRows(pool: Pool, projection: TableProjection, ledger: string): Promise<RowsByTable> {
  const client = await pool.connect()
  try {
    const found = new Map<AnyTable, Map<string, AnyRow>>()
    for (const table of projection.tables) {
      const rows = await allRows(client, table, ledger)
      found.set(table, new Map(rows.map((row) => [keyOf(table.key, row), row])))
    }
    return sorted(found)
  } finally {
    client.release()
  }
}

/** Rows by key, and by any columns that a change ever looked for: else each such change would look at all rows. */
class PlainRows {
  readonly rows = new Map<string, AnyRow>()
  readonly #found = new Map<string, Map<string, Set<string>>>()

  set(key: string, row: AnyRow | null): void {
    const before = this.rows.get(key)
    if (row) this.rows.set(key, row)
    else this.rows.delete(key)
    for (const [shape, keys] of this.#found) {
      const columns = shape.split(',')
      if (before) keys.get(keyOf(columns, before))?.delete(key)
      if (row) entry(keys, keyOf(columns, row)).add(key)
    }
  }

  matching(match: AnyRow): readonly string[] {
    const columns = Object.keys(match)
    const shape = columns.join(',')
    const known = this.#found.get(shape) ?? new Map<string, Set<string>>()
    if (!this.#found.has(shape)) {
      this.#found.set(shape, known)
      for (const [key, row] of this.rows) entry(known, keyOf(columns, row)).add(key)
    }
    return [...(known.get(keyOf(columns, match)) ?? [])]
  }
}

function entry(keys: Map<string, Set<string>>, value: string): Set<string> {
  const known = keys.get(value) ?? new Set()
  keys.set(value, known)
  return known
}

const rowsOf = (tables: ReadonlyMap<AnyTable, PlainRows>) =>
  new Map([...tables].map(([table, { rows }]) => [table, rows]))

function carryOut(tables: ReadonlyMap<AnyTable, PlainRows>, event: RecordedEvent, change: Change): void {
  const { table } = change
  const kept = tables.get(table) as PlainRows
  const { rows } = kept
  const set = (key: string, after: AnyRow | null) => {
    const before = rows.get(key) ?? null
    if (after === before) return
    kept.set(key, after && table.stamp(after, event, before === null))
  }
  if (change.kind === 'insert') {
    const row = table.stamp(change.row, event, true)
    const key = keyOf(table.key, row)
    if (!rows.has(key)) kept.set(key, row)
  } else if (change.kind === 'keyed') {
    const key = keyOf(table.key, change.key)
    set(key, change.change(rows.get(key) ?? null))
  } else if (change.kind === 'matching') {
    for (const key of kept.matching(change.match)) set(key, change.change(rows.get(key) as AnyRow))
  } else {
    const further =
      change.kind === 'once' ? change.then() : change.decide(rows.get(keyOf(table.key, change.key)) ?? null)
    for (const nested of flatten(further)) carryOut(tables, event, nested)
  }
}

const sorted = (tables: ReadonlyMap<AnyTable, ReadonlyMap<string, AnyRow>>): RowsByTable =>
  Object.fromEntries(
    [...tables].map(([table, rows]) => [
      table.name,
      [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => storable(row) as AnyRow),
    ]),
  )
