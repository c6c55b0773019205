import { randomBytes } from 'node:crypto'
import { openEventStore } from '@kooperacje/commands'
import { LogSealer, originOf, signersOf } from '@kooperacje/events'
import { createTestDatabase, type TestDatabase } from '@kooperacje/infra/testing'
import { signerKey } from '@kooperacje/tlog'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMetrics } from '../src/metrics.ts'
import { witnessRounds } from '../src/sealing/witnesses.ts'
import { FACTS_PER_CASE, tellCases } from './history.ts'
import { type WitnessServer, witnessServer } from './witness-server.ts'

const SIGNING = { originPrefix: 'hub.example', seeds: [Buffer.alloc(32, 1)] }
const LEDGERS = ['a', 'b']
const names = ['police.example', 'school.example'] as const

describe('asking witnesses to cosign', () => {
  let database: TestDatabase
  let opened: ReturnType<typeof openEventStore>
  let sealer: LogSealer
  const servers: WitnessServer[] = []
  const keys = names.map((name, i) => signerKey(name, 'cosignature', Buffer.alloc(32, 2 + i)))

  beforeAll(async () => {
    database = await createTestDatabase()
    opened = openEventStore({ url: database.serviceUrl, masterKey: randomBytes(32) })
    sealer = new LogSealer(opened.pool, opened.nonces, SIGNING)
    const logs = LEDGERS.map((ledger) => ({ origin: originOf(SIGNING, ledger), keys: signersOf(SIGNING, ledger) }))
    for (const key of keys) servers.push(await witnessServer(key, logs))
  })
  afterAll(async () => {
    for (const server of servers) await server.close()
    await opened.close()
    await database.drop()
  })

  function worker(urls = servers.map(({ url }) => url)) {
    const metrics = createMetrics()
    const witnesses = keys.map((key, i) => ({ key, url: urls[i]! }))
    const { pool, log } = opened
    const round = witnessRounds({ pool, log, witnesses, logger: pino({ level: 'silent' }), metrics })
    const failing = async () =>
      Object.fromEntries(
        (await metrics.witnessFailing.get()).values.map(({ labels, value }) => [labels.witness, value]),
      )
    return { round, failing }
  }
  let told = 0
  /** The logs have grown. */
  async function grow() {
    told++
    for (const ledger of LEDGERS) {
      await tellCases(opened.store, ledger, told, told)
      await sealer.sealNext(ledger)
    }
  }
  const cosigners = () => Promise.all(LEDGERS.map(async (ledger) => (await opened.log.checkpoint(ledger))?.witnesses))
  const asked = () => servers.map((server) => server.asked)

  it('shows each of them the newest checkpoint of every log, and keeps what they answer', async () => {
    await grow()
    const { round, failing } = worker()
    await round()
    expect(await cosigners()).toEqual([names, names])
    expect(await failing()).toEqual({ 'police.example': 0, 'school.example': 0 })
    const before = asked()
    await round()
    expect(asked()).toEqual(before)

    await grow()
    expect(await cosigners()).toEqual([[], []])
    await round()
    expect(await cosigners()).toEqual([names, names])
    expect(await opened.log.checkpoint('a', undefined, 2)).toMatchObject({ size: 2 * FACTS_PER_CASE })
  })

  it('is held up for nobody by one that refuses, which is asked again after a while and not at once', async () => {
    await grow()
    servers[0]!.broken = 500
    const { round, failing } = worker()
    const before = asked()
    await round()
    expect(await cosigners()).toEqual([['school.example'], ['school.example']])
    expect(await failing()).toEqual({ 'police.example': 1, 'school.example': 0 })
    await round()
    expect(asked()).toEqual(before.map((count) => count + LEDGERS.length))

    servers[0]!.broken = null
    await worker().round()
    expect(await cosigners()).toEqual([names, names])
  })

  it('is held up for nobody by one that is away', async () => {
    await grow()
    const gone = await witnessServer(keys[0]!, [])
    await gone.close()
    const { round, failing } = worker([gone.url, servers[1]!.url])
    await round()
    expect(await cosigners()).toEqual([['school.example'], ['school.example']])
    expect(await failing()).toEqual({ 'police.example': 1, 'school.example': 0 })
  })
})
