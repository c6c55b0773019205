import { randomUUID } from 'node:crypto'
import { Client, type Pool } from 'pg'
import { EventCodec } from '../codec.ts'
import { eventStoreMigrations, migrate } from '../migrate.ts'
import { createPool } from '../postgres/pool.ts'
import { PostgresEventStore } from '../postgres/store.ts'
import { EventRegistry, type EventType } from '../registry.ts'
import { postgresSubjectKeys } from '../vault/postgres-keys.ts'
import { Vault } from '../vault/vault.ts'
import type { MakeStore } from './fixtures.ts'

export interface TestDatabase {
  readonly ownerUrl: string
  drop(): Promise<void>
}

const SERVER = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'

/** A database without tables. */
export async function emptyDatabase(): Promise<TestDatabase> {
  const name = `koop_test_${randomUUID().replaceAll('-', '')}`
  const asAdmin = (sql: string) => withOwner(SERVER, (client) => client.query(sql))
  await asAdmin(`create database ${name}`)
  const ownerUrl = Object.assign(new URL(SERVER), { pathname: `/${name}` }).href
  return { ownerUrl, drop: async () => void (await asAdmin(`drop database if exists ${name} with (force)`)) }
}

/** A database with the event store's tables in it. */
export async function storeDatabase(): Promise<TestDatabase> {
  const database = await emptyDatabase()
  await migrate(database.ownerUrl, [eventStoreMigrations])
  return database
}

export async function withOwner<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

export const MASTER_KEY = Buffer.alloc(32, 7)

export const postgresCodec = (pool: Pool, types: readonly EventType[]): EventCodec =>
  new EventCodec(new EventRegistry(types), new Vault(postgresSubjectKeys(pool), MASTER_KEY))

export const makePostgresStore: MakeStore = async (types) => {
  const database = await storeDatabase()
  const pool = createPool({ url: database.ownerUrl })
  return {
    store: new PostgresEventStore(pool, postgresCodec(pool, types)),
    reopened: (others) => new PostgresEventStore(pool, postgresCodec(pool, others)),
    async storedText(ledger) {
      const { rows } = await pool.query('select events::text from es.events where ledger = $1', [ledger])
      return JSON.stringify(rows)
    },
    async forget(ledger, subject) {
      await postgresSubjectKeys(pool).destroy(ledger, subject)
    },
    async close() {
      await pool.end()
      await database.drop()
    },
  }
}
