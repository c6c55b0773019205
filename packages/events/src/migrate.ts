import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { Client } from 'pg'

/** One package's plain SQL files, `0001_name.sql` onwards, applied in the order of their names. */
export interface MigrationComponent {
  readonly component: string
  readonly directory: URL
}

export interface MigrationStatus {
  readonly component: string
  readonly file: string
  readonly applied: boolean
}

/** Of all processes that may start at once, one migrates; the number is arbitrary and ours alone. */
const MIGRATION_LOCK = 4_611_303

/**
 * Brings the database up to date. Each file runs in a transaction of its own and is never run again; a file that was
 * changed after it ran is refused, because two databases would then differ without a trace.
 */
export async function migrate(ownerUrl: string, components: readonly MigrationComponent[]): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query(`
      create table if not exists public.koop_migrations (
        component text not null, file text not null, checksum text not null,
        applied_at timestamptz not null default clock_timestamp(), primary key (component, file))`)
    const done = await applied(client)
    for (const migration of await files(components)) {
      const before = done.get(`${migration.component}/${migration.file}`)
      if (before === migration.checksum) continue
      if (before) throw new Error(`migration ${migration.component}/${migration.file} was changed after it had run`)
      await client.query('begin')
      try {
        await client.query(migration.sql)
        await client.query('insert into public.koop_migrations (component, file, checksum) values ($1, $2, $3)', [
          migration.component,
          migration.file,
          migration.checksum,
        ])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`migration ${migration.component}/${migration.file} failed`, { cause: error })
      }
    }
    await client.query('grant select on public.koop_migrations to kooperacje_service')
  })
}

/** Which files the database has seen; for health checks, with the rights of the services. */
export async function migrationStatus(
  url: string,
  components: readonly MigrationComponent[],
): Promise<MigrationStatus[]> {
  return withClient(url, async (client) => {
    const exists = await client.query(`select to_regclass('public.koop_migrations') is not null as yes`)
    const done = exists.rows[0]?.yes ? await applied(client) : new Map<string, string>()
    return (await files(components)).map(({ component, file, checksum }) => ({
      component,
      file,
      applied: done.get(`${component}/${file}`) === checksum,
    }))
  })
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function applied(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.query('select component, file, checksum from public.koop_migrations')
  return new Map(rows.map((row) => [`${row.component}/${row.file}`, row.checksum]))
}

async function files(components: readonly MigrationComponent[]) {
  const found = []
  for (const { component, directory } of components) {
    for (const file of (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()) {
      const sql = await readFile(new URL(file, `${directory.href.replace(/\/?$/, '/')}`), 'utf8')
      found.push({ component, file, sql, checksum: createHash('sha256').update(sql).digest('hex') })
    }
  }
  return found
}

export const eventStoreMigrations: MigrationComponent = {
  component: 'events',
  directory: new URL('../migrations/', import.meta.url),
}
