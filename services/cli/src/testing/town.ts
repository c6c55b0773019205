import { storedEventDefinitions } from '@kooperacje/domain'
import {
  createPool,
  EventCodec,
  EventRegistry,
  type EventToAppend,
  PostgresEventStore,
  postgresSubjectKeys,
  Vault,
} from '@kooperacje/events'
import { createTestDatabase, type TestDatabase } from '@kooperacje/infra/testing'
import type { Pool } from 'pg'

export const LEDGER = '2416021'

/** A database with a little history in it, and the environment in which `koop` finds it. */
export interface Town {
  readonly database: TestDatabase
  readonly environment: NodeJS.ProcessEnv
  readonly pool: Pool
  readonly store: PostgresEventStore
  readonly codec: EventCodec
  /** Appends to one stream, at whatever version it is. */
  tell(stream: string, events: readonly EventToAppend[], ledger?: string): Promise<void>
  close(): Promise<void>
}

export async function foundTown(): Promise<Town> {
  const database = await createTestDatabase()
  const masterKey = Buffer.alloc(32, 'k')
  const pool = createPool({ url: database.serviceUrl, max: 4 })
  const codec = new EventCodec(
    new EventRegistry(storedEventDefinitions),
    new Vault(postgresSubjectKeys(pool), masterKey),
  )
  const store = new PostgresEventStore(pool, codec)
  return {
    database,
    // A data folder that is not there: a `pnpm start` of this clone must not be found by its tests.
    environment: {
      DATABASE_URL: database.serviceUrl,
      KOOP_MASTER_KEY: masterKey.toString('base64'),
      KOOP_DATA: '/nonexistent',
    },
    pool,
    store,
    codec,
    async tell(stream, events, ledger = LEDGER) {
      const [streamType = '', streamId = ''] = stream.split('/')
      const result = await store.append({
        ledger,
        writes: [{ streamType, streamId, expectedVersion: 'any', events }],
        metadata: { actorId: 'social-worker-1', actorRole: 'COORDINATOR', institutionId: 'mops' },
      })
      if (!result.ok) throw new Error(JSON.stringify(result.refusal))
    },
    async close() {
      await pool.end()
      await database.drop()
    },
  }
}

export const submitted = (day: string, clientId = 'client-1'): EventToAppend => ({
  type: 'ReferralSubmitted',
  occurredAt: `${day}T09:00:00Z`,
  data: {
    partnershipId: 'p-1',
    clientId,
    clientKind: 'FAMILY',
    source: 'SCHOOL',
    fromInstitutionId: 'sp-1',
    knownSince: '2019-08-01',
    urgency: 'NORMAL',
    clientAgreed: 'YES',
    clientName: 'Rodzina Przykładowa',
    problemAreas: ['POVERTY'],
  },
})

export const returned = (day: string, clientId = 'client-1'): EventToAppend => ({
  type: 'ReferralReturned',
  occurredAt: `${day}T09:00:00Z`,
  data: { reason: 'OUTSIDE_AREA', clientId },
})

export const proposed = (day: string, clientId = 'client-1'): EventToAppend => ({
  type: 'CaseProposed',
  occurredAt: `${day}T09:00:00Z`,
  data: {
    partnershipId: 'p-1',
    clientId,
    clientKind: 'FAMILY',
    adults: 2,
    children: 1,
    source: 'SCHOOL',
    clientName: 'Rodzina Przykładowa',
    problemAreas: ['POVERTY'],
  },
})

export const qualified = (day: string): EventToAppend => ({
  type: 'CaseQualified',
  occurredAt: `${day}T09:00:00Z`,
  data: { criteriaMet: [], coordinatorId: 'social-worker-1' },
})

export const rejected = (day: string): EventToAppend => ({
  type: 'CaseRejected',
  occurredAt: `${day}T09:00:00Z`,
  data: { reason: 'outside the area' },
})
