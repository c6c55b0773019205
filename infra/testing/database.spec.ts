import { Client } from 'pg'
import { afterEach, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { asAdmin } from './run-databases.ts'

const databases: TestDatabase[] = []
afterEach(async () => {
  await Promise.all(databases.splice(0).map((database) => database.drop()))
})

async function made(): Promise<TestDatabase> {
  const database = await createTestDatabase()
  databases.push(database)
  return database
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  return asAdmin(url, async (client) => (await client.query(sql)).rows)
}

it('is migrated', async () => {
  const { ownerUrl } = await made()
  expect(await query(ownerUrl, 'select count(*)::int as events from es.events')).toEqual([{ events: 0 }])
})

it('is apart from the next one', async () => {
  const [one, other] = await Promise.all([made(), made()])
  await query(one.ownerUrl, 'create table public.mine ()')
  expect(await query(other.ownerUrl, `select to_regclass('public.mine') as mine`)).toEqual([{ mine: null }])
})

it('gives the services a log-in that owns nothing', async () => {
  const { serviceUrl } = await made()
  await expect(query(serviceUrl, 'drop table es.events cascade')).rejects.toThrow(/must be owner/)
  expect(await query(serviceUrl, 'select count(*)::int as events from es.events')).toEqual([{ events: 0 }])
})

it('is gone after drop, even while somebody is connected', async () => {
  const database = await createTestDatabase()
  const client = new Client({ connectionString: database.serviceUrl })
  const cut = new Promise((resolve) => client.on('error', resolve))
  await client.connect()
  await database.drop()
  await cut
  const { adminUrl } = inject('testDatabases')
  const name = new URL(database.serviceUrl).pathname.slice(1)
  expect(await query(adminUrl, `select from pg_database where datname = '${name}'`)).toEqual([])
})
