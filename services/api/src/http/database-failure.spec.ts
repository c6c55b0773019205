import { readFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectionAs, createPool } from '@kooperacje/events'
import { createTestDatabase, swallowingProxy, type TestDatabase } from '@kooperacje/infra/testing'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { isDatabaseFailure } from './database-failure.ts'

describe('a failure of the database', () => {
  let database: TestDatabase
  let owner: pg.Client
  const pools: pg.Pool[] = []
  beforeAll(async () => {
    database = await createTestDatabase()
    owner = new pg.Client({ connectionString: database.ownerUrl })
    await owner.connect()
  })
  afterEach(async () => {
    await Promise.all(pools.splice(0).map((pool) => pool.ended || pool.end()))
  })
  afterAll(async () => {
    await owner.end()
    await database.drop()
  })

  const pool = (settings: Partial<Parameters<typeof createPool>[0]> = {}) => {
    const made = createPool({ url: database.serviceUrl, ...settings })
    pools.push(made)
    return made
  }
  /** As of ours, but not as patient. */
  const impatient = (url: string) => {
    const made = new pg.Pool({ ...connectionAs(url), connectionTimeoutMillis: 100, max: 1 })
    pools.push(made)
    return made
  }
  async function connected(url: string): Promise<pg.Client> {
    const client = new pg.Client(connectionAs(url))
    client.on('error', () => {})
    await client.connect()
    return client
  }
  /** Does it to the server's process that is at `pg_sleep`. */
  const toSleeper = (how: 'pg_terminate_backend' | 'pg_cancel_backend') =>
    vi.waitFor(async () => {
      // Not in the role of the services, which may not do that to its log-in.
      const admin = new pg.Client({ connectionString: database.serviceUrl })
      await admin.connect()
      const { rowCount } = await admin
        .query(
          `select ${how}(pid) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and query like '%pg_sleep%'`,
        )
        .finally(() => admin.end())
      expect(rowCount).toBeGreaterThan(0)
    }, 5000)
  const asleep = (of: pg.Pool | pg.Client) => rejected(of.query('select pg_sleep(60)'))

  const real: Readonly<Record<string, () => Promise<unknown>>> = {
    async 'a session that is ended in mid-query'() {
      const failed = asleep(pool())
      await toSleeper('pg_terminate_backend')
      return failed
    },
    async 'a query that is cancelled'() {
      const failed = asleep(pool())
      await toSleeper('pg_cancel_backend')
      return failed
    },
    'a statement that took longer than the server allows': () =>
      rejected(pool({ max: 1 }).query('set statement_timeout = 50; select pg_sleep(60)')),
    'a lock that was not had in time': async () => {
      await owner.query('select pg_advisory_lock(1)')
      return rejected(pool().query('set lock_timeout = 50; select pg_advisory_lock(1)'))
    },
    async 'a deadlock'() {
      const [one, other] = [await connected(database.serviceUrl), await connected(database.serviceUrl)]
      await one.query('select pg_advisory_lock(2)')
      await other.query('select pg_advisory_lock(3)')
      // Whichever is told ends, and the other has what it waited for.
      const ends = await Promise.allSettled([
        one.query('select pg_advisory_lock(3)').finally(() => one.end()),
        other.query('select pg_advisory_lock(2)').finally(() => other.end()),
      ])
      return ends.flatMap((end) => (end.status === 'rejected' ? end.reason : []))[0]
    },
    async 'a transaction that waited too long for its client'() {
      const client = new pg.Client(connectionAs(database.serviceUrl, 'test', 50))
      const ended = new Promise((resolve) => client.on('error', resolve))
      await client.connect()
      await client.query('begin')
      await ended
      return rejected(client.query('select 1'))
    },
    async 'a server that only reads'() {
      const client = await connected(database.serviceUrl)
      await client.query('set default_transaction_read_only = on')
      const error = await rejected(client.query(`insert into accounts.log_in_attempts (login_hash) values ('x')`))
      await client.end()
      return error
    },
    async 'no connection left on the server'() {
      const name = new URL(database.ownerUrl).pathname.slice(1)
      await owner.query(`alter database ${name} connection limit 0`)
      const error = await rejected(pool().query('select 1'))
      await owner.query(`alter database ${name} connection limit -1`)
      return error
    },
    async 'no connection left in the pool'() {
      const only = impatient(database.serviceUrl)
      const client = await vi.waitFor(() => only.connect(), 10_000)
      const error = await rejected(only.query('select 1'))
      client.release()
      return error
    },
    'a query that is not answered in time': () => asleep(pool({ queryTimeoutMs: 50 })),
    'a port where nobody listens': () =>
      rejected(pool({ url: 'postgres://nobody@127.0.0.1:1/none' }).query('select 1')),
    'a host that nobody knows': () =>
      rejected(pool({ url: 'postgres://nobody@database.invalid/none' }).query('select 1')),
    async 'a server that does not greet'() {
      await using silent = await silentServer()
      return rejected(impatient(silent.url).query('select 1'))
    },
    async 'a server that does not greet one client'() {
      await using silent = await silentServer()
      return rejected(new pg.Client({ ...connectionAs(silent.url), connectionTimeoutMillis: 100 }).connect())
    },
    async 'a network that breaks in mid-query'() {
      const proxy = await swallowingProxy(database.serviceUrl)
      const behind = pool({ url: proxy.url })
      await behind.query('select 1')
      const failed = asleep(behind)
      await sleep(50)
      await proxy[Symbol.asyncDispose]()
      return failed
    },
    async 'a network that broke between two statements'() {
      const proxy = await swallowingProxy(database.serviceUrl)
      const client = await connected(proxy.url)
      const broken = new Promise((resolve) => client.once('end', resolve))
      await proxy[Symbol.asyncDispose]()
      await broken
      return rejected(client.query('select 1'))
    },
    async 'a pool that was closed for the end'() {
      const closed = pool()
      await closed.end()
      return rejected(closed.query('select 1'))
    },
    async 'a client that was closed'() {
      const client = await connected(database.serviceUrl)
      await client.end()
      return rejected(client.query('select 1'))
    },
  }

  it.each(Object.entries(real))('is known: %s', async (_, fail) => {
    const error = await fail()
    expect([error, isDatabaseFailure(error)]).toEqual([expect.any(Error), true])
  })

  const raised = (state: string) =>
    rejected(pool().query(`do $$ begin raise exception using errcode = '${state}'; end $$`))

  // What takes a server of one's own to happen: its disk full, its memory at an end, a start, a stop, a standby's end.
  it.each([
    ...['08000', '08003', '08006', '08P01', '53000', '53100', '53200', '53300', '53400', '57000', '57014', '57P01'],
    ...['57P02', '57P03', '57P04', '57P05', '58030', '25006', '25P03', '25P04', '40001', '40P01', '55P03'],
  ])('is known by its SQLSTATE %s', async (state) => {
    const error = await raised(state)
    expect(error).toMatchObject({ code: state })
    expect(isDatabaseFailure(error)).toBe(true)
  })

  it('is known when something else tells of it', async () => {
    expect(isDatabaseFailure(new Error('the state could not be read', { cause: await raised('57P01') }))).toBe(true)
  })

  // Each a fault of the program, which somebody has to be woken for.
  it.each([
    ['an unknown table', '42P01'],
    ['a right that is missing', '42501'],
    ['a key that is there already', '23505'],
    ['a value that is none', '22P02'],
    ['going on in a transaction that has failed', '25P02'],
    ['an error of our own functions', 'P0001'],
    ['data that is corrupt', 'XX001'],
  ])('is not %s', async (_, state) => {
    const error = await raised(state)
    expect(error).toMatchObject({ code: state })
    expect(isDatabaseFailure(error)).toBe(false)
  })

  it('is not a mistake of the program, nor a file that is missing, nor what is no error', async () => {
    expect(isDatabaseFailure(new TypeError('undefined is not a function'))).toBe(false)
    expect(isDatabaseFailure(await rejected(readFile('/there/is/no/such/file')))).toBe(false)
    expect(isDatabaseFailure('57P01')).toBe(false)
    expect(isDatabaseFailure(undefined)).toBe(false)
  })
})

const rejected = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => {
      throw new Error('this should have failed')
    },
    (error: unknown) => error,
  )

async function silentServer() {
  const server = createServer(() => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `postgres://nobody@127.0.0.1:${(server.address() as AddressInfo).port}/none`,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
