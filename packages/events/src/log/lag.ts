import type { Pool } from 'pg'
import { faultOf } from './states.ts'
import type { LogState } from './types.ts'

export interface LogLag {
  readonly ledger: string
  readonly size: number
  readonly head: number
  /** When the first event that is not sealed yet was recorded. */
  readonly since: Date | null
  readonly fault: LogState['fault']
}

/** Only the ledgers that have something to seal, or where sealing was refused: asked every few seconds of thousands. */
export async function logLags(pool: Pool): Promise<LogLag[]> {
  const { rows } = await pool.query<{
    ledger: string
    size: string
    head: string
    since: Date | null
    fault_position: string | null
    fault_reason: string | null
    fault_since: Date | null
  }>({
    name: 'es.log.lags',
    text: `select l.ledger, coalesce(g.size, 0) as size, l.head, e.recorded_at as since,
             g.fault_position, g.fault_reason, g.fault_since
             from es.ledgers l left join es.logs g using (ledger)
             left join es.events e on e.ledger = l.ledger and e.position = coalesce(g.size, 0) + 1
            where l.head <> coalesce(g.size, 0) or g.fault_reason is not null`,
  })
  return rows.map((row) => ({
    ledger: row.ledger,
    size: Number(row.size),
    head: Number(row.head),
    since: row.since,
    fault: faultOf(row),
  }))
}
