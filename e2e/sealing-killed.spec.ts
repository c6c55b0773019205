import { openEventStore } from '@kooperacje/commands'
import { logSigning, MasterKeys } from '@kooperacje/events'
import { waitingFor } from '@kooperacje/infra/testing'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { SealedLog } from './support/sealed-log.ts'
import { LOG_ORIGIN, System } from './support/system.ts'

const LEDGER = '2416021'

let system: System
let opened: ReturnType<typeof openEventStore>
let log: SealedLog

beforeAll(async () => {
  system = await System.start({ workers: 0, environment: { SEAL_MS: '50' } })
  const masterKey = MasterKeys.of(system.masterKey)
  opened = openEventStore({ url: system.database.serviceUrl, masterKey })
  const signing = logSigning({ key: system.logKey, oldKeys: undefined, originPrefix: LOG_ORIGIN })
  log = new SealedLog(opened.pool, opened.vault, masterKey, LEDGER, signing)
}, 60_000)
afterAll(async () => {
  await opened.close()
  await system.stop()
})

async function record(facts: number) {
  const fact = (i: number) => ({
    type: 'ReferralReturned',
    data: { reason: 'OTHER', clientId: `client-${i % 5}`, explanation: `word ${i}` },
    occurredAt: '2026-01-12T10:00:00.000Z',
  })
  const write = { streamType: 'referral', streamId: 'r', expectedVersion: 'any' as const }
  const result = await opened.store.append({
    ledger: LEDGER,
    metadata: { actorId: 'test', actorRole: 'LEADER' },
    writes: [{ ...write, events: Array.from({ length: facts }, (_, i) => fact(i)) }],
  })
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
}

const state = async () => {
  const { size, head } = (await opened.log.state(LEDGER))!
  return { size, head }
}
async function rows() {
  const { rows } = await opened.pool.query(
    `select (select count(*)::int from es.log_leaves where ledger = $1) as entries,
            (select coalesce(sum(length(hashes)) / 32, 0)::int from es.log_hashes where ledger = $1 and level = 0) as hashes`,
    [LEDGER],
  )
  return rows[0]
}

it('sealers that are killed in the middle leave a log that goes on, every entry once', {
  timeout: 120_000,
}, async () => {
  await record(300)
  await system.startWorker()
  await vi.waitFor(async () => expect(await state()).toEqual({ size: 300, head: 300 }), 30_000)

  // All that a sealing writes is written, but for the checkpoint, when the kill comes.
  const holding = new Client({ connectionString: system.database.ownerUrl })
  await holding.connect()
  await holding.query('begin; lock table es.log_checkpoints in exclusive mode')
  await record(200)
  await vi.waitFor(async () => {
    expect(await waitingFor(holding, 'es.log_checkpoints')).toBe(1)
  }, 30_000)
  await system.killWorkers()
  await holding.end()
  expect(await state()).toEqual({ size: 300, head: 500 })
  expect(await rows()).toEqual({ entries: 300, hashes: 300 })

  await Promise.all([system.startWorker(), system.startWorker()])
  for (let i = 0; i < 20; i++) await record(10)
  await system.killWorkers()
  await record(50)
  await Promise.all([system.startWorker(), system.startWorker()])
  await vi.waitFor(async () => expect(await state()).toEqual({ size: 750, head: 750 }), 30_000)
  expect(await rows()).toEqual({ entries: 750, hashes: 750 })
  const { verdict } = await log.handOut()
  expect(verdict).toContain(`750 events of ${LOG_ORIGIN}/${LEDGER} are complete and unchanged`)
})
