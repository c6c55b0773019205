import type { Pool, QueryConfig } from 'pg'
import type { EncodedCommand } from '../codec.ts'
import { type Answer, Batch, type BatchAnswer } from './batch.ts'

const placeholders = (count: number) => Array.from({ length: count }, (_, i) => `$${i + 1}`).join(', ')
const BATCH = { name: 'es.append', text: `select es.append(${placeholders(19)}) as answer` }
const ONE = { name: 'es.append_one', text: `select es.append_one(${placeholders(11)}) as answer` }

/** One call to the database for a batch of commands of one ledger; answers in their order. */
export async function appendBatch(
  pool: Pool,
  commands: readonly EncodedCommand[],
  timeoutMs: number,
): Promise<BatchAnswer[]> {
  const batch = new Batch(commands)
  const one = alone(commands)
  const call = one ? { ...ONE, values: one } : { ...BATCH, values: batch.parameters() }
  // The driver knows a time-out per query, its types do not.
  const query: QueryConfig & { query_timeout: number } = { ...call, query_timeout: timeoutMs }
  const { rows } = await pool.query<{ answer: Answer }>(query)
  const answer = rows[0]?.answer
  if (!answer) throw new Error(`${call.name} gave no answer`)
  return batch.read(answer)
}

/** The parameters of es.append_one, when the batch is what that is for: one event to a stream, and no other looked at. */
function alone(commands: readonly EncodedCommand[]): unknown[] | null {
  const [command] = commands
  if (!command || commands.length > 1 || command.expectations.length > 1 || command.events.length !== 1) return null
  const { ledger, metadata, idempotency, expectations, events } = command
  const [expectation] = expectations
  const [event] = events
  return [
    ledger,
    metadata,
    idempotency?.key ?? null,
    idempotency?.fingerprint ?? null,
    event?.stream,
    expectation?.version,
    event?.eventId,
    event?.type,
    event?.schemaVersion,
    event?.occurredAt,
    event?.payload,
  ]
}
