import { randomBytes } from 'node:crypto'
import { Client, DatabaseError } from 'pg'
import { SERVICE_ROLE } from '../local/postgres-roles.ts'
import { reason } from '../local/problem.ts'

/** What the test files of one run need to make databases of their own; small enough to be handed to every worker. */
export interface TestDatabases {
  readonly adminUrl: string
  /** Every database and role of this run begins with it, so that two runs can share a server. */
  readonly prefix: string
  readonly template: string
  readonly owner: Login
  readonly service: Login
  /** Why there is no template: told by the tests that need a database, so that the others run. */
  readonly failure?: string
}

export interface Login {
  readonly user: string
  readonly password: string
}

const EVERY_RUN = 'koop_test_'
const ABANDONED_HOURS = 12

export async function prepareRun(
  adminUrl: string,
  migrate: (ownerUrl: string) => Promise<void>,
): Promise<TestDatabases> {
  const prefix = `${EVERY_RUN}${Date.now().toString(36)}_${randomBytes(3).toString('hex')}`
  const login = (name: string) => ({ user: `${prefix}_${name}`, password: randomBytes(12).toString('hex') })
  const run = { adminUrl, prefix, template: `${prefix}_template`, owner: login('owner'), service: login('service') }
  await asAdmin(adminUrl, async (client) => {
    await sweepAbandoned(client)
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [SERVICE_ROLE])
    // Roles belong to the whole server: another run may make it at the same moment.
    if (!rowCount) await client.query(`create role ${SERVICE_ROLE} nologin`).catch(unless('42710', '23505'))
    await client.query(`create role ${run.owner.user} login password '${run.owner.password}'`)
    await client.query(
      `create role ${run.service.user} login password '${run.service.password}' in role ${SERVICE_ROLE}`,
    )
    // Without this an administrator who is no superuser could not make databases for the owner.
    await client.query(`grant ${run.owner.user} to current_user`)
    await client.query(`create database ${run.template} owner ${run.owner.user}`)
  })
  try {
    await migrate(databaseUrl(adminUrl, run.template, run.owner))
    return run
  } catch (error) {
    return { ...run, failure: reason(error) }
  }
}

/** Drops everything of this run and answers with the test files that had left a database behind. */
export async function cleanUpRun(run: TestDatabases): Promise<string[]> {
  return asAdmin(run.adminUrl, async (client) => {
    const { rows } = await client.query(
      `select datname as name, shobj_description(oid, 'pg_database') as file
       from pg_database where starts_with(datname, $1)`,
      [run.prefix],
    )
    for (const { name } of rows) await client.query(`drop database if exists ${name} with (force)`)
    for (const { user } of [run.owner, run.service]) await client.query(`drop role if exists ${user}`)
    // Stays where another run, or anything else on this server, makes use of it.
    const members = await client.query(
      'select from pg_auth_members m join pg_roles r on r.oid = m.roleid where rolname = $1',
      [SERVICE_ROLE],
    )
    if (members.rowCount === 0)
      await client.query(`drop role if exists ${SERVICE_ROLE}`).catch(unless('2BP01', '42501'))
    return rows.filter(({ name }) => name !== run.template).map(({ name, file }) => file ?? name)
  })
}

export function databaseUrl(adminUrl: string, database: string, login?: Login): string {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  if (login) {
    url.username = login.user
    url.password = login.password
  }
  return url.href
}

export async function asAdmin<T>(adminUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A run that was killed on a server that stays could not clean up after itself. */
async function sweepAbandoned(client: Client): Promise<void> {
  const abandoned = (name: string) => {
    const started = Number.parseInt(name.slice(EVERY_RUN.length), 36)
    return started < Date.now() - ABANDONED_HOURS * 3_600_000
  }
  for (const name of (await databasesOf(client, EVERY_RUN)).filter(abandoned))
    await client.query(`drop database if exists ${name} with (force)`)
  const { rows } = await client.query(`select rolname from pg_roles where starts_with(rolname, $1)`, [EVERY_RUN])
  for (const name of rows.map((row) => row.rolname as string).filter(abandoned))
    await client.query(`drop role if exists ${name}`)
}

async function databasesOf(client: Client, prefix: string): Promise<string[]> {
  const { rows } = await client.query('select datname from pg_database where starts_with(datname, $1)', [prefix])
  return rows.map((row) => row.datname)
}

function unless(...codes: string[]): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof DatabaseError) || !codes.includes(error.code ?? '')) throw error
  }
}
