import { createServer, type Server } from 'node:net'
import { createRedisNamespace, createTestDatabase, redis } from '@kooperacje/infra/testing'
import { Redis } from 'ioredis'
import { pino } from 'pino'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { QueueSettings } from '../src/queue/backend.ts'
import { startWakeUpWorker } from '../src/queue/consumer.ts'
import { setupWakeUps } from '../src/queue/producer.ts'
import type { WakeUp, WakeUps } from '../src/queue/wake-ups.ts'
import { dropQueue } from './drop-queue.ts'

const logger = pino({ level: 'silent' })
const closing: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

interface Place {
  readonly settings: QueueSettings
  /** Loses everything that the queue holds, and on PostgreSQL its tables too. */
  empty(): Promise<void>
}

async function onPostgres(): Promise<Place> {
  const database = await createTestDatabase()
  closing.push(() => database.drop())
  return {
    settings: { databaseUrl: database.serviceUrl },
    empty: () => dropQueue(database.ownerUrl),
  }
}

async function onRedis(): Promise<Place> {
  const namespace = createRedisNamespace()
  closing.push(() => namespace.drop())
  return {
    settings: { databaseUrl: 'postgres://nowhere', redisUrl: namespace.url, redisPrefix: namespace.prefix },
    async empty() {
      const client = new Redis(namespace.url)
      for (const key of await client.keys(`${namespace.prefix}*`)) await client.del(key)
      client.disconnect()
    },
  }
}

function producer(settings: QueueSettings): WakeUps {
  const wakeUps = setupWakeUps({ ...settings, logger })
  closing.push(() => wakeUps.close())
  return wakeUps
}

async function consumer(settings: QueueSettings, handler: (wakeUp: WakeUp) => void | Promise<void> = () => {}) {
  const arrived: WakeUp[] = []
  const worker = startWakeUpWorker({ ...settings, logger }, async (wakeUp) => {
    arrived.push(wakeUp)
    await handler(wakeUp)
  })
  closing.push(() => worker.close())
  await worker.ready()
  return arrived
}

const settled = { timeout: 5000, interval: 10 }

describe.each([
  { name: 'PostgreSQL', open: onPostgres, absent: false },
  { name: 'Redis', open: onRedis, absent: !redis },
])('wake-ups through $name', ({ open, absent }) => {
  describe.skipIf(absent)(absent ? 'skipped: no Redis here' : 'a queue', () => {
    it('reach a worker', async () => {
      const { settings } = await open()
      const arrived = await consumer(settings)
      producer(settings).wake('2416042', 7)
      await vi.waitFor(() => expect(arrived).toEqual([{ ledger: '2416042', position: 7 }]), settled)
    })

    it('wait for a worker that starts later', async () => {
      const { settings } = await open()
      const wakeUps = producer(settings)
      wakeUps.wake('2416042', 7)
      await vi.waitFor(() => expect(wakeUps.counts.added).toBe(1), settled)
      const arrived = await consumer(settings)
      await vi.waitFor(() => expect(arrived).toEqual([{ ledger: '2416042', position: 7 }]), settled)
    })

    it('are merged under load, and the newest position always arrives', async () => {
      const { settings } = await open()
      const arrived = await consumer(settings)
      const wakeUps = producer(settings)
      for (let position = 1; position <= 5000; position++) {
        wakeUps.wake('2416042', position)
        if (position % 10 === 0) await new Promise(setImmediate)
      }
      await vi.waitFor(() => expect(arrived.at(-1)).toEqual({ ledger: '2416042', position: 5000 }), settled)
      expect(arrived.length).toBeLessThan(250)
    })

    it('reach the workers for every ledger of a burst', async () => {
      const { settings } = await open()
      const arrived = await consumer(settings)
      const wakeUps = producer(settings)
      const ledgers = Array.from({ length: 200 }, (_, i) => `ledger-${i}`)
      for (const ledger of ledgers) wakeUps.wake(ledger, 1)
      await vi.waitFor(() => expect(new Set(arrived.map(({ ledger }) => ledger)).size).toBe(200), settled)
    })

    it('arrive while an earlier one of the same ledger is still being handled', async () => {
      const { settings } = await open()
      let release = () => {}
      const held = new Promise<void>((resolve) => {
        release = resolve
      })
      const arrived = await consumer(settings, ({ position }) => (position === 1 ? held : undefined))
      const wakeUps = producer(settings)
      wakeUps.wake('2416042', 1)
      await vi.waitFor(() => expect(arrived).toHaveLength(1), settled)
      wakeUps.wake('2416042', 2)
      await vi.waitFor(() => expect(arrived).toHaveLength(2), settled)
      release()
    })

    it('arrive again after everything in the queue was lost', { timeout: 20_000 }, async () => {
      const { settings, empty } = await open()
      const arrived = await consumer(settings)
      const wakeUps = producer(settings)
      wakeUps.wake('2416042', 1)
      await vi.waitFor(() => expect(arrived).toHaveLength(1), settled)
      await empty()
      let position = 1
      await vi.waitFor(
        () => {
          wakeUps.wake('2416042', ++position)
          expect(arrived.length).toBeGreaterThan(1)
        },
        { timeout: 15_000, interval: 100 },
      )
    })
  })
})

describe.each(['PostgreSQL', 'Redis'])('a queue on %s that cannot be reached', (name) => {
  const pointedAt = (port: number): QueueSettings => ({
    databaseUrl: `postgres://nobody@127.0.0.1:${port}/nothing`,
    ...(name === 'Redis' ? { redisUrl: `redis://127.0.0.1:${port}` } : {}),
  })

  it.each(['refuses connections', 'accepts them and never answers'])(
    'never holds up or fails whoever wakes: it %s',
    async (how) => {
      const server: Server = createServer(() => {})
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      const { port } = server.address() as { port: number }
      if (how === 'refuses connections') await new Promise((resolve) => server.close(resolve))
      else closing.push(async () => void server.close())

      const wakeUps = setupWakeUps({ ...pointedAt(port), logger })
      const started = performance.now()
      for (let position = 1; position <= 1000; position++) wakeUps.wake('2416042', position)
      expect(performance.now() - started).toBeLessThan(100)
      await new Promise((resolve) => setTimeout(resolve, 300))
      const before = performance.now()
      await wakeUps.close()
      expect(performance.now() - before).toBeLessThan(4000)
      expect(wakeUps.counts.added).toBe(0)
    },
  )
})
