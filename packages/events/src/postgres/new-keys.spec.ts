import { Client, type Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command, newLedger, OCCURRED, typesNow, write } from '../contract/fixtures.ts'
import { postgresCodec, storeDatabase, type TestDatabase } from '../contract/postgres.ts'
import type { AppendCommand, StreamWrite } from '../types.ts'
import { connectionAs, createPool } from './pool.ts'
import { PostgresEventStore } from './store.ts'

const met = (personId: string, name = 'Wanda') => ({
  type: 'PersonMet',
  data: { personId, place: 'office', name },
  occurredAt: OCCURRED,
})

describe('the key of a person who is new with a command', () => {
  let database: TestDatabase
  let pool: Pool
  beforeAll(async () => {
    database = await storeDatabase()
    pool = createPool({ url: database.serviceUrl })
  })
  afterAll(async () => {
    await pool.end()
    await database.drop()
  })

  /** A store that has no key in memory. */
  const store = (on: Pool = pool) => new PostgresEventStore(on, postgresCodec(on, typesNow))
  const asked = (ledger: string, newId: string, ...writes: readonly StreamWrite[]): AppendCommand => ({
    ...command(ledger, ...writes),
    newIds: new Set([newId]),
  })
  const keysIn = async (ledger: string) =>
    (await pool.query('select subject from es.subject_keys where ledger = $1 order by subject', [ledger])).rows.map(
      ({ subject }) => subject,
    )
  const namesIn = async (ledger: string) =>
    (await store().readLedger(ledger)).map(({ data }) => (data as { name: string }).name)

  it('is written with the events by one statement, which asks for nothing first', async () => {
    const ledger = newLedger()
    let statements = 0
    const counting = {
      query: (...parameters: Parameters<Pool['query']>) => {
        statements++
        return pool.query(...parameters)
      },
    } as unknown as Pool
    expect(await store(counting).append(asked(ledger, 'p', write('a', 0, met('p'))))).toMatchObject({ ok: true })
    expect(statements).toBe(1)
    expect(await keysIn(ledger)).toEqual(['p'])
    expect(await namesIn(ledger)).toEqual(['Wanda'])
  })

  it('goes with the events when the transaction is undone', async () => {
    const ledger = newLedger()
    const client = new Client(connectionAs(database.serviceUrl))
    await client.connect()
    await client.query('begin')
    await store(client as unknown as Pool).append(asked(ledger, 'p', write('a', 0, met('p'))))
    await client.query('rollback')
    await client.end()
    expect(await keysIn(ledger)).toEqual([])
    expect(await store().head(ledger)).toBe(0)
  })

  it('is not kept when the command is refused, those of its batch are', async () => {
    const ledger = newLedger()
    const own = store()
    await own.append(command(ledger, write('a', 0, met('first'))))
    const [wrong, ...right] = await Promise.all([
      own.append(asked(ledger, 'refused', write('a', 0, met('refused')))),
      own.append(asked(ledger, 'p-1', write('b', 0, met('p-1', 'Adam')))),
      own.append(asked(ledger, 'p-2', write('c', 0, met('p-2', 'Ewa')))),
      own.append(asked(ledger, 'also-refused', write('a', 7, met('also-refused')))),
    ])
    expect(wrong).toMatchObject({ ok: false, refusal: { code: 'wrong-version' } })
    expect(right.map(({ ok }) => ok)).toEqual([true, true, false])
    expect(await keysIn(ledger)).toEqual(['first', 'p-1', 'p-2'])
    expect(await namesIn(ledger)).toEqual(['Wanda', 'Adam', 'Ewa'])
  })

  it('is the first one when the request is repeated, at once or later, and stays when its body is another', async () => {
    const ledger = newLedger()
    const repeated = (fingerprint: string) => ({
      ...asked(ledger, 'p', write('a', 0, met('p'))),
      idempotency: { key: 'k', fingerprint },
    })
    const results = await Promise.all([store().append(repeated('f')), store().append(repeated('f'))])
    results.push(await store().append(repeated('f')))
    expect(results.filter((result) => result.ok && result.repeated)).toHaveLength(2)
    expect(await store().append(repeated('g'))).toMatchObject({ refusal: { code: 'idempotency-key-reused' } })
    expect(await keysIn(ledger)).toEqual(['p'])
    expect(await namesIn(ledger)).toEqual(['Wanda'])
  })

  it('is one, however many take the person for new at once, in one process or in two', async () => {
    const ledger = newLedger()
    const pools = [1, 2].map(() => createPool({ url: database.serviceUrl, max: 2 }))
    const stores = pools.map((own) => store(own))
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, i) => {
        const person = `p-${i % 3}`
        return (stores[i % 2] as PostgresEventStore).append(
          asked(ledger, person, write(`s-${i}`, 0, met(person, `name ${i}`))),
        )
      }),
    )
    expect(results.every(({ ok }) => ok)).toBe(true)
    expect(await keysIn(ledger)).toEqual(['p-0', 'p-1', 'p-2'])
    expect((await namesIn(ledger)).sort()).toEqual(Array.from({ length: 40 }, (_, i) => `name ${i}`).sort())
    await Promise.all(pools.map((own) => own.end()))
  })

  it('is there before an import whose later commands speak of the person, too', async () => {
    const ledger = newLedger()
    const results = await store().appendInOrder([
      asked(ledger, 'p', write('a', 0, met('p', '1'))),
      command(ledger, write('b', 0, met('p', '2'))),
      asked(ledger, 'q', write('c', 0, met('q', '3'))),
    ])
    expect(results.map((result) => result.ok && result.position)).toEqual([1, 2, 3])
    expect(await namesIn(ledger)).toEqual(['1', '2', '3'])
  })
})
