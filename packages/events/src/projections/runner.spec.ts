import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command, newLedger, note, OCCURRED, typesNow, write } from '../contract/fixtures.ts'
import { postgresCodec, storeDatabase, type TestDatabase, withClient } from '../contract/postgres.ts'
import { createPool } from '../postgres/pool.ts'
import { PostgresEventStore } from '../postgres/store.ts'
import { projectionLag, waitForPosition } from './checkpoints.ts'
import { catchUp, type Projection, type RunResult, runProjection } from './runner.ts'

describe('running a projection', () => {
  let database: TestDatabase
  const pools: Pool[] = []
  let pool: Pool
  let store: PostgresEventStore

  beforeAll(async () => {
    database = await storeDatabase()
    await withClient(database.ownerUrl, (client) =>
      client.query(`create table public.seen (ledger text, position bigint, times int default 1, primary key (ledger, position));
        create table public.counted (ledger text primary key, events int);
        grant all on public.seen, public.counted to kooperacje_service`),
    )
    for (let i = 0; i < 3; i++) pools.push(createPool({ url: database.serviceUrl, max: 8 }))
    pool = pools[0] as Pool
    store = new PostgresEventStore(pool, postgresCodec(pool, typesNow))
  })
  afterAll(async () => {
    await Promise.all(pools.map((one) => one.end()))
    await database.drop()
  })

  const codec = () => postgresCodec(pool, typesNow)
  const filled = async (events: number) => {
    const ledger = newLedger()
    for (let done = 0; done < events; done += 500) {
      const some = Array.from({ length: Math.min(500, events - done) }, (_, i) => note(`${done + i}`))
      await store.append(command(ledger, write('a', done, ...some)))
    }
    return ledger
  }
  let names = 0
  /** Not idempotent on purpose: an event that is applied twice is counted twice. */
  const counting = (types = ['NoteTaken']): Projection => ({
    name: `counting-${++names}`,
    types,
    async apply(client, events) {
      await client.query(
        `insert into public.counted values ($1, $2) on conflict (ledger) do update set events = counted.events + $2`,
        [events[0]?.ledger, events.length],
      )
    },
  })
  const counted = async (ledger: string) =>
    (await pool.query('select events from public.counted where ledger = $1', [ledger])).rows[0]?.events
  const checkpoint = async (name: string, ledger: string) => {
    const [lag] = (await projectionLag(pool, [name])).filter((one) => one.ledger === ledger)
    return lag?.position
  }

  it('takes a ledger in batch by batch', async () => {
    const ledger = await filled(25)
    const projection = counting()
    const run = () => runProjection(pool, codec(), projection, ledger, { batch: 10 })
    expect(await run()).toEqual({ outcome: 'more', position: 10, applied: 10 })
    expect(await run()).toEqual({ outcome: 'more', position: 20, applied: 10 })
    expect(await run()).toEqual({ outcome: 'caught-up', position: 25, applied: 5 })
    expect(await run()).toEqual({ outcome: 'caught-up', position: 25, applied: 0 })
    expect(await counted(ledger)).toBe(25)
  })

  it('gives it the events of its types, in order, sealed, and moves over the others', async () => {
    const ledger = newLedger()
    const met = { type: 'PersonMet', data: { personId: 'p', place: 'x', name: 'Wanda' }, occurredAt: OCCURRED }
    await store.append(command(ledger, write('a', 0, note('1'), met, note('2'), met)))
    const given: { position: number; data: unknown }[] = []
    const projection: Projection = {
      name: 'meetings',
      types: ['PersonMet'],
      apply: async (_, events) => void given.push(...events),
    }
    expect(await catchUp(pool, codec(), projection, ledger)).toEqual({ outcome: 'caught-up', position: 4, applied: 2 })
    expect(given.map(({ position }) => position)).toEqual([2, 4])
    expect(given[0]?.data).toMatchObject({ name: expect.stringMatching(/^sealed:/) })
    await store.append(command(ledger, write('a', 4, note('3'))))
    expect(await catchUp(pool, codec(), projection, ledger)).toEqual({ outcome: 'caught-up', position: 5, applied: 0 })
  })

  it('exactly once in effect, whoever else runs it at the same time', async () => {
    const ledger = await filled(1000)
    const projection = counting()
    const worker = async (own: Pool): Promise<RunResult['outcome'][]> => {
      const outcomes: RunResult['outcome'][] = []
      for (let more = true; more; ) {
        const { outcome } = await runProjection(own, postgresCodec(own, typesNow), projection, ledger, { batch: 20 })
        outcomes.push(outcome)
        more = outcome !== 'caught-up'
      }
      return outcomes
    }
    const outcomes = await Promise.all(Array.from({ length: 9 }, (_, i) => worker(pools[i % 3] as Pool)))
    expect(await counted(ledger)).toBe(1000)
    expect(outcomes.flat().filter((outcome) => outcome === 'more')).toHaveLength(49)
    expect(outcomes.flat()).toContain('busy')
  })

  it('takes nothing in when the handler fails half-way, and goes on from there when it is mended', async () => {
    const ledger = await filled(30)
    const projection = counting()
    let broken = true
    const failing: Projection = {
      ...projection,
      async apply(client, events, past) {
        await projection.apply(client, events, past)
        if (broken && events.some(({ position }) => position === 15)) throw new Error('position 15')
      },
    }
    await expect(catchUp(pool, codec(), failing, ledger, { batch: 10 })).rejects.toThrow('position 15')
    expect([await counted(ledger), await checkpoint(projection.name, ledger)]).toEqual([10, 10])
    broken = false
    await catchUp(pool, codec(), failing, ledger, { batch: 10 })
    expect([await counted(ledger), await checkpoint(projection.name, ledger)]).toEqual([30, 30])
  })

  it('survives that its connection is cut in the middle of a batch', async () => {
    const ledger = await filled(10)
    const projection = counting()
    const cut: Projection = {
      ...projection,
      async apply(client, events, past) {
        await projection.apply(client, events, past)
        const { rows } = await client.query('select pg_backend_pid() as pid')
        await withClient(database.adminUrl, (admin) =>
          admin.query('select pg_terminate_backend($1, 5000)', [rows[0].pid]),
        )
      },
    }
    await expect(catchUp(pool, codec(), cut, ledger)).rejects.toThrow()
    expect(await counted(ledger)).toBeUndefined()
    await catchUp(pool, codec(), projection, ledger)
    expect(await counted(ledger)).toBe(10)
  })

  it.each([
    ['for the first time', 0],
    ['not for the first time', 5],
  ])('says busy at once while another worker has it %s', async (_, before) => {
    const ledger = await filled(10)
    const projection = counting()
    if (before > 0) await runProjection(pool, codec(), projection, ledger, { batch: before })
    const entered = Promise.withResolvers<void>()
    const leave = Promise.withResolvers<void>()
    const slow: Projection = {
      ...projection,
      async apply(client, events, past) {
        entered.resolve()
        await leave.promise
        await projection.apply(client, events, past)
      },
    }
    const running = catchUp(pool, codec(), slow, ledger)
    await entered.promise
    expect(await runProjection(pool, codec(), projection, ledger)).toEqual({
      outcome: 'busy',
      position: -1,
      applied: 0,
    })
    leave.resolve()
    expect(await running).toMatchObject({ outcome: 'caught-up', applied: 10 - before })
    expect(await counted(ledger)).toBe(10)
  })

  it('tells how far each projection is, and waits for a position', async () => {
    const ledger = await filled(12)
    const [ahead, behind] = [counting(), counting()]
    await catchUp(pool, codec(), ahead, ledger)
    await runProjection(pool, codec(), behind, ledger, { batch: 5 })
    const names = [ahead.name, behind.name]
    const lag = (await projectionLag(pool, names)).filter((one) => one.ledger === ledger)
    expect(lag).toEqual([
      { projection: ahead.name, ledger, position: 12, head: 12 },
      { projection: behind.name, ledger, position: 5, head: 12 },
    ])
    expect(await waitForPosition(pool, [ahead.name], ledger, 12, 0)).toBe(true)
    expect(await waitForPosition(pool, names, ledger, 12, 20)).toBe(false)
    const waiting = waitForPosition(pool, names, ledger, 12, 5000)
    await catchUp(pool, codec(), behind, ledger)
    expect(await waiting).toBe(true)
  })
})
