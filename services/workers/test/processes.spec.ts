import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { openEventStore } from '@kooperacje/commands'
import { waitForPosition } from '@kooperacje/events'
import { createTestDatabase, redis, type TestDatabase, waitingFor } from '@kooperacje/infra/testing'
import { projections } from '@kooperacje/readmodels'
import { Redis } from 'ioredis'
import { Client } from 'pg'
import { pino } from 'pino'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setupWakeUps } from '../src/queue/producer.ts'
import { dropQueue } from './drop-queue.ts'
import { expectTruth, FACTS_PER_CASE, tellCases } from './history.ts'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const NAMES = projections.map(({ name }) => name)
const masterKey = randomBytes(32)
const logKey = randomBytes(32)
/** A database of its own on the shared Redis, which may be emptied without asking. */
const redisUrl = redis && Object.assign(new URL(redis.url), { pathname: `/${5 + (process.pid % 10)}` }).href

let database: TestDatabase
let opened: ReturnType<typeof openEventStore>
let owner: Client
const children: ChildProcess[] = []

beforeEach(async () => {
  database = await createTestDatabase()
  opened = openEventStore({ url: database.serviceUrl, masterKey })
  owner = new Client({ connectionString: database.ownerUrl })
  await owner.connect()
})

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
  }
  await owner.end()
  await opened.close()
  await database.drop()
})

afterAll(async () => {
  if (redisUrl) await emptyRedis(redisUrl)
})

async function emptyRedis(url: string): Promise<void> {
  const client = new Redis(url)
  await client.flushdb()
  client.disconnect()
}

interface Worker {
  readonly child: ChildProcess
  readonly log: () => string
  readonly ready: Promise<void>
  readonly exited: Promise<number | NodeJS.Signals>
}

