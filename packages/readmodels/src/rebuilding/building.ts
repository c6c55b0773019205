import { inTransaction } from '@kooperacje/events'
import type { Pool, PoolClient } from 'pg'
import type { TableProjection } from '../table-projection.ts'
import { REBUILD_LOCK } from './lock.ts'

/** A rebuild that was begun: what is in `rm_next`, and how far it is. */
export interface Building {
  readonly version: number
  readonly begunAt: Date
  readonly events: number
  readonly of: number
  readonly eventsPerSecond: number
  /** Whether a process is at it now; else it was stopped, or is done and waits to be put in place. */
  readonly running: boolean
  /** Positions that are committed, by ledger. */
  readonly positions: ReadonlyMap<string, number>
  /** False when another version of the code, or other columns, have come since. */
  readonly fits: boolean
}

export async function buildingOf(pool: Pool, projection: TableProjection): Promise<Building | null> {
  const { name, version } = projection
  const { rows } = await pool.query(
    `select b.*, exists (select from pg_locks l
                          where l.locktype = 'advisory' and l.classid = $2 and l.objid::bigint = hashtext($1)::bigint & 4294967295
                            and l.database = (select oid from pg_database where datname = current_database())
                            and l.granted) as running
       from rm_next.builds b where projection = $1`,
    [name, REBUILD_LOCK],
  )
  const [row] = rows
  if (!row) return null
  const checkpoints = await pool.query('select ledger, position from rm_next.checkpoints where projection = $1', [name])
  return {
    version: row.version,
    begunAt: row.begun_at,
    events: Number(row.events),
    of: Number(row.of),
    eventsPerSecond: row.events_per_second,
    running: row.running,
    positions: new Map(checkpoints.rows.map(({ ledger, position }) => [ledger, Number(position)])),
    fits: row.version === version && row.shape === (await shapeOf(pool, projection)),
  }
}

/** Empty tables beside those that serve, instead of whatever was there. */
export async function beginBuilding(pool: Pool, projection: TableProjection): Promise<void> {
  const { name, version, tables } = projection
  const shape = await shapeOf(pool, projection)
  await inTransaction(pool, async (client) => {
    await forgetBuilding(client, name)
    for (const table of tables) await client.query('select rm.prepare_rebuild($1)', [table.name])
    await client.query('insert into rm_next.builds (projection, version, shape) values ($1, $2, $3)', [
      name,
      version,
      shape,
    ])
  })
}

/** For the transaction that puts the tables in place. */
export async function forgetBuilding(client: PoolClient, name: string): Promise<void> {
  await client.query('delete from rm_next.checkpoints where projection = $1', [name])
  await client.query('delete from rm_next.builds where projection = $1', [name])
}

export async function keepPosition(client: PoolClient, name: string, ledger: string, position: number): Promise<void> {
  await client.query({
    name: 'rm.keep_position',
    text: `insert into rm_next.checkpoints values ($1, $2, $3)
           on conflict (projection, ledger) do update set position = excluded.position`,
    values: [name, ledger, position],
  })
}

export async function tellProgress(
  pool: Pool,
  name: string,
  { events, of, eventsPerSecond }: { events: number; of: number; eventsPerSecond: number },
): Promise<void> {
  await pool.query(
    `update rm_next.builds set events = $2, of = $3, events_per_second = $4, told_at = clock_timestamp()
      where projection = $1`,
    [name, events, of, eventsPerSecond],
  )
}

async function shapeOf(pool: Pool, { tables }: TableProjection): Promise<string> {
  const { rows } = await pool.query(
    `select md5(string_agg(format('%s.%s %s %s', t.name, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull), ','
                           order by t.name, a.attnum)) as shape
       from unnest($1::text[]) as t (name)
       join pg_attribute a on a.attrelid = format('rm.%I', t.name)::regclass and a.attnum > 0 and not a.attisdropped`,
    [tables.map(({ name }) => name)],
  )
  return rows[0].shape
}
