import { setTimeout as sleep } from 'node:timers/promises'
import { swallowingProxy } from '@kooperacje/infra/testing'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it, type Mock, vi } from 'vitest'
import { command, newLedger, note, typesNow, write } from '../contract/fixtures.ts'
import { postgresCodec, storeDatabase, type TestDatabase, withClient } from '../contract/postgres.ts'
import { type Projection, runProjection } from '../projections/runner.ts'
import { createPool } from './pool.ts'
import { PostgresEventStore } from './store.ts'

describe('when something fails', () => {
  let database: TestDatabase
  let pool: Pool
  let store: PostgresEventStore

  beforeAll(async () => {
    database = await storeDatabase()
    pool = createPool({ url: database.serviceUrl })
    store = new PostgresEventStore(pool, postgresCodec(pool, typesNow))
    await withClient(database.ownerUrl, (client) =>
      client.query(`alter table es.events add check (payload::text not like '%unstorable%')`),
    )
  })
  afterAll(async () => {
    await pool.end()
    await database.drop()
  })

  const texts = async (ledger: string) =>
    (await store.readLedger(ledger)).map(({ data }) => (data as { text: string }).text)

  it('one command of a batch conflicts: the others stand', async () => {
    const ledger = newLedger()
    const results = await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        store.append(command(ledger, write(`s-${i}`, i % 3 === 1 ? 5 : 'no-stream', note(`${i}`), note(`${i}'`)))),
      ),
    )
    expect(results.map(({ ok }) => ok)).toEqual(Array.from({ length: 60 }, (_, i) => i % 3 !== 1))
    expect(await store.head(ledger)).toBe(80)
    expect((await store.readLedger(ledger)).map(({ position }) => position)).toEqual(
      Array.from({ length: 80 }, (_, i) => i + 1),
    )
  })

  it('two commands of one batch want the same version: the first has it', async () => {
    const ledger = newLedger()
    const [, one, other] = await Promise.all([
      store.append(command(ledger, write('x', 'any', note('x')))),
      store.append(command(ledger, write('a', 'no-stream', note('1')))),
      store.append(command(ledger, write('a', 'no-stream', note('2')))),
    ])
    expect(one).toMatchObject({ ok: true })
    expect(other).toMatchObject({ ok: false, refusal: { conflicts: [{ expected: 0, actual: 1 }] } })
  })

  it('the database cannot store one value of a batch: each command answers for itself', async () => {
    const ledger = newLedger()
    const settled = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) =>
        store.append(command(ledger, write(`s-${i}`, 'no-stream', note(i === 4 || i === 11 ? 'unstorable' : `${i}`)))),
      ),
    )
    const rejected = settled.flatMap(({ status }, i) => (status === 'rejected' ? [i] : []))
    expect(rejected).toEqual([4, 11])
    expect(settled[4]).toMatchObject({ reason: { code: '23514' } })
    expect(await texts(ledger)).toEqual(
      Array.from({ length: 20 }, (_, i) => `${i}`).filter((_, i) => i !== 4 && i !== 11),
    )
    expect(await store.head(ledger)).toBe(18)
  })

  it('the connection is cut: its commands are rejected, those behind them and the next ones stand', async () => {
    const ledger = newLedger()
    await store.append(command(ledger, write('a', 0, note('1'))))
    await withClient(database.adminUrl, async (holder) => {
      await holder.query('begin')
      await holder.query('select from es.ledgers where ledger = $1 for update', [ledger])
      const cut = store.append(command(ledger, write('a', 1, note('cut'))))
      const failed = expect(cut).rejects.toMatchObject({ code: '57P01' })
      const terminated = await untilTerminated(database.adminUrl)
      expect(terminated).toBe(1)
      const behind = store.append(command(ledger, write('b', 0, note('behind'))))
      await failed
      await holder.query('rollback')
      expect(await behind).toMatchObject({ ok: true, position: 2 })
    })
    expect(await store.append(command(ledger, write('a', 1, note('next'))))).toMatchObject({ ok: true, position: 3 })
    expect(await texts(ledger)).toEqual(['1', 'behind', 'next'])
  })

  it('all connections are cut while idle: the next command finds a new one', async () => {
    const ledger = newLedger()
    await store.append(command(ledger, write('a', 0, note('1'))))
    await withClient(database.adminUrl, (client) =>
      client.query(
        `select pg_terminate_backend(pid, 5000) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`,
      ),
    )
    await sleep(50)
    expect(await store.append(command(ledger, write('a', 1, note('2'))))).toMatchObject({ ok: true, position: 2 })
  })

  it('the network swallows the connection: the commands are rejected after a while and the ledger goes on', async () => {
    const ledger = newLedger()
    await using proxy = await swallowingProxy(database.serviceUrl)
    const behindProxy = createPool({ url: proxy.url })
    const own = new PostgresEventStore(behindProxy, postgresCodec(behindProxy, typesNow), { appendTimeoutMs: 300 })
    expect(await own.append(command(ledger, write('a', 0, note('1'))))).toMatchObject({ ok: true })
    proxy.swallow()
    await expect(own.append(command(ledger, write('a', 1, note('2'))))).rejects.toThrow('timeout')
    expect(await own.append(command(ledger, write('a', 1, note('3'))))).toMatchObject({ ok: true, position: 2 })
    await behindProxy.end()
  })

  it('the network swallows a worker in mid-transaction: another takes its projection over', async () => {
    const ledger = newLedger()
    await store.append(command(ledger, write('a', 0, note('1'))))
    await using proxy = await swallowingProxy(database.serviceUrl)
    const behindProxy = createPool({ url: proxy.url, idleInTransactionMs: 200, queryTimeoutMs: 1000 })
    const codec = postgresCodec(pool, typesNow)
    const project = (on: Pool, apply: Projection['apply']) =>
      runProjection(on, codec, { name: 'taken over', types: ['NoteTaken'], apply }, ledger)
    const { promise: inTransaction, resolve: begun } = Promise.withResolvers<void>()
    let query: Mock | undefined
    const swallowed = project(behindProxy, async (client) => {
      query = vi.spyOn(client, 'query')
      proxy.swallow()
      begun()
    })
    const failed = expect(swallowed).rejects.toThrow('timeout')
    await inTransaction
    expect(await project(pool, async () => {})).toMatchObject({ outcome: 'busy' })
    await vi.waitFor(async () => expect(await project(pool, async () => {})).toMatchObject({ applied: 1 }), 4000)
    await failed
    expect(query, 'would wait for a rollback as long again').not.toHaveBeenCalledWith('rollback')
    expect(behindProxy.totalCount).toBe(0)
    await behindProxy.end()
  })

  it('the network swallows a client that says nothing: the server looks for it, and not after two hours', async () => {
    const { rows } = await pool.query(
      `select name, setting::int from pg_settings where name like 'tcp_%' or name like 'idle_in_trans%' order by 1`,
    )
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      idle_in_transaction_session_timeout: 60_000,
      tcp_keepalives_count: 3,
      tcp_keepalives_idle: 30,
      tcp_keepalives_interval: 10,
      tcp_user_timeout: 60_000,
    })
  })

  it('the server cannot be reached: commands are rejected', async () => {
    const nowhere = createPool({ url: 'postgres://nobody@127.0.0.1:1/none' })
    const own = new PostgresEventStore(nowhere, postgresCodec(nowhere, typesNow))
    await expect(own.append(command(newLedger(), write('a', 0, note('1'))))).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    })
    await nowhere.end()
  })
})

/** Ends the one backend that waits for a ledger's lock, as soon as it waits. */
async function untilTerminated(url: string): Promise<number> {
  return withClient(url, async (client) => {
    for (;;) {
      const { rows } = await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock' and query like '%es.append%'`,
      )
      if (rows.length > 0) return rows.length
      await sleep(5)
    }
  })
}
