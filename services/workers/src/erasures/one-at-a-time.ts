import type { Pool, PoolClient } from 'pg'

/**
 * Of all processes, one does the work of this name. The lock belongs to a connection and not to a row or a clock: it is free
 * the moment the process that held it is gone, however it went.
 */
export async function whenFree<T>(pool: Pool, name: string, work: () => Promise<T>): Promise<T> {
  return holding(pool, async (client) => {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name])
    return work()
  })
}

/** The same, and null at once where somebody else is at it. */
export const ifFree = <T>(pool: Pool, name: string, work: () => Promise<T>): Promise<T | null> =>
  holding(pool, async (client) => {
    const { rows } = await client.query<{ free: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as free',
      [name],
    )
    return rows[0]?.free ? work() : null
  })

async function holding<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    return await work(client)
  } finally {
    // One that cannot be asked to let go is closed, which lets go as well.
    const broken = await client.query('select pg_advisory_unlock_all()').then(
      () => false,
      () => true,
    )
    client.release(broken)
  }
}
