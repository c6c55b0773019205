import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { openEventStore } from '@kooperacje/commands'
import { waitForPosition } from '@kooperacje/events'
import { createTestDatabase, swallowingProxy, type TestDatabase, waitingFor } from '@kooperacje/infra/testing'
import { projections } from '@kooperacje/readmodels'
import { Client } from 'pg'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { caughtMails } from '../src/mail/caught.ts'
import { setupWakeUps } from '../src/queue/producer.ts'
import { startWorkers, type Workers } from '../src/runtime.ts'
import type { WorkerSettings } from '../src/settings.ts'
import { expectTruth, tellCases } from './history.ts'

const masterKey = randomBytes(32)
const LEDGER = '2416042'

let database: TestDatabase
let opened: ReturnType<typeof openEventStore>
const closing: (() => Promise<unknown>)[] = []

beforeEach(async () => {
  database = await createTestDatabase()
  opened = openEventStore({ url: database.serviceUrl, masterKey })
})

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  await opened.close()
  await database.drop()
})

async function workers(settings: Partial<WorkerSettings> = {}): Promise<Workers> {
  const running = await startWorkers(
    {
      databaseUrl: database.serviceUrl,
      masterKey,
      mailFrom: 'kooperacje@example.test',
      publicUrl: 'https://koop.example.test',
      logLevel: 'silent',
      host: '127.0.0.1',
      connections: 6,
      queryTimeoutMs: 30_000,
      sweepMs: 100,
      deadlinesMs: 100,
      noticeSettleMs: 3_600_000,
      mailMs: 100,
      ...settings,
    },
    pino({ level: 'silent' }),
  )
  closing.push(() => running.stop())
  return running
}

async function headReached() {
  const names = projections.map(({ name }) => name)
  expect(await waitForPosition(opened.pool, names, LEDGER, await opened.store.head(LEDGER), 15_000)).toBe(true)
}

describe('the workers', () => {
  it('turn a deadline that passed into one mail for each whom it climbs to', async () => {
    const settings = { noticeSettleMs: 0 }
    await Promise.all([workers(settings), workers(settings)])
    const fact = { type: 'EnvironmentalInterviewRequired', data: { urgent: false }, occurredAt: '2019-11-12T10:00:00Z' }
    await opened.store.append({
      ledger: LEDGER,
      metadata: { actorId: 'worker-7', actorRole: 'COORDINATOR' },
      writes: [{ streamType: 'case', streamId: 'case-A', expectedVersion: 'no-stream', events: [fact] }],
    })
    const sent = async () =>
      (await caughtMails(opened.pool, LEDGER, 10)).map(({ recipient, subject }) => [recipient, subject]).toSorted()
    const subject = 'Termin D-01 minął 2.12.2019: sprawa case-A'
    const expected = [
      ['COORDINATOR', subject],
      ['LEADER', subject],
    ]
    await vi.waitFor(async () => expect(await sent()).toEqual(expected), 10_000)
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(await sent()).toEqual(expected)
    const [first, ...alarms] = await opened.store.readLedger(LEDGER)
    expect(first).toMatchObject({ type: 'EnvironmentalInterviewRequired' })
    expect(alarms.map(({ type, data }) => [type, (data as { recipient: string }).recipient]).toSorted()).toEqual([
      ['DeadlineAlarmRaised', 'COORDINATOR'],
      ['DeadlineAlarmRaised', 'LEADER'],
    ])
  })

  describe('when nobody sweeps', () => {
    /** The sweep of the start, and that of the moment when announcements begin to be heard, are over. */
    async function listening() {
      await workers({ sweepMs: 3_600_000 })
      // As the login itself: the role of the services may not see what it asks.
      const looking = new Client({ connectionString: database.serviceUrl })
      await looking.connect()
      await vi.waitFor(async () => {
        const { rows } = await looking.query(
          `select from pg_stat_activity where datname = current_database() and query = 'listen es_grown'`,
        )
        expect(rows).toHaveLength(1)
      }, 10_000)
      await looking.end()
      await sleep(500)
    }

    it('hear from the store of other processes that a ledger has grown', async () => {
      await listening()
      await tellCases(opened.store, LEDGER, 1, 5)
      await headReached()
      await expectTruth(opened.pool, opened.store, [LEDGER])
    })

    it('hear it from the queue where no announcement comes', async () => {
      await listening()
      const wakeUps = setupWakeUps({ databaseUrl: database.serviceUrl, logger: pino({ level: 'silent' }) })
      closing.push(() => wakeUps.close())
      await tellCases(opened.closedStore, LEDGER, 1, 5, wakeUps.wake)
      await headReached()
      await expectTruth(opened.pool, opened.store, [LEDGER])
    })
  })

  it('build anew what another version of the code wrote, while the rest goes on', async () => {
    const before = await workers()
    await tellCases(opened.store, LEDGER, 1, 50)
    await headReached()
    await before.stop()
    const owner = new Client({ connectionString: database.ownerUrl })
    await owner.connect()
    await owner.query(`update rm.projection_versions set version = 0 where projection = 'referral_inbox'`)
    await owner.query(`update rm.referral_inbox set status = 'written by an older release'`)
    await owner.end()

    const after = await workers()
    await tellCases(opened.store, LEDGER, 51, 80)
    await headReached()
    await expectTruth(opened.pool, opened.store, [LEDGER])
    await vi.waitFor(() => expect(after.ready()).toMatchObject({ ready: true, checks: { rebuilding: 'nothing' } }))
  })

  it('leave what they are building anew to the next start when they are stopped', async () => {
    const before = await workers()
    await tellCases(opened.store, LEDGER, 1, 20)
    await headReached()
    await before.stop()
    const owner = new Client({ connectionString: database.ownerUrl })
    await owner.connect()
    await owner.query(`update rm.projection_versions set version = 0 where projection = 'referral_inbox'`)
    // A reader that does not let go: the new tables cannot take the place of the old ones.
    await owner.query('begin')
    await owner.query('select from rm.referral_inbox')
    const stopped = await workers()
    await vi.waitFor(() => expect(stopped.ready().checks.rebuilding).toBe('referral_inbox'))
    await stopped.stop()
    await vi.waitFor(async () => {
      const { rows } = await opened.pool.query(
        `select state, query from pg_stat_activity
          where datname = current_database() and application_name = 'kooperacje-rebuild'`,
      )
      expect(rows).toEqual([])
    })
    await owner.query('rollback')
    await owner.end()
    const after = await workers()
    await vi.waitFor(() => expect(after.ready().checks.rebuilding).toBe('nothing'), 10_000)
    await headReached()
    await expectTruth(opened.pool, opened.store, [LEDGER])
  })

  it('go on when the network swallows their connections', { timeout: 40_000 }, async () => {
    const proxy = await swallowingProxy(database.serviceUrl)
    closing.push(() => proxy[Symbol.asyncDispose]())
    const running = await workers({ databaseUrl: proxy.url, queryTimeoutMs: 1000 })
    await tellCases(opened.store, LEDGER, 1, 20)
    await headReached()
    proxy.swallow()
    await tellCases(opened.store, LEDGER, 21, 40)
    await headReached()
    await expectTruth(opened.pool, opened.store, [LEDGER])
    expect(running.ready().ready).toBe(true)
  })
})

