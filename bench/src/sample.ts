import { randomUUID } from 'node:crypto'
import {
  type AppendCommand,
  createPool,
  EventCodec,
  EventRegistry,
  type EventType,
  eventStoreMigrations,
  migrate,
  PostgresEventStore,
  postgresSubjectKeys,
  Vault,
} from '@kooperacje/events'
import type { Pool } from 'pg'
import { z } from 'zod'

/** An event of the size and shape of a referral's, without personal fields: no peer seals any. */
export const eventType: EventType = {
  type: 'ReferralSubmitted',
  version: 1,
  data: z.object({
    referralId: z.string(),
    number: z.number().int(),
    institutionId: z.string(),
    reason: z.string(),
    needs: z.array(z.string()),
    urgent: z.boolean(),
    answerDueOn: z.string(),
  }),
}

export const sampleData = (streamId: string, number: number) => ({
  referralId: streamId,
  number,
  institutionId: 'institution-0017',
  reason: 'Several institutions work with the family, none of them knows what the others agreed.',
  needs: ['housing', 'debts', 'school', 'health'],
  urgent: number % 7 === 0,
  answerDueOn: '2026-12-01',
})

export const sampleMetadata = {
  actorId: 'worker-0042',
  actorRole: 'coordinator',
  institutionId: 'institution-0017',
  modelVersion: '3',
  correlationId: '0199f3a2-7c11-7d2e-b0c4-1f2d3e4a5b6c',
}

export const LEDGER = '241600'
export const OCCURRED = '2026-11-12T08:00:00.000Z'

export interface OwnStore {
  readonly pool: Pool
  readonly codec: EventCodec
  readonly store: PostgresEventStore
}

export async function openStore(url: string): Promise<OwnStore> {
  await migrate(url, [eventStoreMigrations])
  const pool = createPool({ url })
  const codec = new EventCodec(
    new EventRegistry([eventType]),
    new Vault(postgresSubjectKeys(pool), Buffer.alloc(32, 1)),
  )
  return { pool, codec, store: new PostgresEventStore(pool, codec) }
}

let numbers = 0

/** One event to a new stream. */
export function newStreamCommand(): AppendCommand {
  const streamId = randomUUID()
  return {
    ledger: LEDGER,
    metadata: sampleMetadata,
    writes: [
      {
        streamType: 'referral',
        streamId,
        expectedVersion: 'no-stream',
        events: [{ type: eventType.type, data: sampleData(streamId, ++numbers), occurredAt: OCCURRED }],
      },
    ],
  }
}
