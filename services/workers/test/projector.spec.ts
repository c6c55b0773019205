import { randomBytes } from 'node:crypto'
import {
  createPool,
  EventCodec,
  EventRegistry,
  memorySubjectKeys,
  PostgresEventStore,
  type Projection,
  Vault,
} from '@kooperacje/events'
import { createTestDatabase, type TestDatabase } from '@kooperacje/infra/testing'
import { Client, type Pool } from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createMetrics } from '../src/metrics.ts'
import { Projector } from '../src/projector.ts'
import { Sweeper } from '../src/sweeper.ts'

const logger = pino({ level: 'silent' })
const Counted = { type: 'Counted', version: 1, data: z.strictObject({ n: z.int() }) }
const codec = new EventCodec(new EventRegistry([Counted]), new Vault(memorySubjectKeys(), randomBytes(32)))

let database: TestDatabase
let pool: Pool
let store: PostgresEventStore

beforeAll(async () => {
  database = await createTestDatabase()
  pool = createPool({ url: database.serviceUrl })
  store = new PostgresEventStore(pool, codec)
})

beforeEach(async () => {
  const owner = new Client({ connectionString: database.ownerUrl })
  await owner.connect()
  await owner.query(`drop schema if exists trial cascade; create schema trial;
    create table trial.seen (projection text, ledger text, n int);
    grant usage on schema trial to kooperacje_service; grant all on trial.seen to kooperacje_service`)
  await owner.end()
})

afterAll(async () => {
  await pool.end()
  await database.drop()
})

/** Writes down every fact it is given, also one that it is given twice. */
const counting = (name: string, refuse: (n: number) => boolean = () => false): Projection => ({
  name,
  types: ['Counted'],
  async apply(client, events) {
    for (const { ledger, data } of events) {
      const { n } = data as { n: number }
      if (refuse(n)) throw new Error(`cannot take ${n} in`)
      await client.query('insert into trial.seen values ($1, $2, $3)', [name, ledger, n])
    }
  },
})

function workers(projections: readonly Projection[], batch?: number) {
  const metrics = createMetrics()
  const projector = new Projector({ pool, codec, logger, metrics, parallel: 4, batch })
  for (const projection of projections) projector.add(projection)
  return { projector, sweeper: new Sweeper({ pool, projector, logger, metrics }), metrics }
}

async function append(ledger: string, from: number, to: number) {
  const numbers = Array.from({ length: to - from + 1 }, (_, i) => from + i)
  await Promise.all(
    numbers.map((n) =>
      store.append({
        ledger,
        metadata: { actorId: 'test', actorRole: 'SYSTEM' },
        writes: [
          {
            streamType: 'count',
            streamId: `${n}`,
            expectedVersion: 'no-stream',
            events: [{ type: 'Counted', data: { n }, occurredAt: '2020-01-01T00:00:00.000Z' }],
          },
        ],
      }),
    ),
  )
}

async function seen(projection: string, ledger: string): Promise<number[]> {
  const { rows } = await pool.query('select n from trial.seen where projection = $1 and ledger = $2 order by n', [
    projection,
    ledger,
  ])
  return rows.map(({ n }) => n)
}

const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1)
const soon = { timeout: 15_000, interval: 20 }

