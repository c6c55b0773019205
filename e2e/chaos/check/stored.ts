import type { Pool } from 'pg'

/** An event as it lies in the database, without its payload. */
export interface StoredEvent {
  readonly ledger: string
  readonly position: number
  readonly stream: string
  readonly version: number
  readonly type: string
  readonly eventId: string
  /** Of the request that recorded it. */
  readonly correlationId: string
  /** Recorded by the services of their own accord, and not for a client. */
  readonly bySystem: boolean
}

/** What the store keeps of an idempotency key: the positions that were written under it. */
export interface StoredKey {
  readonly ledger: string
  readonly key: string
  readonly first: number
  readonly count: number
}

/** All that the laws of the log are about, in the order of ledgers and positions. */
export interface Stored {
  readonly heads: ReadonlyMap<string, number>
  readonly events: readonly StoredEvent[]
  readonly keys: readonly StoredKey[]
}

export async function readStored(pool: Pool): Promise<Stored> {
  const heads = await pool.query('select ledger, head from es.ledgers')
  const events = await pool.query({
    text: `select ledger, position, stream, stream_version, type, event_id, metadata->>'correlationId',
                  metadata->>'actorRole' = 'SYSTEM'
             from es.events order by ledger, position`,
    rowMode: 'array',
  })
  const keys = await pool.query({
    text: 'select ledger, key, first_position, event_count from es.idempotency_keys order by ledger, first_position',
    rowMode: 'array',
  })
  return {
    heads: new Map(heads.rows.map(({ ledger, head }) => [ledger, Number(head)])),
    events: events.rows.map(([ledger, position, stream, version, type, eventId, correlationId, bySystem]) => ({
      ...{ ledger, position: Number(position), stream, version, type, eventId, correlationId, bySystem },
    })),
    keys: keys.rows.map(([ledger, key, first, count]) => ({ ledger, key, first: Number(first), count })),
  }
}
