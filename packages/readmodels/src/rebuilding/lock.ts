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
    return rows[0].taken ? await work(lost.signal) : null
  } finally {
    // Also after work that failed: the server drops the lock of a closed connection some time after we closed it, and
    // who tries again at once would be told that a rebuild is under way.
    const unlocked = await client
      .query('select pg_advisory_unlock($1, hashtext($2))', [REBUILD_LOCK, name])
      .then(() => true)
      .catch(() => false)
    client.off('end', onEnd)
    client.release(!unlocked)
  }
}
