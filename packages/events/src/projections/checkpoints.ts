import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'

export interface Lag {
  readonly projection: string
  readonly ledger: string
  readonly position: number
  readonly head: number
}

/** Where each projection stands in each ledger. A ledger that a projection never read counts as position 0. */
export async function projectionLag(pool: Pool, projections: readonly string[]): Promise<Lag[]> {
  const { rows } = await pool.query<{ projection: string; ledger: string; position: string; head: string }>(
    `select p.projection, l.ledger, coalesce(c.position, 0) as position, l.head
       from unnest($1::text[]) as p (projection) cross join es.ledgers l
       left join es.checkpoints c on c.projection = p.projection and c.ledger = l.ledger
      order by p.projection, l.ledger`,
    [projections],
  )
  return rows.map((row) => ({ ...row, position: Number(row.position), head: Number(row.head) }))
}

/**
 * Read your own writes: resolves with true once all the projections have taken `position` in, with false when that did
 * not happen within `timeoutMs`. Asks at growing intervals from 2 to 25 ms: one indexed row each time.
 */
export async function waitForPosition(
  pool: Pool,
  projections: readonly string[],
  ledger: string,
  position: number,
  timeoutMs: number,
): Promise<boolean> {
  const deadline = performance.now() + timeoutMs
  for (let pause = 2; ; pause = Math.min(25, pause * 1.5)) {
    const { rows } = await pool.query<{ behind: string }>(
      `select count(*) as behind from unnest($1::text[]) as p (projection)
        where not exists (select from es.checkpoints c
                           where c.projection = p.projection and c.ledger = $2 and c.position >= $3)`,
      [projections, ledger, position],
    )
    if (Number(rows[0]?.behind) === 0) return true
    if (performance.now() + pause > deadline) return false
    await sleep(pause)
  }
}
