import { type EventStore, inTransaction, type ReadOptions, type RecordedEvent } from '@kooperacje/events'
import { foldFromZero, storedRows, type TableProjection } from '@kooperacje/readmodels'
import type { Pool, PoolClient } from 'pg'
import type { History } from './open.ts'

/** Where a table of a read model first differs from what the events say. */
export interface Difference {
  readonly ledger: string
  readonly table: string
  /** `case_id c-1` */
  readonly row: string
  /** Null when the row as a whole is missing or too many. */
  readonly column: string | null
  readonly stored: unknown
  readonly folded: unknown
}

export interface Comparison {
  readonly ledger: string
  readonly position: number
  readonly rows: number
  readonly difference: Difference | null
}

type Row = Readonly<Record<string, unknown>>

/**
 * Holds what the tables of a projection hold against a plain fold of the events from zero, up to the position that the
 * tables stand at. The workers go on meanwhile: tables and checkpoint are read in one snapshot.
 */
export async function compareLedger(
  { pool, store }: History,
  projection: TableProjection,
  ledger: string,
  onWindow: (position: number, of: number) => void,
): Promise<Comparison> {
  const { position, stored } = await snapshot(pool, projection, ledger)
  const folded = await foldFromZero(upTo(store, position, onWindow), projection, ledger)
  let rows = 0
  for (const { name, key } of projection.tables) {
    const [ours = [], theirs = []] = [stored[name], folded[name]] as (readonly Row[] | undefined)[]
    rows += theirs.length
    const found = firstDifference(key, ours, theirs)
    if (found) return { ledger, position, rows, difference: { ledger, table: name, ...found } }
  }
  return { ledger, position, rows, difference: null }
}

async function snapshot(pool: Pool, projection: TableProjection, ledger: string) {
  return inTransaction(pool, async (client) => {
    await client.query('set transaction isolation level repeatable read, read only')
    // Before the snapshot is taken: a rebuild that swaps the tables now would leave us looking at empty ones.
    for (const { name } of projection.tables) await client.query(`lock table rm.${name} in access share mode`)
    const { rows } = await client.query<{ position: string }>(
      'select position from es.checkpoints where projection = $1 and ledger = $2',
      [projection.name, ledger],
    )
    return { position: Number(rows[0]?.position ?? 0), stored: await storedRows(asPool(client), projection, ledger) }
  })
}

/** One connection in the clothes of a pool, so that what asks for a connection gets the one with the snapshot. */
const asPool = (client: PoolClient): Pool =>
  ({ connect: async () => ({ query: client.query.bind(client), release() {} }) }) as unknown as Pool

/** Positions a read of the fold; see `feed.ts` for why not `limit`. */
const WINDOW = 2000

/** The store as it was at that position. The fold asks for what comes next, so a window without events is passed over. */
function upTo(store: EventStore, position: number, onWindow: (position: number, of: number) => void): EventStore {
  return new Proxy(store, {
    get(target, name) {
      if (name === 'readLedger') {
        return async (ledger: string, { from = 1, types }: ReadOptions): Promise<RecordedEvent[]> => {
          for (let first = from; first <= position; first += WINDOW) {
            onWindow(first - 1, position)
            const to = Math.min(first + WINDOW - 1, position)
            const options = { from: first, to, limit: WINDOW, open: false, ...(types ? { types } : {}) }
            const events = await target.readLedger(ledger, options)
            if (events.length > 0) return events
          }
          return []
        }
      }
      const value = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

function firstDifference(key: readonly string[], stored: readonly Row[], folded: readonly Row[]) {
  const name = (row: Row) => key.map((column) => `${column} ${row[column]}`).join(', ')
  const byName = new Map(stored.map((row) => [name(row), row]))
  for (const expected of folded) {
    const row = name(expected)
    const found = byName.get(row)
    if (!found) return { row, column: null, stored: null, folded: expected }
    byName.delete(row)
    for (const column of new Set([...Object.keys(expected), ...Object.keys(found)])) {
      if (same(found[column], expected[column])) continue
      return { row, column, stored: found[column] ?? null, folded: expected[column] ?? null }
    }
  }
  const [left] = byName
  return left ? { row: left[0], column: null, stored: left[1], folded: null } : null
}

/** Equal as the database sees it: an object's keys have no order there, and what is not set is null. */
const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b)

const canonical = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, field) =>
    field && typeof field === 'object' && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  )
