import { Client } from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { CheckedClient } from './support/checked-client.ts'
import { activePartnership, LEDGER } from './support/partnership.ts'
import { eventsOf } from './support/store.ts'
import { System } from './support/system.ts'

let system: System
let one: CheckedClient
let other: CheckedClient

beforeAll(async () => {
  system = await System.start({ workers: 0, environment: { DEADLINES_MS: '200' } })
  const clientOf = async () =>
    CheckedClient.connect(
      system.url,
      await system.createKey({ role: 'LEADER', institutionId: 'mops', ledgers: [LEDGER] }),
    )
  one = await clientOf()
  other = await clientOf()
  await activePartnership(one)
}, 120_000)
afterAll(() => system.stop())

it('an erasure whose API was killed in the middle is finished by the workers', { timeout: 120_000 }, async () => {
  const does = async (as: CheckedClient, path: string, body: object) => {
    const { status, body: answer } = await as.post(`/v1/${LEDGER}${path}`, body)
    expect(status, JSON.stringify(answer)).toBeLessThan(300)
  }
  await does(one, '/referrals', {
    ...{ id: 'ref-1', partnershipId: 'pzk', clientId: 'client-1', clientKind: 'PERSON', source: 'SELF' },
    ...{ knownSince: '2026-01-02', urgency: 'NORMAL', clientAgreed: 'YES', clientName: 'Zenobia Planowska' },
    ...{ problemAreas: ['HOUSING_ARREARS'], occurredAt: '2026-01-12T09:00:00Z' },
  })
  await does(one, '/erasures', { id: 'er-1', clientId: 'client-1', ground: 'RETENTION_ENDED' })
  await does(other, '/erasures/er-1/confirmation', {})

  // The last thing but one has to wait, however fast or slow the machine is.
  const holding = new Client({ connectionString: system.database.ownerUrl })
  await holding.connect()
  await holding.query('begin; lock table mail.caught in exclusive mode')
  const cutOff = other.post(`/v1/${LEDGER}/erasures/er-1/execution`, {}).then(
    () => 'answered',
    () => 'cut off',
  )
  const recorded = (type: string) => eventsOf(system.database, LEDGER, type)
  await vi.waitFor(async () => expect(await recorded('ErasureBegun')).toHaveLength(1), 30_000)
  await system.killApi()
  expect(await cutOff).toBe('cut off')
  await holding.end()
  expect(await recorded('ErasureDone')).toEqual([])

  await system.startWorker()
  await vi.waitFor(async () => expect(await recorded('ErasureDone')).toHaveLength(1), 60_000)
  await system.startApi()
  const { body } = await one.get(`/v1/${LEDGER}/clients/client-1`)
  expect(body).toMatchObject({ erased: true })
  expect((await one.get(`/v1/${LEDGER}/erasures/er-1`)).body).toMatchObject({ status: 'DONE' })
})
