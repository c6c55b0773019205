import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { LEDGER, OCCURRED, sampleData, sampleMetadata } from '../sample.ts'
import { query } from '../server.ts'
import type { Appender } from './appender.ts'

const TABLE = `
  create table events (
    ledger          text        not null,
    position        bigint      generated always as identity,
    stream          text        not null,
    stream_version  integer     not null,
    event_id        uuid        not null,
    type            text        not null,
    schema_version  smallint    not null,
    occurred_at     timestamptz not null,
    recorded_at     timestamptz not null default now(),
    payload         json        not null,
    metadata        json        not null,
    primary key (ledger, position),
    unique (stream, ledger, stream_version)
  )`

const INSERT = `
  insert into events (ledger, stream, stream_version, event_id, type, schema_version, occurred_at, payload, metadata)
  select $1, $2, $3 + 1, $4, $5, $6, $7, $8, $9
   where coalesce((select max(stream_version) from events where ledger = $1 and stream = $2), 0) = $3
  returning position`

/**
 * The least that appends an event safely to its stream: one prepared statement, one transaction. What it does not give:
 * an order that a reader can rely on (a position may become visible after a later one), commands over several streams,
 * idempotency keys, validation.
 */
export async function insertAppender(url: string, connections: number): Promise<Appender> {
  await query(url, TABLE)
  const pool = new pg.Pool({ connectionString: url, max: connections })
  let numbers = 0
  return {
    name: 'insert with version check',
    async append() {
      const id = randomUUID()
      const { rowCount } = await pool.query({
        name: 'append',
        text: INSERT,
        values: [
          LEDGER,
          `referral/${id}`,
          0,
          randomUUID(),
          'ReferralSubmitted',
          1,
          OCCURRED,
          JSON.stringify(sampleData(id, ++numbers)),
          JSON.stringify(sampleMetadata),
        ],
      })
      if (rowCount !== 1) throw new Error('not inserted')
    },
    close: () => pool.end(),
  }
}
