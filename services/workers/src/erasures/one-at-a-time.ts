import { setTimeout as pause } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import { Turns } from '../turns.ts'

export interface Patience {
  /** Default 30 seconds. */
  readonly patienceMs?: number | undefined
}

const PATIENCE_MS = 30_000
const POLL_MS = 100
/** Of this process: whoever waits takes no connection from the work that is waited for. */
const turns = new Turns(1)

/** As `ifFree`, asked again and again; null where somebody else was at it all the time. */
export async function whenFree<T extends object>(
  pool: Pool,
  name: string,
  work: () => Promise<T>,
  { patienceMs = PATIENCE_MS }: Patience = {},
): Promise<T | null> {
  const until = performance.now() + patienceMs
  for (;;) {
    const done = await turns.take(async () => (performance.now() < until ? ifFree(pool, name, work) : null))
    if (done !== null || performance.now() >= until) return done
    await pause(POLL_MS)
  }
}

/**
 * Of all processes, one does the work of this name; null at once where somebody else is at it. The lock belongs to a
 * connection and not to a row or a clock: it is free the moment the process that held it is gone, however it went.
 */
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
