import { randomBytes } from 'node:crypto'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { print } from './report.ts'

export interface Server {
  readonly adminUrl: string
  /** A database of its own, dropped at the end. `settings` hold for every connection to it. */
  database(settings?: Readonly<Record<string, string>>): Promise<string>
  stop(): Promise<void>
}

/** The server that DATABASE_URL names, as a role that may create databases; else an embedded one. */
export async function startServer(): Promise<Server> {
  const url = process.env.DATABASE_URL
  const embedded = url ? null : await startEmbedded()
  const adminUrl = url ?? embedded?.adminUrl ?? ''
  const databases: string[] = []
  return {
    adminUrl,
    async database(settings = {}) {
      const name = `koop_bench_${process.pid}_${randomBytes(4).toString('hex')}`
      await query(adminUrl, `create database ${name}`)
      databases.push(name)
      for (const [setting, value] of Object.entries(settings)) {
        await query(adminUrl, `alter database ${name} set ${setting} = '${value}'`)
      }
      return Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href
    },
    async stop() {
      for (const name of databases) await query(adminUrl, `drop database if exists ${name} with (force)`)
      await embedded?.stop()
    },
  }
}

async function startEmbedded() {
  const { startEmbeddedPostgres } = await import('@kooperacje/infra/local')
  return startEmbeddedPostgres({ dataDirectory: fileURLToPath(new URL('../.data/', import.meta.url)) })
}

// biome-ignore lint/suspicious/noExplicitAny: rows of any query
export async function query(url: string, sql: string, values: unknown[] = []): Promise<any[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql, values)).rows
  } finally {
    await client.end()
  }
}

/** What the figures below it were measured on. */
export async function printMachine({ adminUrl }: Server): Promise<void> {
  const [settings] = await query(
    adminUrl,
    `select current_setting('server_version') as postgres, current_setting('fsync') as fsync,
       current_setting('synchronous_commit') as "synchronousCommit", current_setting('commit_delay') as "commitDelay",
       current_setting('shared_buffers') as "sharedBuffers", current_setting('wal_sync_method') as "walSyncMethod"`,
  )
  const [cpu] = cpus()
  print({
    machine: { cpus: cpus().length, model: cpu?.model, memoryGiB: Math.round(totalmem() / 2 ** 30) },
    node: process.version,
    ...settings,
    server: process.env.DATABASE_URL ? 'DATABASE_URL' : 'embedded',
    at: new Date().toISOString(),
  })
}
