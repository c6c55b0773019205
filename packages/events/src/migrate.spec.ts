import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { command, note, typesNow, write } from './contract/fixtures.ts'
import { asAdmin, emptyDatabase, postgresCodec, type TestDatabase, withClient } from './contract/postgres.ts'
import { eventStoreMigrations, type MigrationComponent, migrate, migrationStatus } from './migrate.ts'
import { createPool } from './postgres/pool.ts'
import { PostgresEventStore } from './postgres/store.ts'

describe('migrating', () => {
  const toDrop: TestDatabase[] = []
  let folder: string
  let component: MigrationComponent

  const database = async (...owner: Parameters<typeof emptyDatabase>) => {
    const made = await emptyDatabase(...owner)
    toDrop.push(made)
    return made
  }
  const file = (name: string, sql: string) => writeFile(join(folder, name), sql)
  const query = (url: string, sql: string) => withClient(url, async (client) => (await client.query(sql)).rows)

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'koop-migrations-'))
    component = { component: 'own', directory: pathToFileURL(folder) }
  })
  afterEach(async () => {
    await rm(folder, { recursive: true })
    for (const made of toDrop.splice(0)) await made.drop()
  })

  it('runs each file once, in the order of names, and says so', async () => {
    const { ownerUrl, serviceUrl } = await database()
    await file('0002_second.sql', 'insert into public.t values (2)')
    await file('0001_first.sql', 'create table public.t (n int); insert into public.t values (1)')
    await file('notes.txt', 'not sql')
    const all = [eventStoreMigrations, component]
    const before = await migrationStatus(ownerUrl, all)
    expect(before.filter(({ applied }) => applied)).toEqual([])
    await migrate(ownerUrl, all)
    await migrate(ownerUrl, all)
    expect(await query(ownerUrl, 'select n from public.t order by n')).toEqual([{ n: 1 }, { n: 2 }])
    const after = await migrationStatus(serviceUrl, all)
    expect(after).toEqual(before.map((each) => ({ ...each, applied: true })))
    expect(after.at(0)).toEqual({ component: 'events', file: '0001_event_store.sql', applied: true })
    expect(after.slice(-2)).toEqual([
      { component: 'own', file: '0001_first.sql', applied: true },
      { component: 'own', file: '0002_second.sql', applied: true },
    ])
  })

  it('lets many processes start at once: one migrates, the others find it done', async () => {
    const { ownerUrl } = await database()
    await file('0001_first.sql', 'create table public.t (n int); select pg_sleep(0.05)')
    const all = [eventStoreMigrations, component]
    await Promise.all(Array.from({ length: 6 }, () => migrate(ownerUrl, all)))
    const files = (await migrationStatus(ownerUrl, all)).length
    expect(await query(ownerUrl, 'select count(*)::int as files from public.koop_migrations')).toEqual([{ files }])
  })

  it('lets several databases of one server start at once, though they share the role', async () => {
    const databases = await Promise.all(Array.from({ length: 4 }, () => database()))
    await Promise.all(databases.map(({ ownerUrl }) => migrate(ownerUrl, [eventStoreMigrations])))
  })

  it('refuses a file that was changed after it had run', async () => {
    const { ownerUrl } = await database()
    await file('0001_first.sql', 'create table public.t (n int)')
    await migrate(ownerUrl, [eventStoreMigrations, component])
    await file('0001_first.sql', 'create table public.t (n bigint)')
    const again = migrate(ownerUrl, [eventStoreMigrations, component])
    await expect(again).rejects.toThrow('migration own/0001_first.sql was changed after it had run')
    expect((await migrationStatus(ownerUrl, [component]))[0]?.applied).toBe(false)
  })

  it('undoes a file that fails half-way, names it, and leaves those before it', async () => {
    const { ownerUrl } = await database()
    await file('0001_first.sql', 'create table public.t (n int)')
    await file('0002_second.sql', 'create table public.u (n int); select 1 / 0')
    const failing = migrate(ownerUrl, [eventStoreMigrations, component])
    await expect(failing).rejects.toMatchObject({
      message: 'migration own/0002_second.sql failed',
      cause: { code: '22012' },
    })
    const [row] = await query(ownerUrl, `select to_regclass('public.t') as t, to_regclass('public.u') as u`)
    expect(row).toEqual({ t: 't', u: null })
    await file('0002_second.sql', 'create table public.u (n int)')
    await migrate(ownerUrl, [eventStoreMigrations, component])
  })

  it('needs no superuser: a login that may create roles owns, migrates and serves', async () => {
    const login = { user: `koop_creator_${randomUUID().replaceAll('-', '')}`, password: 'secret' }
    await asAdmin(`create role ${login.user} login createrole password '${login.password}'`)
    // What creating the role itself would have left the login with: on PostgreSQL 15 nothing but CREATEROLE, from 16 on
    // the right to hand the role on, without that to take it.
    const { rows } = await asAdmin(`select current_setting('server_version_num')::int as version`)
    if (rows[0].version >= 160_000) {
      await asAdmin(`grant kooperacje_service to ${login.user} with admin true, inherit false, set false`)
    }
    await asAdmin(`grant ${login.user} to current_user`)
    try {
      const { ownerUrl } = await database(login)
      await migrate(ownerUrl, [eventStoreMigrations])
      const pool = createPool({ url: ownerUrl })
      const store = new PostgresEventStore(pool, postgresCodec(pool, typesNow))
      expect(await store.append(command('l', write('a', 0, note('1'))))).toMatchObject({ ok: true, position: 1 })
      await expect(pool.query('delete from es.ledgers')).rejects.toMatchObject({ code: '42501' })
      await pool.end()
    } finally {
      for (const made of toDrop.splice(0)) await made.drop()
      await asAdmin(`drop role ${login.user}`)
    }
  })
})
