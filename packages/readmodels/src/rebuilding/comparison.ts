import { setTimeout as sleep } from 'node:timers/promises'
import { type EventCodec, inTransaction } from '@kooperacje/events'
import type { Pool, PoolClient } from 'pg'
import type { RebuildRefusal } from '../rebuild.ts'
import type { AnyTable } from '../table.ts'
import type { TableProjection } from '../table-projection.ts'
import { Build } from './build.ts'
import { buildingOf } from './building.ts'
import { withRebuildLock } from './lock.ts'

/** The tables that serve beside those that were built. */
export interface TableComparison {
  readonly table: string
  readonly oldRows: number
  readonly newRows: number
  readonly onlyOld: number
  readonly onlyNew: number
  readonly different: number
  /** Some of the rows that differ, by their keys, with the columns in which they do. */
  readonly examples: readonly { readonly ledger: string; readonly row: string; readonly columns: readonly string[] }[]
}

export type ComparisonResult =
  | { readonly ok: true; readonly ledgers: number; readonly tables: readonly TableComparison[] }
  | { readonly ok: false; readonly refusal: RebuildRefusal }

export interface ComparisonOptions {
  /** About so many rows of each table and ledger, by chance; left out: all. */
  readonly sample?: number | undefined
}

const EXAMPLES = 5
/** So few events are taken into the new tables while the old ones stand still. */
const NEAR_ENOUGH = 500
/** The old tables may be behind the new ones by as much as the workers have not taken in yet. */
const PATIENCE_MS = 10_000

/**
 * Holds the tables that a rebuild has left beside the old ones against those, ledger by ledger, at one and the same position.
 * The new ones are brought near it first; for the moment that the rest takes, no worker takes anything into the old ones.
 * The comparison itself looks at a snapshot and holds up nobody.
 */
export async function compareBuilt(
  pool: Pool,
  codec: EventCodec,
  projection: TableProjection,
  { sample }: ComparisonOptions = {},
): Promise<ComparisonResult> {
  const done = await withRebuildLock(pool, projection, async (lost): Promise<ComparisonResult> => {
    const building = await buildingOf(pool, projection)
    if (!building) return { ok: false, refusal: { code: 'nothing-built' } }
    if (!building.fits) return { ok: false, refusal: { code: 'outdated-build', version: building.version } }
    const build = new Build(pool, codec, projection, { signal: lost }, building.positions)
    const { rows } = await pool.query('select ledger from es.ledgers where head > 0 order by ledger')
    const found = new Map<string, TableComparison>()
    for (const { ledger } of rows) {
      await comeNear(pool, build, projection, ledger, lost)
      await atOnePosition(pool, build, projection, ledger, async (client) => {
        for (const table of projection.tables) {
          const compared = await compareTable(client, table, ledger, sample)
          found.set(table.name, sum(found.get(table.name), compared))
        }
      })
    }
    return { ok: true, ledgers: rows.length, tables: [...found.values()] }
  })
  return done ?? { ok: false, refusal: { code: 'rebuild-under-way' } }
}

async function comeNear(
  pool: Pool,
  build: Build,
  { name }: TableProjection,
  ledger: string,
  lost: AbortSignal,
): Promise<void> {
  for (let behind = Number.POSITIVE_INFINITY; behind > NEAR_ENOUGH; ) {
    const position = await checkpointOf(pool, name, ledger)
    behind = position - build.positionIn(ledger)
    await build.toHead(ledger, position, async () => {})
    lost.throwIfAborted()
  }
}

async function atOnePosition(
  pool: Pool,
  build: Build,
  { name }: TableProjection,
  ledger: string,
  look: (client: PoolClient) => Promise<void>,
): Promise<void> {
  const holder = await pool.connect()
  try {
    const position = await holdCheckpoint(holder, name, ledger, build.positionIn(ledger))
    await build.toHead(ledger, position, async () => {})
    await inTransaction(pool, async (client) => {
      await client.query('set transaction isolation level repeatable read, read only')
      await client.query('select 1 from rm_next.builds limit 1')
      await holder.query('rollback')
      await look(client)
    })
    holder.release()
  } catch (error) {
    holder.release(true)
    throw error
  }
}

async function checkpointOf(client: Pool | PoolClient, name: string, ledger: string, lock = ''): Promise<number> {
  const { rows } = await client.query(
    `select position from es.checkpoints where projection = $1 and ledger = $2 ${lock}`,
    [name, ledger],
  )
  return Number(rows[0]?.position ?? 0)
}

