import { openEventStore } from '@kooperacje/commands'
import { ANNULLED, correctionOf, type EventDefinition, eventDefinitions } from '@kooperacje/domain'
import { catchUp, ledgerPages, type RecordedEvent } from '@kooperacje/events'
import { createTestDatabase, type TestDatabase } from '@kooperacje/infra/testing'
import { foldFromZero, projections, rebuildProjection, storedRows } from '@kooperacje/readmodels'
import { loadTown, simulateTown } from '@kooperacje/town'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const LEDGER = '2475011'
const definitions = new Map<string, EventDefinition>(
  eventDefinitions.map((each) => [each.type, each as unknown as EventDefinition]),
)

/** Which fact, of all that the town holds; is it annulled, or how many days earlier was it really? */
const correcting = fc.record({ which: fc.nat(), annul: fc.boolean(), daysEarlier: fc.nat(60) })
type Correcting = typeof correcting extends fc.Arbitrary<infer T> ? T : never
/** Some are met by the workers together, in one batch. */
const rounds = fc.array(fc.array(correcting, { minLength: 1, maxLength: 6 }), { minLength: 5, maxLength: 5 })

describe('a town in which facts are corrected at random, whatever the rules would say to it', () => {
  let database: TestDatabase
  let opened: ReturnType<typeof openEventStore>
  const facts: RecordedEvent[] = []

  beforeAll(async () => {
    database = await createTestDatabase()
    opened = openEventStore({ url: database.serviceUrl, masterKey: Buffer.alloc(32, 1), max: 4 })
    await loadTown(opened.store, LEDGER, [...simulateTown({ seed: 11, cases: 8, ledger: LEDGER })])
    for await (const page of ledgerPages(opened.store, LEDGER)) facts.push(...page)
  })
  afterAll(async () => {
    await opened.close()
    await database.drop()
  })

  async function correct({ which, annul, daysEarlier }: Correcting) {
    const wrong = facts[which % facts.length] as RecordedEvent
    const { streamType, streamId, streamVersion, type, occurredAt, data } = wrong
    const corrects = { corrects: streamVersion, reason: 'OTHER' }
    const happened = new Date(Date.parse(occurredAt) - daysEarlier * 86_400_000).toISOString()
    const correction = annul
      ? { type: ANNULLED, data: { ...corrects, type } }
      : {
          type: correctionOf(definitions.get(type) as EventDefinition).type,
          data: { ...corrects, occurredAt: happened, fact: data },
        }
    const result = await opened.store.append({
      ledger: LEDGER,
      writes: [
        {
          streamType,
          streamId,
          expectedVersion: 'any',
          events: [{ ...correction, occurredAt: '2024-01-15T11:00:00.000Z' }],
        },
      ],
      metadata: { actorId: 'worker-1', actorRole: 'LEADER' },
    })
    if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  }

  it('every read model holds the rows of its history as it should have been', { timeout: 120_000 }, async () => {
    const { pool, codec, store } = opened
    const follow = async () => {
      for (const projection of projections) await catchUp(pool, codec, projection, LEDGER, { batch: 40 })
    }
    await follow()
    for (const round of fc.sample(rounds, { numRuns: 1, seed: 5 })[0] ?? []) {
      for (const each of round) await correct(each)
      await follow()
      for (const projection of projections) {
        const rows = await storedRows(pool, projection, LEDGER)
        expect(rows, projection.name).toEqual(await foldFromZero(store, projection, LEDGER))
      }
    }
    for (const projection of projections) {
      if (!projection.rebuilt) continue
      const rows = await storedRows(pool, projection, LEDGER)
      await rebuildProjection(pool, codec, projection)
      expect(await storedRows(pool, projection, LEDGER), projection.name).toEqual(rows)
    }
  })
})