describe('the workers, told to stop', () => {
  const owner = async () => {
    const client = new Client({ connectionString: database.ownerUrl })
    await client.connect()
    closing.push(() => client.end())
    return client
  }
  const positions = async (ledger: string) => {
    const { rows } = await opened.pool.query<{ projection: string; position: string }>(
      'select projection, position from es.checkpoints where ledger = $1 and position > 0',
      [ledger],
    )
    return new Map(rows.map(({ projection, position }) => [projection, Number(position)]))
  }
  /** A batch that has begun, and cannot go on until the owner of the tables lets it. */
  async function batchInHand(told: () => Promise<void>) {
    const holder = await owner()
    await holder.query('begin; lock table rm.cases in exclusive mode')
    await told()
    await vi.waitFor(async () => {
      expect(await waitingFor(holder, 'rm.cases')).toBeGreaterThan(0)
    }, 10_000)
    return () => holder.query('rollback')
  }

  it('finish what is in hand, begin nothing else, and give their connections back', async () => {
    const running = await workers({ sweepMs: 20 })
    await tellCases(opened.store, LEDGER, 1, 3)
    await headReached()
    const before = await opened.store.head(LEDGER)
    const letGo = await batchInHand(() => tellCases(opened.store, LEDGER, 4, 6))
    let ended = false
    const stopping = running.stop().then(() => {
      ended = true
    })
    await tellCases(opened.store, 'later', 1, 3)
    // As many sweeps as there would have been.
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(ended).toBe(false)
    await letGo()
    await stopping
    // The batch in hand began at the first of the facts, and may have come too early for the others.
    expect((await positions(LEDGER)).get('cases')).toBeGreaterThan(before)
    expect(await positions('later')).toEqual(new Map())
    await vi.waitFor(async () => {
      const { rows } = await opened.pool.query(
        `select application_name from pg_stat_activity
          where datname = current_database() and application_name in ('kooperacje-workers', 'kooperacje-queue')`,
      )
      expect(rows).toEqual([])
    })
  })

  it('a second time, end once and tell both', async () => {
    const running = await workers()
    await tellCases(opened.store, LEDGER, 1, 3)
    await headReached()
    const letGo = await batchInHand(() => tellCases(opened.store, LEDGER, 4, 6))
    const told: string[] = []
    const first = running.stop().then(() => told.push('first'))
    const second = running.stop().then(() => told.push('second'))
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(told).toEqual([])
    await letGo()
    await Promise.all([first, second])
    await running.stop()
  })
})
