import { eventDefinitions } from '@kooperacje/domain'
import {
  createPool,
  EventCodec,
  EventRegistry,
  ledgerPages,
  PostgresEventStore,
  postgresSubjectKeys,
  type RecordedEvent,
  Vault,
} from '@kooperacje/events'
import { createTestDatabase, type TestDatabase } from '@kooperacje/infra/testing'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LedgerNotEmpty, loadTown } from './load.ts'
import { simulateTown } from './town.ts'

const LEDGER = '2475011'

describe('a town in a database', () => {
  let database: TestDatabase
  let pool: Pool
  let store: PostgresEventStore
  const town = [...simulateTown({ seed: 7, cases: 30, ledger: LEDGER })]

  beforeAll(async () => {
    database = await createTestDatabase()
    pool = createPool({ url: database.serviceUrl, max: 4 })
    const vault = new Vault(postgresSubjectKeys(pool), Buffer.alloc(32, 1))
    store = new PostgresEventStore(pool, new EventCodec(new EventRegistry(eventDefinitions), vault))
  })
  afterAll(async () => {
    await pool.end()
    await database.drop()
  })

  /** Ids and times of recording are the store's own. */
  const told = ({ eventId: _, recordedAt: __, ...event }: RecordedEvent) => event

  it('is the same ledger as in the file, position by position', async () => {
    const events = town.flat()
    expect(await loadTown(store, LEDGER, town)).toBe(events.length)
    const stored: RecordedEvent[] = []
    for await (const page of ledgerPages(store, LEDGER)) stored.push(...page)
    expect(stored.map(told)).toEqual(events.map(told))
  })

  it('is not mixed with what is there already', async () => {
    const head = await store.head(LEDGER)
    await expect(loadTown(store, LEDGER, town)).rejects.toThrow(LedgerNotEmpty)
    expect(await store.head(LEDGER)).toBe(head)
  })
})
