import type { SealedCheckpoint, VerifiableLog } from '@kooperacje/events'
import type { Stretch } from '@kooperacje/history'
import type { Pool } from 'pg'

/** The last checkpoint that covers no more than a position, or was signed before a stretch of time had passed. */
export async function checkpointAsOf(
  pool: Pool,
  log: VerifiableLog,
  ledger: string,
  asOf: number | Stretch | undefined,
): Promise<SealedCheckpoint | null> {
  if (asOf === undefined) return log.checkpoint(ledger)
  const { rows } = await pool.query<{ size: string | null }>(
    `select max(size) as size from es.log_checkpoints
      where ledger = $1 and size <= coalesce($2::bigint, size) and signed_at < coalesce($3::timestamptz, 'infinity')`,
    typeof asOf === 'number' ? [ledger, asOf, null] : [ledger, null, asOf.after],
  )
  const size = rows[0]?.size ?? null
  return size === null ? null : log.checkpoint(ledger, Number(size))
}
