import { randomBytes } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { openEventStore } from '@kooperacje/commands'
import { LogSealer, type SealResult } from '@kooperacje/events'
import { createTestDatabase, type TestDatabase, waitingFor } from '@kooperacje/infra/testing'
import { Client } from 'pg'
import { pino } from 'pino'
import type { Gauge } from 'prom-client'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createMetrics } from '../src/metrics.ts'
import { LogKeeper } from '../src/sealing/keeper.ts'
import { logRounds } from '../src/sealing/rounds.ts'
import { FACTS_PER_CASE, tellCases } from './history.ts'

const logger = pino({ level: 'silent' })

describe('the sealing of the logs', () => {
  let database: TestDatabase
  let opened: ReturnType<typeof openEventStore>
  let owner: Client
  let real: LogSealer

  beforeAll(async () => {
    database = await createTestDatabase()
    opened = openEventStore({ url: database.serviceUrl, masterKey: randomBytes(32) })
    owner = new Client({ connectionString: database.ownerUrl })
    await owner.connect()
    real = new LogSealer(opened.pool, opened.nonces, { originPrefix: 'hub.example', seeds: [randomBytes(32)] })
  })
  afterAll(async () => {
    await owner.end()
    await opened.close()
    await database.drop()
  })

  /** What another worker process would have of its own. */
  function worker(sealNext: (ledger: string) => Promise<SealResult> = (ledger) => real.sealNext(ledger)) {
    const asked: string[] = []
    const sealer = {
      sealNext(ledger: string) {
        asked.push(ledger)
        return sealNext(ledger)
      },
      check: (...range: Parameters<LogSealer['check']>) => real.check(...range),
    } as LogSealer
    const metrics = createMetrics()
    const { pool, store, log } = opened
    const keeper = new LogKeeper({ pool, store, sealer, logger, metrics })
    const look = logRounds({ log, sealer, logger, metrics, events: 3 })
    return { keeper, metrics, look, asked: (ledger: string) => asked.filter((each) => each === ledger).length }
  }
  const size = async (ledger: string) => (await opened.log.state(ledger))?.size
  const told = async (gauge: Gauge<'ledger'>, ledger: string) =>
    (await gauge.get()).values.find(({ labels }) => labels.ledger === ledger)?.value

  /** Somebody who owns the database changes what the first fact says, and back. */
  async function tamper(ledger: string, [from, to]: readonly [string, string]) {
    await owner.query('alter table es.events disable trigger append_only')
    await owner.query(
      'update es.events set payload = replace(payload::text, $2, $3)::json where ledger = $1 and position = 1',
      [ledger, from, to],
    )
    await owner.query('alter table es.events enable always trigger append_only')
  }

  it('takes in whatever was appended to any ledger, round by round, and says how far it is', async () => {
    await tellCases(opened.store, 'a', 1, 3)
    await tellCases(opened.store, 'b', 1, 1)
    const { keeper, metrics } = worker()
    await keeper.sweep()
    expect([await size('a'), await size('b')]).toEqual([3 * FACTS_PER_CASE, FACTS_PER_CASE])
    await tellCases(opened.store, 'a', 4, 4)
    await keeper.sweep()
    expect(await size('a')).toBe(4 * FACTS_PER_CASE)
    expect((await metrics.logSealed.get()).values[0]?.value).toBe(5 * FACTS_PER_CASE)
    await tellCases(opened.store, 'a', 5, 5)
    expect(await real.check('a', 1, 4 * FACTS_PER_CASE)).toBeNull()
    await keeper.sweep()
    expect(await told(metrics.logLag, 'a')).toBe(FACTS_PER_CASE)
    await keeper.sweep()
    expect(await told(metrics.logLag, 'a')).toBeUndefined()
  })

  it('waits for no round where a ledger grows fast', async () => {
    const { keeper, asked } = worker(async () => ({ outcome: 'caught-up', size: 500, sealed: 0 }))
    keeper.wake('fast', 999)
    expect(asked('fast')).toBe(0)
    keeper.wake('fast', 1000)
    await vi.waitFor(() => expect(asked('fast')).toBe(1))
    await turn()
    keeper.wake('fast', 1499)
    expect(asked('fast')).toBe(1)
    keeper.wake('fast', 1500)
    expect(asked('fast')).toBe(2)
  })

  it('ends when it is told to, however much there is left', async () => {
    const { keeper, asked } = worker(async () => {
      await turn()
      return { outcome: 'more', size: 1, sealed: 1 }
    })
    const round = keeper.sweep()
    await vi.waitFor(() => expect(asked('a')).toBeGreaterThan(2))
    await keeper.stop()
    await round
    const before = asked('a')
    keeper.wake('a', 10_000)
    await keeper.sweep()
    expect(asked('a')).toBe(before)
  })

  it('is done by one worker at a time; another goes on without waiting', async () => {
    await tellCases(opened.store, 'one', 1, 2)
    const [first, second] = [worker(), worker()]
    // Where this is wanted, the first holds the log and has written all but its checkpoint.
    await owner.query('begin; lock table es.log_checkpoints in exclusive mode')
    const sealing = first.keeper.sweep()
    await vi.waitFor(async () => {
      expect(await waitingFor(owner, 'es.log_checkpoints')).toBe(1)
    }, 5000)
    await second.keeper.sweep()
    expect(second.asked('one')).toBe(1)
    await owner.query('rollback')
    await sealing
    expect(await size('one')).toBe(2 * FACTS_PER_CASE)
    expect((await second.metrics.logSealed.get()).values[0]?.value).toBe(0)
  })

  it('looks again at a log whose first look failed: the keys may have changed meanwhile', async () => {
    await tellCases(opened.store, 'late', 1, 1)
    await worker().keeper.sweep()
    let failing = true
    const { keeper, asked } = worker(async (ledger) => {
      if (failing) throw new Error('the network is away')
      return real.sealNext(ledger)
    })
    await keeper.sweep()
    failing = false
    await keeper.sweep()
    expect(asked('late')).toBe(2)
    await keeper.sweep()
    expect(asked('late')).toBe(2)
  })

  it('refuses a past that was changed, of that ledger alone, until it is again what it was', async () => {
    for (const ledger of ['bad', 'good']) await tellCases(opened.store, ledger, 1, 1)
    const [one, other] = [worker(), worker()]
    await one.keeper.sweep()
    await tamper('bad', ['SCHOOL', 'POLICE'])
    for (const ledger of ['bad', 'good']) await tellCases(opened.store, ledger, 2, 2)
    await one.keeper.sweep()
    await other.keeper.sweep()
    expect([await size('bad'), await size('good')]).toEqual([FACTS_PER_CASE, 2 * FACTS_PER_CASE])
    for (const { metrics } of [one, other]) expect(await told(metrics.logFault, 'bad')).toBe(1)
    expect((await opened.log.state('bad'))?.fault).toMatchObject({ position: 1 })

    const before = one.asked('bad')
    one.keeper.wake('bad', 100_000)
    expect(one.asked('bad')).toBe(before)

    await tamper('bad', ['POLICE', 'SCHOOL'])
    await other.keeper.sweep()
    expect(await size('bad')).toBe(2 * FACTS_PER_CASE)
    // The other process has seen to it; this one had nothing to seal.
    await one.keeper.sweep()
    for (const { metrics } of [one, other]) expect(await told(metrics.logFault, 'bad')).toBeUndefined()
  })

  it('goes through all that is sealed, a part at a time, and finds a change to what is old', async () => {
    const { look, metrics } = worker()
    const sealed = (await opened.log.states()).reduce((total, { size }) => total + size, 0)
    // Parts end with their ledger, so the first and the last may be short.
    const rounds = sealed
    for (let i = 0; i < rounds; i++) await look()
    expect((await metrics.logChecked.get()).values[0]?.value).toBeGreaterThanOrEqual(sealed)
    expect((await metrics.logFault.get()).values).toEqual([])

    await tamper('good', ['SCHOOL', 'POLICE'])
    for (let i = 0; i < rounds; i++) await look()
    expect((await metrics.logFault.get()).values).toMatchObject([{ labels: { ledger: 'good' }, value: 1 }])
    expect((await opened.log.state('good'))?.fault).toMatchObject({ position: 1 })
    await tamper('good', ['POLICE', 'SCHOOL'])
  })
})