/** The position of the old tables, which stay there until the transaction ends. */
async function holdCheckpoint(holder: PoolClient, name: string, ledger: string, atLeast: number): Promise<number> {
  for (const until = performance.now() + PATIENCE_MS; ; await sleep(50)) {
    await holder.query('begin')
    // It says nothing until the new tables have come as far, which is as long as that takes.
    await holder.query('set local idle_in_transaction_session_timeout = 0')
    const position = await checkpointOf(holder, name, ledger, 'for update')
    if (position >= atLeast) return position
    await holder.query('rollback')
    if (performance.now() > until) {
      throw new Error(
        `the tables of ${name} stay at ${position} of ledger ${ledger}, behind the new ones: is a worker running?`,
      )
    }
  }
}

async function compareTable(
  client: PoolClient,
  table: AnyTable,
  ledger: string,
  sample: number | undefined,
): Promise<TableComparison> {
  const { rows: columns } = await client.query<{ name: string; type: string; isKey: boolean }>(
    `select quote_ident(attname) as name, format_type(atttypid, atttypmod) as type,
            coalesce(attnum = any (i.indkey), false) as "isKey"
       from pg_attribute a left join pg_index i on i.indrelid = a.attrelid and i.indisprimary
      where attrelid = format('rm.%I', $1::text)::regclass and attnum > 0 and not attisdropped order by attnum`,
    [table.name],
  )
  const key = columns.filter(({ isKey }) => isKey).map(({ name }) => name)
  // Plain JSON has no equality of its own.
  const value = (side: string, { name, type }: { name: string; type: string }) =>
    type === 'json' ? `${side}.${name}::jsonb` : `${side}.${name}`
  const differing = columns.map((each) => {
    const differs = `${value('o', each)} is distinct from ${value('n', each)}`
    return `case when ${differs} then '${each.name}' end`
  })
  const rowOf = (side: string) => `row(${columns.map((each) => value(side, each)).join(', ')})`
  const counts = await client.query(
    `select (select count(*)::int from rm.${table.name} where ledger = $1) as "oldRows",
            (select count(*)::int from rm_next.${table.name} where ledger = $1) as "newRows"`,
    [ledger],
  )
  const { oldRows, newRows } = counts.rows[0]
  // The same rows of both sides, so that a row of the sample is never only in one of them by chance.
  const share = sample === undefined ? 1 : Math.min(1, sample / Math.max(1, oldRows, newRows))
  const salt = Math.floor(Math.random() * 1e9)
  const inSample =
    share === 1
      ? ''
      : `and abs(hashtextextended(concat_ws(' ', ${key.join(', ')}), ${salt}) % 1000000) < ${share * 1e6}`
  const side = (schema: string) => `(select * from ${schema}.${table.name} where ledger = $1 ${inSample})`
  const { rows } = await client.query(
    `with pairs as (
       select ${key.map((name) => `coalesce(o.${name}, n.${name}) as ${name}`).join(', ')},
              o.ledger is null as "isNew", n.ledger is null as "isOld",
              array_remove(array[${differing.join(', ')}], null) as columns
         from ${side('rm')} o full join ${side('rm_next')} n using (${key.join(', ')})
        where ${rowOf('o')} is distinct from ${rowOf('n')}
     )
     select count(*) filter (where "isOld")::int as "onlyOld", count(*) filter (where "isNew")::int as "onlyNew",
            count(*) filter (where not "isOld" and not "isNew")::int as different,
            (select json_agg(e) from (
              select concat_ws(', ', ${key
                .slice(1)
                .map((name) => `'${name} ' || ${name}`)
                .join(', ')}) as row,
                     case when "isOld" or "isNew" then array[]::text[] else columns end as columns
                from pairs order by ${key.join(', ')} limit ${EXAMPLES}) e) as examples
       from pairs`,
    [ledger],
  )
  const examples = (rows[0].examples ?? []).map((example: { row: string; columns: string[] }) => ({
    ledger,
    ...example,
  }))
  return { table: table.name, oldRows, newRows, ...rows[0], examples }
}

function sum(before: TableComparison | undefined, more: TableComparison): TableComparison {
  if (!before) return more
  return {
    table: more.table,
    oldRows: before.oldRows + more.oldRows,
    newRows: before.newRows + more.newRows,
    onlyOld: before.onlyOld + more.onlyOld,
    onlyNew: before.onlyNew + more.onlyNew,
    different: before.different + more.different,
    examples: [...before.examples, ...more.examples].slice(0, EXAMPLES),
  }
}