describe('the projector', () => {
  it('takes every fact in exactly once when several processes run it', async () => {
    const several = [1, 2, 3].map(() => workers([counting('once')], 10))
    await append('once', 1, 300)
    for (const { projector } of several) projector.wake('once')
    await append('once', 301, 400)
    for (const { projector } of several) projector.wake('once')
    await vi.waitFor(async () => expect(await seen('once', 'once')).toEqual(upTo(400)), soon)
    await Promise.all(several.map(({ projector }) => projector.stop()))
    expect(await seen('once', 'once')).toEqual(upTo(400))
  })

  it('loses no wake-up, whenever it comes', async () => {
    const { projector } = workers([counting('prompt')])
    for (let n = 1; n <= 60; n++) {
      await append('prompt', n, n)
      projector.wake('prompt')
      if (n % 3 === 0) await vi.waitFor(async () => expect(await seen('prompt', 'prompt')).toHaveLength(n), soon)
    }
    await projector.stop()
  })

  it('looks again when it is woken while it looks', async () => {
    // Commits are heard of late, so that what was seen of the head is no longer true.
    const late = createPool({ url: database.serviceUrl })
    late.on('connect', (client) => {
      const query = client.query.bind(client) as (...asked: unknown[]) => Promise<unknown>
      const slow = async (...asked: unknown[]) => {
        const answer = await query(...asked)
        if (asked[0] === 'commit') await new Promise((resolve) => setTimeout(resolve, 200))
        return answer
      }
      Object.assign(client, { query: slow })
    })
    const projector = new Projector({ pool: late, codec, logger, metrics: createMetrics(), parallel: 4 })
    projector.add(counting('late'))
    projector.add(counting('late too'))
    await append('late', 1, 1)
    projector.wake('late')
    await vi.waitFor(async () => expect(await seen('late', 'late')).toEqual([1]), soon)
    await new Promise((resolve) => setTimeout(resolve, 300))
    projector.wake('late')
    await new Promise((resolve) => setTimeout(resolve, 100))
    await append('late', 2, 2)
    projector.wake('late')
    await vi.waitFor(async () => expect(await seen('late', 'late')).toEqual([1, 2]), soon)
    await projector.stop()
    await late.end()
  })

  it('takes a fact into all that it concerns in one transaction', async () => {
    const transactions = new Map<string, string>()
    const noting = (name: string): Projection => ({
      name,
      types: ['Counted'],
      async apply(client) {
        const { rows } = await client.query('select pg_current_xact_id()::text as id')
        transactions.set(name, rows[0].id)
      },
    })
    /** By workers of their own, so that none is at work on the fact before any more. */
    const takeIn = async (n: number) => {
      transactions.clear()
      const { projector } = workers(['left', 'middle', 'right'].map(noting))
      await append('joint', n, n)
      projector.wake('joint')
      await vi.waitFor(() => expect(transactions.size).toBe(3), soon)
      await projector.stop()
    }
    await takeIn(1)
    await takeIn(2)
    expect(new Set(transactions.values()).size).toBe(1)
  })

  it('is not stopped by a fact that one projection cannot take in', async () => {
    let broken = true
    const { projector, metrics } = workers([counting('poisoned', (n) => broken && n === 3), counting('healthy')])
    await append('ill', 1, 5)
    await append('well', 1, 2)
    projector.wake('ill')
    projector.wake('well')
    await vi.waitFor(async () => {
      expect(await seen('healthy', 'ill')).toEqual(upTo(5))
      expect(await seen('poisoned', 'well')).toEqual(upTo(2))
    }, soon)
    expect(await seen('poisoned', 'ill')).toEqual([])
    await vi.waitFor(async () => {
      const text = await metrics.registry.metrics()
      expect(text).toContain('koop_projection_failing{projection="poisoned",ledger="ill"} 1')
    }, soon)

    broken = false
    await vi.waitFor(async () => {
      projector.resume('ill', 5)
      expect(await seen('poisoned', 'ill')).toEqual(upTo(5))
    }, soon)
    await projector.stop()
    expect(await metrics.registry.metrics()).toContain('koop_projection_failing{projection="poisoned",ledger="ill"} 0')
  })

  it('waits longer after each failure in a row', async () => {
    let attempts = 0
    const { projector } = workers([
      counting('stubborn', () => {
        attempts++
        return true
      }),
    ])
    await append('stubborn', 1, 1)
    const end = performance.now() + 2500
    while (performance.now() < end) {
      projector.resume('stubborn', 1)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    await projector.stop()
    // At once and after a second; the next one only after two more.
    expect(attempts).toBe(2)
  })

  it('finishes the batch in hand when it is stopped, and begins no other', async () => {
    const { projector } = workers([counting('stopped')], 10)
    await append('stopped', 1, 200)
    projector.wake('stopped')
    await vi.waitFor(async () => expect((await seen('stopped', 'stopped')).length).toBeGreaterThan(0), {
      timeout: 5000,
      interval: 1,
    })
    await projector.stop()
    const taken = await seen('stopped', 'stopped')
    expect(taken.length).toBeLessThan(200)
    const { rows } = await pool.query(`select position from es.checkpoints where projection = 'stopped'`)
    expect(Number(rows[0].position)).toBe(taken.length)
  })
})

describe('the sweeper', () => {
  it('brings every ledger to its head without any wake-up', async () => {
    const { projector, sweeper, metrics } = workers([counting('swept')])
    await append('swept-a', 1, 20)
    await append('swept-b', 1, 30)
    await sweeper.sweep()
    expect(sweeper.worst).toBeGreaterThanOrEqual(30)
    expect(await metrics.registry.metrics()).toContain(
      'koop_projection_lag_events{projection="swept",ledger="swept-b"} 30',
    )
    await vi.waitFor(async () => {
      expect(await seen('swept', 'swept-a')).toEqual(upTo(20))
      expect(await seen('swept', 'swept-b')).toEqual(upTo(30))
    }, soon)
    await projector.stop()
    await sweeper.sweep()
    expect(sweeper.worst).toBe(0)
    expect(await metrics.registry.metrics()).toContain('koop_projection_lagging_ledgers{projection="swept"} 0')
  })

  it('says so when the database is away, and goes on when it is back', async () => {
    const broken = createPool({ url: 'postgres://nobody@127.0.0.1:1/nothing' })
    const { projector, metrics } = workers([counting('away')])
    const blind = new Sweeper({ pool: broken, projector, logger, metrics })
    await blind.sweep()
    expect(blind.age).toBe(Number.POSITIVE_INFINITY)
    expect(await metrics.registry.metrics()).toContain('koop_sweeps_total{outcome="failed"} 1')
    await broken.end()
  })
})
