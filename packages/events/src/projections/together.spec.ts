import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command, newLedger, note, OCCURRED, typesNow, write } from '../contract/fixtures.ts'
import { postgresCodec, storeDatabase, type TestDatabase, withClient } from '../contract/postgres.ts'
import { createPool } from '../postgres/pool.ts'
import { PostgresEventStore } from '../postgres/store.ts'
import { catchUp, inTransaction, type Projection, runProjection } from './runner.ts'
import { runTogether } from './together.ts'

describe('running several projections together', () => {
  let database: TestDatabase
  let pool: Pool
  let store: PostgresEventStore

  beforeAll(async () => {
    database = await storeDatabase()
    await withClient(database.ownerUrl, (client) =>
      client.query(`create table public.seen (projection text, ledger text, position bigint);
        grant all on public.seen to kooperacje_service`),
    )
    pool = createPool({ url: database.serviceUrl, max: 10 })
    store = new PostgresEventStore(pool, postgresCodec(pool, typesNow))
  })
  afterAll(async () => {
    await pool.end()
    await database.drop()
  })

  let names = 0
  /** Not idempotent on purpose: an event that is applied twice is there twice. */
  const seeing = (...types: string[]): Projection => {
    const name = `seeing-${++names}`
    return {
      name,
      types,
      async apply(client, events) {
        await client.query(
          `insert into public.seen select $1, ledger, position
             from unnest($2::text[], $3::bigint[]) as e (ledger, position)`,
          [name, events.map(({ ledger }) => ledger), events.map(({ position }) => position)],
        )
      },
    }
  }
  const seen = async ({ name }: Projection, ledger: string) => {
    const sql = 'select position from public.seen where projection = $1 and ledger = $2 order by position'
    return (await pool.query(sql, [name, ledger])).rows.map(({ position }) => Number(position))
  }
  const codec = () => postgresCodec(pool, typesNow)
  const met = { type: 'PersonMet', data: { personId: 'p', place: 'x', name: 'Wanda' }, occurredAt: OCCURRED }
  const together = (projections: readonly Projection[], ledger: string, near?: number) =>
    runTogether(pool, codec(), projections, ledger, near === undefined ? {} : { near })
  const none: ReadonlySet<string> = new Set()

  /** A ledger of two facts that all of these have taken in. */
  async function begun(...projections: readonly Projection[]): Promise<string> {
    const ledger = newLedger()
    await store.append(command(ledger, write('a', 0, note('1'), met)))
    for (const one of projections) await catchUp(pool, codec(), one, ledger)
    return ledger
  }

  it('gives each the events of its types behind its own checkpoint, in order, and moves all to the head', async () => {
    const [notes, people, all] = [seeing('NoteTaken'), seeing('PersonMet'), seeing('NoteTaken', 'PersonMet')]
    const ledger = await begun(notes, all)
    await pool.query('insert into es.checkpoints (projection, ledger) values ($1, $2)', [people.name, ledger])
    await store.append(command(ledger, write('a', 2, note('2'), met, note('3'))))
    const taken = new Map([
      [notes.name, 2],
      [people.name, 2],
      [all.name, 3],
    ])
    expect(await together([notes, people, all], ledger)).toEqual({ head: 5, taken, busy: none, left: none })
    expect(await seen(notes, ledger)).toEqual([1, 3, 5])
    expect(await seen(people, ledger)).toEqual([2, 4])
    expect(await seen(all, ledger)).toEqual([1, 2, 3, 4, 5])
    expect(await together([notes, people, all], ledger)).toMatchObject({ taken: new Map(), busy: none, left: none })
    for (const one of [notes, people, all]) {
      expect(await runProjection(pool, codec(), one, ledger)).toMatchObject({ outcome: 'caught-up', position: 5 })
    }
  })

  it('moves the checkpoints of those whom no new event concerns, and never past one that does', async () => {
    const [notes, people] = [seeing('NoteTaken'), seeing('PersonMet')]
    const ledger = await begun(notes, people)
    await store.append(command(ledger, write('a', 2, met, note('2'), note('3'))))
    const taken = new Map([
      [notes.name, 2],
      [people.name, 1],
    ])
    expect(await together([notes, people], ledger)).toEqual({ head: 5, taken, busy: none, left: none })
    await store.append(command(ledger, write('a', 5, note('4'))))
    const then = new Map([
      [notes.name, 1],
      [people.name, 0],
    ])
    expect(await together([notes, people], ledger)).toEqual({ head: 6, taken: then, busy: none, left: none })
    expect(await seen(people, ledger)).toEqual([2, 3])
    expect(await together([notes], 'no-such-ledger')).toEqual({ head: 0, taken: new Map(), busy: none, left: none })
  })

  it('writes nothing behind its rollback for those that were still at work when one failed', async () => {
    const [slow, ill] = [seeing('NoteTaken'), seeing('NoteTaken')]
    const ledger = await begun(slow, ill)
    const working: Projection = {
      ...slow,
      async apply(client, events, past) {
        await new Promise((resolve) => setTimeout(resolve, 100))
        await slow.apply(client, events, past)
      },
    }
    const failing: Projection = { ...ill, apply: () => Promise.reject(new Error('cannot take it in')) }
    await store.append(command(ledger, write('a', 2, note('2'))))
    await expect(together([working, failing], ledger)).rejects.toThrow('cannot take it in')
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await seen(slow, ledger)).toEqual([1])
  })

  it('takes nothing in when one of them fails', async () => {
    const [healthy, ill] = [seeing('NoteTaken'), seeing('NoteTaken')]
    const ledger = await begun(healthy, ill)
    const failing: Projection = { ...ill, apply: () => Promise.reject(new Error('cannot take it in')) }
    await store.append(command(ledger, write('a', 2, note('2'))))
    await expect(together([healthy, failing], ledger)).rejects.toThrow('cannot take it in')
    expect(await seen(healthy, ledger)).toEqual([1])
    const taken = new Map([
      [healthy.name, 1],
      [ill.name, 1],
    ])
    expect(await together([healthy, ill], ledger)).toMatchObject({ taken })
  })

  it('leaves out who is held by another worker, far behind, not begun, or taken back by an event', async () => {
    const [free, held, far, fresh] = [
      seeing('NoteTaken'),
      seeing('NoteTaken'),
      seeing('NoteTaken'),
      seeing('NoteTaken'),
    ]
    const back: Projection = { ...seeing('NoteTaken'), reachesBack: ({ position }) => position === 3 }
    const ledger = await begun(free, held, back)
    await pool.query('insert into es.checkpoints (projection, ledger) values ($1, $2)', [far.name, ledger])
    await store.append(command(ledger, write('a', 2, note('2'))))
    const taken = await inTransaction(pool, async (client) => {
      await client.query('select from es.checkpoints where projection = $1 and ledger = $2 for update', [
        held.name,
        ledger,
      ])
      return together([free, held, back, far, fresh], ledger, 2)
    })
    expect(taken).toEqual({
      head: 3,
      taken: new Map([[free.name, 1]]),
      busy: new Set([held.name]),
      left: new Set([back.name, far.name, fresh.name]),
    })
    expect(await seen(held, ledger)).toEqual([1])
    expect(await seen(back, ledger)).toEqual([1])
    expect(await seen(far, ledger)).toEqual([])
  })

  it('takes each fact in once, whoever else runs some of them by themselves meanwhile', async () => {
    const projections = [seeing('NoteTaken'), seeing('NoteTaken', 'PersonMet'), seeing('PersonMet')]
    const ledger = await begun(...projections)
    let growing = true
    const append = async () => {
      for (let n = 0; n < 60; n++) await store.append(command(ledger, write(`s${n}`, 0, note(`${n}`), met)))
      growing = false
    }
    const run = async (round: () => Promise<unknown>) => {
      while (growing) await round()
    }
    await Promise.all([
      append(),
      ...[1, 2, 3].map(() => run(() => together(projections, ledger))),
      ...projections.map((one) => run(() => runProjection(pool, codec(), one, ledger, { batch: 3 }))),
    ])
    for (const one of projections) await catchUp(pool, codec(), one, ledger)
    const [notes, all, people] = projections as [Projection, Projection, Projection]
    const odd = Array.from({ length: 61 }, (_, i) => 2 * i + 1)
    expect(await seen(notes, ledger)).toEqual(odd)
    expect(await seen(people, ledger)).toEqual(odd.map((position) => position + 1))
    expect(await seen(all, ledger)).toEqual(odd.flatMap((position) => [position, position + 1]))
  })
})
