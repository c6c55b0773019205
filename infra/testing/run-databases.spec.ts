import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { asAdmin, cleanUpRun, databaseUrl, prepareRun } from './run-databases.ts'

const { adminUrl, prefix } = inject('testDatabases')
// Not a superuser: the most that a server which one shares with others will give.
const limited = { user: `${prefix}_limited`, password: 'limited' }
const limitedUrl = databaseUrl(adminUrl, 'postgres', limited)

beforeAll(async () => {
  await query(adminUrl, `create role ${limited.user} login createdb createrole password '${limited.password}'`)
  // It is there already, made by the run that this file is part of; from 16 on only its maker may grant it.
  await query(adminUrl, `grant kooperacje_service to ${limited.user} with admin option`)
})
afterAll(() => query(adminUrl, `drop role ${limited.user}`))

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  return asAdmin(url, async (client) => (await client.query(sql)).rows)
}

const migrate = async (ownerUrl: string) => {
  await query(ownerUrl, 'create table facts as select 1 as one; grant select on facts to kooperacje_service')
}

const named = (start: string) =>
  query(
    adminUrl,
    `select datname as name from pg_database where starts_with(datname, '${start}')
     union all select rolname from pg_roles where starts_with(rolname, '${start}')`,
  )

it('needs an administrator who may make databases and roles, and leaves nothing behind', async () => {
  const run = await prepareRun(limitedUrl, migrate)
  expect(run.failure).toBeUndefined()
  const left = `${run.prefix}_left`
  await query(limitedUrl, `create database ${left} template ${run.template} owner ${run.owner.user}`)
  expect(await query(databaseUrl(adminUrl, left, run.service), 'select one from facts')).toEqual([{ one: 1 }])

  expect(await cleanUpRun(run), 'what a test file forgot is named').toEqual([left])
  expect(await named(run.prefix)).toEqual([])
})

it('removes what a run that was killed half a day ago left on a server that stays', async () => {
  const abandoned = `koop_test_${(Date.now() - 13 * 3_600_000).toString(36)}_abcdef`
  await query(limitedUrl, `create role ${abandoned}_owner`)
  await query(limitedUrl, `create database ${abandoned}_1`)
  await cleanUpRun(await prepareRun(limitedUrl, migrate))
  expect(await named(abandoned)).toEqual([])
})

it('lets the tests run that need no database when the migrations fail', async () => {
  const run = await prepareRun(limitedUrl, () => Promise.reject(new Error('0001 has a fault')))
  expect(run.failure).toBe('0001 has a fault')
  await cleanUpRun(run)
})
