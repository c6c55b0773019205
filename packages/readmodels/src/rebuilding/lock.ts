import type { Pool } from 'pg'
import type { TableProjection } from '../table-projection.ts'

/** The first key of our advisory locks for rebuilds; the second is made of the projection's name. */
export const REBUILD_LOCK = 4_611_304

/**
 * On a connection of its own, held for as long as the work takes: the lock goes with the process if that dies. Null when
 * another process has it. Where only the connection is lost, another process may begin, and the work is told to stop.
 */
export async function withRebuildLock<T>(
  pool: Pool,
  { name }: TableProjection,
  work: (lost: AbortSignal) => Promise<T>,
): Promise<T | null> {
  const client = await pool.connect()
  const lost = new AbortController()
  const onEnd = () => lost.abort()
  client.on('end', onEnd)
  try {
    const { rows } = await client.query('select pg_try_advisory_lock($1, hashtext($2)) as taken', [REBUILD_LOCK, name])
    const result = rows[0].taken === false ? null : await work(lost.signal)
    await client.query('select pg_advisory_unlock($1, hashtext($2))', [REBUILD_LOCK, name])
    client.off('end', onEnd)
    client.release()
    return result
  } catch (error) {
    client.release(true)
    throw error
  }
}
