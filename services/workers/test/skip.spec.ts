import { randomBytes } from 'node:crypto'
import {
  createPool,
  EventCodec,
  EventRegistry,
  inTransaction,
  memorySubjectKeys,
  PostgresEventStore,
  type Projection,
  runProjection,
  Vault,
} from '@kooperacje/events'
import { createTestDatabase, type TestDatabase } from '@kooperacje/infra/testing'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { skipToHead } from '../src/skip.ts'

const kind = (type: string) => ({ type, version: 1, data: z.strictObject({}) })
const registry = new EventRegistry([kind('Letter'), kind('Call')])
const codec = new EventCodec(registry, new Vault(memorySubjectKeys(), randomBytes(32)))
const projection = (name: string, ...types: string[]): Projection => ({ name, types, async apply() {} })
const letters = projection('letters', 'Letter')
const calls = projection('calls', 'Call')
const both = projection('both', 'Letter', 'Call')

let database: TestDatabase
let pool: Pool
let store: PostgresEventStore

beforeAll(async () => {
  database = await createTestDatabase()
  pool = createPool({ url: database.serviceUrl })
  store = new PostgresEventStore(pool, codec)
})

afterAll(async () => {
  await pool.end()
  await database.drop()
})

async function happen(ledger: string, ...types: string[]) {
  for (const type of types) {
    const events = [{ type, data: {}, occurredAt: '2020-01-01T00:00:00.000Z' }]
    const writes = [{ streamType: 'thing', streamId: 'a', expectedVersion: 'any' as const, events }]
    await store.append({ ledger, metadata: { actorId: 'test', actorRole: 'SYSTEM' }, writes })
  }
}

async function positions(ledger: string) {
  const { rows } = await pool.query('select projection, position from es.checkpoints where ledger = $1 order by 1', [
    ledger,
  ])
  return Object.fromEntries(rows.map((row) => [row.projection, Number(row.position)]))
}

async function begun(ledger: string) {
  await happen(ledger, 'Letter', 'Call')
  for (const one of [letters, calls, both]) await runProjection(pool, codec, one, ledger)
}

describe('skipping to the head', () => {
  it('moves the checkpoints that have nothing to take in, and names the others', async () => {
    await begun('some')
    await happen('some', 'Letter', 'Letter')
    expect(await skipToHead(pool, 'some', [letters, calls, both])).toEqual(new Set(['letters', 'both']))
    expect(await positions('some')).toEqual({ both: 2, calls: 4, letters: 2 })
  })

  it('never passes over a fact that lies before those that do not concern', async () => {
    await begun('behind')
    await happen('behind', 'Call', 'Letter', 'Letter')
    expect(await skipToHead(pool, 'behind', [calls])).toEqual(new Set(['calls']))
    expect(await positions('behind')).toMatchObject({ calls: 2 })
  })

  it('names nobody when all are at the head', async () => {
    await begun('quiet')
    expect(await skipToHead(pool, 'quiet', [letters, calls, both])).toEqual(new Set())
    expect(await skipToHead(pool, 'no-such-ledger', [letters])).toEqual(new Set())
  })

  it('leaves to the long way who has no checkpoint yet, or is far behind', async () => {
    await begun('far')
    await happen('far', 'Letter')
    expect(await skipToHead(pool, 'far', [projection('newcomer', 'Call')])).toEqual(new Set(['newcomer']))
    await pool.query(`insert into es.checkpoints values ('laggard', 'far', 0)`)
    expect(await skipToHead(pool, 'far', [projection('laggard', 'Visit')])).toEqual(new Set())
    const metadata = { actorId: 'test', actorRole: 'SYSTEM' }
    const events = Array.from({ length: 1000 }, () => ({
      type: 'Letter',
      data: {},
      occurredAt: '2020-01-01T00:00:00.000Z',
    }))
    for (const streamId of ['b', 'c']) {
      const writes = [{ streamType: 'thing', streamId, expectedVersion: 'any' as const, events }]
      await store.append({ ledger: 'far', metadata, writes })
    }
    expect(await skipToHead(pool, 'far', [projection('laggard', 'Visit')])).toEqual(new Set(['laggard']))
  })

  it('does not touch, nor wait for, a checkpoint that another worker holds', async () => {
    await begun('held')
    await happen('held', 'Letter')
    await inTransaction(pool, async (client) => {
      await client.query(`select from es.checkpoints where projection = 'calls' and ledger = 'held' for update`)
      expect(await skipToHead(pool, 'held', [calls])).toEqual(new Set(['calls']))
    })
    expect(await skipToHead(pool, 'held', [calls])).toEqual(new Set())
  })

  it('gives up no fact while others append and project at the same time', async () => {
    await begun('busy')
    let taken = 0
    const counting: Projection = {
      ...calls,
      async apply(_client, events) {
        taken += events.length
      },
    }
    let telling = true
    const mix = Array.from({ length: 400 }, (_, i) => (i % 7 === 0 ? 'Call' : 'Letter'))
    const appending = happen('busy', ...mix).then(() => {
      telling = false
    })
    const projecting = [1, 2, 3].map(async () => {
      while (telling) {
        const concerned = await skipToHead(pool, 'busy', [counting])
        if (concerned.size > 0) await runProjection(pool, codec, counting, 'busy')
      }
    })
    await Promise.all([appending, ...projecting])
    while ((await skipToHead(pool, 'busy', [counting])).size > 0) await runProjection(pool, codec, counting, 'busy')
    expect(taken).toBe(mix.filter((type) => type === 'Call').length)
  })
})
