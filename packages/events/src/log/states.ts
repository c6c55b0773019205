import type { Pool } from 'pg'
import type { LogState } from './types.ts'

interface StateRow {
  readonly ledger: string
  readonly head: string
  readonly size: string
  readonly signed_at: Date | null
  readonly fault_position: string | null
  readonly fault_reason: string | null
  readonly fault_since: Date | null
}

const STATE = `select l.ledger, l.head, coalesce(g.size, 0) as size, c.signed_at, g.fault_position, g.fault_reason,
    g.fault_since
    from es.ledgers l left join es.logs g using (ledger)
    left join lateral (select signed_at from es.log_checkpoints c where c.ledger = l.ledger
                        order by size desc, c.signed_at desc limit 1) c on true`

/** Null when there is no such ledger. */
export async function logState(pool: Pool, ledger: string): Promise<LogState | null> {
  const { rows } = await pool.query<StateRow>(`${STATE} where l.ledger = $1`, [ledger])
  return rows[0] ? stateOf(rows[0]) : null
}

/** Of every ledger that has events, in the order of names. */
export async function logStates(pool: Pool): Promise<readonly LogState[]> {
  const { rows } = await pool.query<StateRow>(`${STATE} where l.head > 0 or g.size > 0 order by l.ledger`)
  return rows.map(stateOf)
}

const stateOf = (row: StateRow): LogState => ({
  ledger: row.ledger,
  size: Number(row.size),
  head: Number(row.head),
  signedAt: row.signed_at?.toISOString() ?? null,
  fault: faultOf(row),
})

/** What is stored of a fault; null when there is none. */
export const faultOf = (row: Pick<StateRow, 'fault_position' | 'fault_reason' | 'fault_since'>): LogState['fault'] =>
  row.fault_reason === null || row.fault_since === null
    ? null
    : {
        position: row.fault_position === null ? null : Number(row.fault_position),
        reason: row.fault_reason,
        since: row.fault_since.toISOString(),
      }
