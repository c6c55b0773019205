import type { Leaf } from '@kooperacje/tlog'
import type { Pool, PoolClient } from 'pg'
import { instant } from '../postgres/pool.ts'

export type Db = Pool | PoolClient

/** An event as its row has it. */
export interface StoredRow {
  readonly position: number
  readonly stream: string
  readonly streamVersion: number
  readonly eventId: string
  readonly type: string
  readonly schemaVersion: number
  readonly occurredAt: string
  readonly recordedAt: string
  readonly payload: string
  readonly metadata: string
}

type Row = readonly [string, string, string, string, string, string, string, string, string, string]

const AS_TEXT = { getTypeParser: () => (text: string) => text }

/** The rows of these positions, both inclusive. Read past the codec: the log is about what is stored. */
export async function storedRows(db: Db, ledger: string, from: number, to: number): Promise<StoredRow[]> {
  const { rows } = await db.query<Row>({
    name: 'es.log.rows',
    text: `select position, stream, stream_version, event_id, type, schema_version, occurred_at, recorded_at, payload,
             metadata
             from es.events where ledger = $1 and position between $2 and $3 order by es.events.position`,
    values: [ledger, from, to],
    rowMode: 'array',
    types: AS_TEXT,
  } as never)
  return rows.map((row) => ({
    position: Number(row[0]),
    stream: row[1],
    streamVersion: Number(row[2]),
    eventId: row[3],
    type: row[4],
    schemaVersion: Number(row[5]),
    occurredAt: exactInstant(row[6]),
    recordedAt: exactInstant(row[7]),
    payload: row[8],
    metadata: row[9],
  }))
}

/**
 * `instant` cuts off what lies below a millisecond. Nothing is stored there, so whatever is found there was put there by
 * somebody who hoped that nobody looks.
 */
function exactInstant(text: string): string {
  return /\.\d{4,}/.test(text) ? text : instant(text)
}

/** @param keys as `Commitment` has them: null makes a leaf of the first format */
export function leafOf(
  ledger: string,
  row: StoredRow,
  { value, keys }: { readonly value: string; readonly keys: readonly string[] | null },
): Leaf {
  const envelope = {
    id: row.eventId,
    ledger,
    type: row.type,
    schemaVersion: row.schemaVersion,
    stream: row.stream,
    position: row.position,
    occurredAt: row.occurredAt,
    recordedAt: row.recordedAt,
    metadata: JSON.parse(row.metadata) as Record<string, unknown>,
    commitment: value,
  }
  return keys ? { ...envelope, v: 2, keys } : { ...envelope, v: 1, streamVersion: row.streamVersion }
}
