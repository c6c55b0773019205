import type { Pool, PoolClient } from 'pg'
import type { TableProjection } from '../table-projection.ts'

/** For the transaction that puts the tables of this version in place. */
export async function storeVersion(client: PoolClient, { name, version }: TableProjection): Promise<void> {
  await client.query(
    `insert into rm.projection_versions (projection, version) values ($1, $2)
     on conflict (projection) do update set version = excluded.version, built_at = clock_timestamp()`,
    [name, version],
  )
}

export async function storedVersion(pool: Pool, { name }: TableProjection): Promise<number | null> {
  const { rows } = await pool.query('select version from rm.projection_versions where projection = $1', [name])
  return rows[0]?.version ?? null
}

export async function hasCheckpoints(pool: Pool, { name }: TableProjection): Promise<boolean> {
  const { rows } = await pool.query('select from es.checkpoints where projection = $1 and position > 0 limit 1', [name])
  return rows.length > 0
}