function worker(environment: Record<string, string> = {}): Worker {
  const child = fork(MAIN, {
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      DATABASE_URL: database.serviceUrl,
      KOOP_MASTER_KEY: masterKey.toString('base64'),
      KOOP_LOG_KEY: logKey.toString('base64'),
      KOOP_LOG_ORIGIN: 'log.example/ledgers',
      SWEEP_MS: '200',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  children.push(child)
  let log = ''
  child.stdout?.on('data', (chunk) => {
    log += chunk
  })
  child.stderr?.on('data', (chunk) => {
    log += chunk
  })
  const exited = once(child, 'exit').then(([code, signal]) => code ?? signal)
  const ready = Promise.race([
    once(child, 'message').then(([message]) => expect(message).toEqual({ ready: true })),
    exited.then((how) => {
      throw new Error(`the worker ended with ${how}: ${log}`)
    }),
  ])
  ready.catch(() => {})
  return { child, log: () => log, ready, exited }
}

async function headReached(ledger: string, timeoutMs = 15_000) {
  const head = await opened.store.head(ledger)
  expect(await waitForPosition(opened.pool, NAMES, ledger, head, timeoutMs), `read models of ${ledger}`).toBe(true)
}

describe('a worker process', () => {
  it('names every fault of its settings at once and does not start', async () => {
    const { exited, log } = worker({
      ...{ DATABASE_URL: '', KOOP_MASTER_KEY: 'short', SWEEP_MS: 'often', LOG_LEVEL: 'loud' },
      ...{ KOOP_LOG_KEY: '', KOOP_LOG_ORIGIN: 'https://log.example' },
    })
    expect(await exited).toBe(1)
    for (const name of [
      'DATABASE_URL',
      'KOOP_MASTER_KEY',
      'KOOP_LOG_KEY',
      'KOOP_LOG_ORIGIN',
      'SWEEP_MS',
      'LOG_LEVEL',
    ]) {
      expect(log()).toContain(name)
    }
  })

  it('ends with a reason when the database is not what it needs', async () => {
    const { exited, log } = worker({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' })
    expect(await exited).toBe(1)
    expect(log()).toContain('ECONNREFUSED')
  })

  it('finishes its work and leaves on SIGTERM', async () => {
    const { child, ready, exited } = worker()
    await ready
    const asked = performance.now()
    child.kill('SIGTERM')
    expect(await exited).toBe(0)
    expect(performance.now() - asked).toBeLessThan(3000)
  })

  it('leaves, and says so, when something does not end, however often it is told to', {
    timeout: 90_000,
  }, async () => {
    const { child, ready, exited, log } = worker()
    await ready
    await owner.query('begin; lock table rm.cases in exclusive mode')
    await tellCases(opened.store, 'held', 1, 3)
    await vi.waitFor(async () => {
      expect(await waitingFor(owner, 'rm.cases')).toBeGreaterThan(0)
    }, 10_000)
    child.kill('SIGTERM')
    await vi.waitFor(() => expect(log()).toContain('stopping'), 5000)
    child.kill('SIGTERM')
    child.kill('SIGINT')
    expect(await exited).toBe(0)
    expect(log().match(/"stopping"/g)).toHaveLength(1)
    expect(log()).toContain('not everything ended in time')
    await owner.query('rollback')
    // What was cut off in the middle is whole again with the next one.
    await worker().ready
    await headReached('held')
    await expectTruth(opened.pool, opened.store, ['held'])
  })

  it('leaves when its parent is gone', async () => {
    const { child, ready, exited } = worker()
    await ready
    child.disconnect()
    expect(await exited).toBe(0)
  })

  it('answers probes and shows metrics; no name ever reaches its log', async () => {
    const { ready, log } = worker({ WORKERS_PORT: '0', LOG_LEVEL: 'trace' })
    await ready
    const up = await vi.waitUntil(() => /^.*workers are up.*$/m.exec(log())?.[0], { timeout: 5000 })
    const { healthPort } = JSON.parse(up)
    const get = async (path: string) => {
      const response = await fetch(`http://127.0.0.1:${healthPort}${path}`)
      return { status: response.status, text: await response.text() }
    }
    expect(await get('/livez')).toMatchObject({ status: 200 })
    await vi.waitFor(async () => expect(await get('/readyz')).toMatchObject({ status: 200 }), { timeout: 5000 })
    await tellCases(opened.store, 'watched', 1, 5)
    await headReached('watched')
    const { text } = await get('/metrics')
    expect(text).toContain('koop_projection_events_total{projection="cases"}')
    expect(log()).not.toContain('Nowak')
    for (const line of log().trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('level')
  })
})

describe.each([
  { name: 'PostgreSQL', absent: false, environment: () => ({}) },
  { name: 'Redis', absent: !redisUrl, environment: () => ({ REDIS_URL: redisUrl as string }) },
])('read models with the queue on $name', ({ name, absent, environment }) => {
  describe.skipIf(absent)(absent ? 'skipped: no Redis here' : 'and workers', () => {
    const wakeUps = () =>
      setupWakeUps({
        databaseUrl: database.serviceUrl,
        redisUrl: name === 'Redis' ? redisUrl : undefined,
        logger: pino({ level: 'silent' }),
      })

    async function emptyTheQueue() {
      if (name === 'PostgreSQL') {
        await dropQueue(database.ownerUrl)
      } else {
        await emptyRedis(redisUrl as string)
      }
    }

    it('follow at once, long before a sweep', async () => {
      const { ready } = worker({ ...environment(), SWEEP_MS: '600000' })
      await ready
      const queue = wakeUps()
      // The first one may wait for the queue to be connected; the second must not.
      for (const [ledger, within] of [
        ['warm', 10_000],
        ['quick', 2000],
      ] as const) {
        await tellCases(opened.store, ledger, 1, 1, queue.wake)
        await headReached(ledger, within)
      }
      await queue.close()
    })

    it('are true after the queue was emptied under load, again and again', { timeout: 40_000 }, async () => {
      await Promise.all([worker(environment()).ready, worker(environment()).ready])
      const queue = wakeUps()
      const ledgers = ['load-a', 'load-b']
      let telling = true
      const emptying = (async () => {
        while (telling) {
          await emptyTheQueue()
          await new Promise((resolve) => setTimeout(resolve, 400))
        }
      })()
      await Promise.all(ledgers.map((ledger) => tellCases(opened.store, ledger, 1, 200, queue.wake)))
      telling = false
      await emptying
      for (const ledger of ledgers) await headReached(ledger)
      await queue.close()
      await expectTruth(opened.pool, opened.store, ledgers)
    })
  })
})

describe('read models when workers are killed', () => {
  it('are true after a kill in the middle of a batch, and after several at any moment', {
    timeout: 40_000,
  }, async () => {
    const ledger = 'killed'
    await tellCases(opened.store, ledger, 1, 500)
    const position = async (projection: string) => {
      const { rows } = await opened.pool.query(
        'select position from es.checkpoints where projection = $1 and ledger = $2',
        [projection, ledger],
      )
      return Number(rows[0]?.position ?? 0)
    }

    // A batch of the cases stands still in the middle of its transaction, for want of this lock, when the kill comes.
    await owner.query('begin; lock table rm.cases in exclusive mode')
    const first = worker()
    await first.ready
    await vi.waitFor(
      async () => {
        expect(await waitingFor(owner, 'rm.cases')).toBeGreaterThan(0)
        expect(await position('referral_inbox')).toBe(500 * FACTS_PER_CASE)
      },
      { timeout: 10_000, interval: 20 },
    )
    first.child.kill('SIGKILL')
    expect(await first.exited).toBe('SIGKILL')
    await owner.query('rollback')
    expect(await position('cases')).toBe(0)

    for (let i = 0; i < 2; i++) {
      const next = worker()
      await next.ready
      const telling = tellCases(opened.store, ledger, 501 + i * 200, 700 + i * 200)
      await new Promise((resolve) => setTimeout(resolve, 60 + i * 90))
      next.child.kill('SIGKILL')
      await next.exited
      await telling
    }
    await worker().ready
    await headReached(ledger)
    await expectTruth(opened.pool, opened.store, [ledger])
  })

  it('are true when the database restarts every connection under the worker', { timeout: 30_000 }, async () => {
    const { ready, child, exited } = worker()
    await ready
    // The same log-in: a stranger may not end its connections.
    const itself = new Client({ connectionString: database.serviceUrl })
    await itself.connect()
    let cut = 0
    try {
      for (let i = 0; i < 4; i++) {
        await tellCases(opened.store, 'cut', 1 + i * 100, 100 + i * 100)
        const { rows } = await itself.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
            where application_name in ('kooperacje-workers', 'kooperacje-queue') and datname = current_database()`,
        )
        cut += rows.length
      }
    } finally {
      await itself.end()
    }
    expect(cut).toBeGreaterThan(0)
    await headReached('cut')
    await expectTruth(opened.pool, opened.store, ['cut'])
    child.kill('SIGTERM')
    expect(await exited).toBe(0)
  })
})
