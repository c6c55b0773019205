import { Client, Pool as OwnerPool, type Pool } from 'pg'
import { inject } from 'vitest'
import { EventCodec } from '../codec.ts'
import { eventStoreMigrations, migrate } from '../migrate.ts'
import { connectionAs, createPool } from '../postgres/pool.ts'
import { PostgresEventStore } from '../postgres/store.ts'
import { EventRegistry, type EventType } from '../registry.ts'
import { Announcer } from '../subscriptions/announcer.ts'
import { PostgresHeadWatch } from '../subscriptions/postgres-head-watch.ts'
import { Subscriptions } from '../subscriptions/subscriptions.ts'
import type { AppendCommand } from '../types.ts'
import { postgresSubjectKeys } from '../vault/postgres-keys.ts'
import { Vault } from '../vault/vault.ts'
import type { MakeStore, StoreUnderTest, Transactions } from './fixtures.ts'

export interface TestDatabase {
  /** Owns the tables. */
  readonly ownerUrl: string
  /** Has the rights of the services and no more. */
  readonly serviceUrl: string
  /** A superuser's way in: what no role of ours may do. */
  readonly adminUrl: string
  drop(): Promise<void>
}

let made = 0

/**
 * A database without tables on the server of this test run. Not copied from the run's template: that one holds the
 * tables of all packages, and this package must be found right or wrong by itself.
 */
export async function emptyDatabase(ownedBy?: { user: string; password: string }): Promise<TestDatabase> {
  const run = inject('testDatabases')
  const owner = ownedBy ?? run.owner
  const name = `${run.prefix}_events_${process.pid}_${++made}`
  const url = (login: object) => Object.assign(new URL(run.adminUrl), { pathname: `/${name}`, ...login }).href
  await asAdmin(`create database ${name} owner ${owner.user}`)
  return {
    ownerUrl: url({ username: owner.user, password: owner.password }),
    serviceUrl: url({ username: run.service.user, password: run.service.password }),
    adminUrl: url({}),
    drop: async () => void (await asAdmin(`drop database ${name} with (force)`)),
  }
}

export async function storeDatabase(): Promise<TestDatabase> {
  const database = await emptyDatabase()
  await migrate(database.ownerUrl, [eventStoreMigrations])
  return database
}

export const asAdmin = (sql: string) => withClient(inject('testDatabases').adminUrl, (client) => client.query(sql))

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const MASTER_KEY = Buffer.alloc(32, 7)

export const postgresCodec = (pool: Pool, types: readonly EventType[]): EventCodec =>
  new EventCodec(new EventRegistry(types), new Vault(postgresSubjectKeys(pool), MASTER_KEY))

export const makePostgresStore: MakeStore = (types) => makeStore(types)

/** One whose events all lie in the cold table before the caller hears that they were appended. */
export const makeColdStore: MakeStore = (types) =>
  makeStore(types, async ({ ownerUrl }, store) => {
    const owner = new OwnerPool({ connectionString: ownerUrl, max: 4 })
    await owner.query('select es.open_cold()')
    const append = store.append.bind(store)
    store.append = async (command) => {
      const result = await append(command)
      await moveAll(owner, command.ledger)
      return result
    }
    return () => owner.end()
  })

/** As if they were sealed: of what can move, only the size of the last checkpoint is asked. */
async function moveAll(owner: Pool, ledger: string): Promise<void> {
  const { rows } = await owner.query<{ head: string }>(
    `with sealed as (
       insert into es.log_checkpoints
         select ledger, head, 'nobody', '', '', now() from es.ledgers where ledger = $1 and head > 0
         on conflict do nothing)
     select head from es.ledgers where ledger = $1`,
    [ledger],
  )
  if (rows[0]) await owner.query('select es.move_to_cold($1, $2, 1000000)', [ledger, rows[0].head])
}

async function makeStore(
  types: readonly EventType[],
  prepare: (database: TestDatabase, store: PostgresEventStore) => Promise<() => Promise<void>> = async () =>
    async () => {},
): Promise<StoreUnderTest> {
  const database = await storeDatabase()
  const pool = createPool({ url: database.serviceUrl })
  const announcer = new Announcer(pool)
  const onAppended = (ledger: string, position: number) => announcer.announce(ledger, position)
  const store = new PostgresEventStore(pool, postgresCodec(pool, types), { onAppended })
  const release = await prepare(database, store)
  const watch = new PostgresHeadWatch(store, connectionAs(database.serviceUrl), { pollMs: 60_000 })
  const registry = new EventRegistry(types)
  return {
    store,
    subscriptions: new Subscriptions({ store, watch, registry, streamTypes: ['thing', 'other'] }),
    transactions: transactionsIn(database.serviceUrl, types, onAppended),
    reopened: (others) => new PostgresEventStore(pool, postgresCodec(pool, others), { onAppended }),
    async storedText(ledger) {
      const { rows } = await pool.query('select events::text from es.events where ledger = $1', [ledger])
      return JSON.stringify(rows)
    },
    async forget(ledger, subject) {
      await postgresSubjectKeys(pool).destroy(ledger, subject)
    },
    async close() {
      await watch.close()
      await announcer.close()
      await release()
      await pool.end()
      await database.drop()
    },
  }
}

type Grown = (ledger: string, position: number) => void

/** Each on a connection of its own, as another process would have it. */
function transactionsIn(url: string, types: readonly EventType[], onAppended: Grown): Transactions {
  const begin = async () => {
    const client = new Client(connectionAs(url))
    await client.connect()
    await client.query('begin')
    const end = async (how: 'commit' | 'rollback') => {
      await client.query(how)
      await client.end()
    }
    const pool = client as unknown as Pool
    const append = (command: AppendCommand) => new PostgresEventStore(pool, postgresCodec(pool, types)).append(command)
    return { client, append, end }
  }
  return {
    async rolledBack(command) {
      const { append, end } = await begin()
      await append(command)
      await end('rollback')
    },
    async stalled(command) {
      const { append, end } = await begin()
      const result = await append(command)
      return async () => {
        await end('commit')
        if (result.ok) onAppended(command.ledger, result.position)
        return result
      }
    },
    async leftOpen() {
      const { client, end } = await begin()
      await client.query(`insert into es.checkpoints (projection, ledger) values ('left open', 'elsewhere')`)
      return () => end('rollback')
    },
  }
}
