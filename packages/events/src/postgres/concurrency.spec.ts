import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command, newLedger, note, OCCURRED, typesNow, write } from '../contract/fixtures.ts'
import { postgresCodec, storeDatabase, type TestDatabase } from '../contract/postgres.ts'
import type { EventStore } from '../types.ts'
import { createPool } from './pool.ts'
import { PostgresEventStore } from './store.ts'

const STREAMS = 8
const COMMANDS = 12

describe('many writers at once', () => {
  let database: TestDatabase
  const pools: Pool[] = []

  /** A store with connections and queues of its own: for the database, another process. */
  const another = (): EventStore => {
    const pool = createPool({ url: database.serviceUrl, max: 4 })
    pools.push(pool)
    return new PostgresEventStore(pool, postgresCodec(pool, typesNow))
  }

  beforeAll(async () => {
    database = await storeDatabase()
  })
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()))
    await database.drop()
  })

  /** One client: appends to one stream, and on a conflict tries again from the version it was told. */
  async function client(store: EventStore, ledger: string, id: number) {
    const acknowledged: { text: string; position: number }[] = []
    let version = 0
    let conflicts = 0
    for (let i = 0; i < COMMANDS; ) {
      const text = `${id}.${i}`
      const result = await store.append(command(ledger, write(`s-${id % STREAMS}`, version, note(text))))
      if (result.ok) {
        acknowledged.push({ text, position: result.position })
        version = result.events[0]?.streamVersion ?? 0
        i++
      } else if (result.refusal.code === 'wrong-version') {
        conflicts++
        version = result.refusal.conflicts[0]?.actual ?? 0
      } else throw new Error(result.refusal.code)
    }
    return { acknowledged, conflicts }
  }

  it.each([
    ['64 clients of one process', 1],
    ['64 clients of four processes', 4],
  ])('%s: no gap, no loss, no double', async (_, processes) => {
    const ledger = newLedger()
    const stores = Array.from({ length: processes }, another)
    const clients = await Promise.all(
      Array.from({ length: 64 }, (_, id) => client(stores[id % processes] as EventStore, ledger, id)),
    )
    const events = await another().readLedger(ledger, { limit: 10_000 })

    expect(events.map(({ position }) => position)).toEqual(Array.from({ length: 64 * COMMANDS }, (_, i) => i + 1))
    for (let s = 0; s < STREAMS; s++) {
      const own = events.filter(({ streamId }) => streamId === `s-${s}`)
      expect(own.map(({ streamVersion }) => streamVersion)).toEqual(own.map((_, i) => i + 1))
    }
    const acknowledged = clients.flatMap((one) => one.acknowledged).sort((a, b) => a.position - b.position)
    expect(events.map(({ data, position }) => ({ text: (data as { text: string }).text, position }))).toEqual(
      acknowledged,
    )
    expect(clients.reduce((sum, one) => sum + one.conflicts, 0)).toBeGreaterThan(0)
  })

  it('positions are in the order of commit: who reads up to the head never finds something below it later', async () => {
    const ledger = newLedger()
    const writers = Array.from({ length: 4 }, another)
    const reader = another()
    let writing = true
    const seen: number[] = []
    const reading = (async () => {
      for (let last = 0, more = true; more; ) {
        more = writing
        const events = await reader.readLedger(ledger, { from: last + 1, limit: 500 })
        seen.push(...events.map(({ position }) => position))
        last = seen.at(-1) ?? 0
        more ||= last < (await reader.head(ledger))
      }
    })()
    await Promise.all(
      Array.from({ length: 40 }, async (_, id) => {
        const store = writers[id % 4] as EventStore
        for (let i = 0; i < 10; i++) await store.append(command(ledger, write(`s-${id}`, i, note(`${id}.${i}`))))
      }),
    )
    writing = false
    await reading
    expect(seen).toEqual(Array.from({ length: 400 }, (_, i) => i + 1))
  })

  it('ledgers do not wait for each other', async () => {
    const [held, free] = [newLedger(), newLedger()]
    const store = another()
    await store.append(command(held, write('a', 0, note('1'))))
    const { Client } = await import('pg')
    const holder = new Client({ connectionString: database.adminUrl })
    await holder.connect()
    await holder.query('begin')
    await holder.query('select from es.ledgers where ledger = $1 for update', [held])
    const waiting = store.append(command(held, write('a', 1, note('2'))))
    expect(await store.append(command(free, write('a', 0, note('1'))))).toMatchObject({ ok: true })
    await holder.query('rollback')
    await holder.end()
    expect(await waiting).toMatchObject({ ok: true, position: 2 })
  })

  it('keeps an import in its order, whoever needs a key first and however long it is', async () => {
    const ledger = newLedger()
    const store = another() as PostgresEventStore
    const notes = Array.from({ length: 9 }, (_, n) => note(String(n)))
    const commands = Array.from({ length: 250 }, (_, i) =>
      command(ledger, write(`s-${i}`, 0, i % 3 === 0 ? met(`person-${i}`) : note(String(i)), ...notes)),
    )
    const results = await store.appendInOrder(commands)
    expect(results.map((result) => result.ok && result.position)).toEqual(commands.map((_, i) => 10 * (i + 1)))
  })
})

const met = (personId: string) => ({
  type: 'PersonMet',
  data: { personId, place: 'office', name: 'Osoba Przykładowa' },
  occurredAt: OCCURRED,
})
