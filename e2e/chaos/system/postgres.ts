import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@kooperacje/infra/local'
import { Client } from 'pg'
import { endWithUs } from './leftovers.ts'

/**
 * Nothing here takes the machine's memory away, so no commit has to wait for a disk; it takes a millisecond longer all the
 * same, as on a quick one: otherwise hardly anything would ever be hit between writing and answering. Small and quick to
 * recycle, so that a full disk is felt at once.
 */
const SETTINGS = {
  fsync: 'off',
  commit_delay: '1000',
  commit_siblings: '0',
  shared_buffers: '64MB',
  max_wal_size: '128MB',
  min_wal_size: '32MB',
  max_connections: '300',
}

/** The embedded server, which can be ended in several ways. Each start may give it another port. */
export class Postgres {
  readonly #dataDirectory: string
  #server: EmbeddedPostgres | null = null
  #ended: Promise<string> | null = null

  constructor(dataDirectory: string) {
    this.#dataDirectory = dataDirectory
  }

  async start(): Promise<void> {
    const server = await startEmbeddedPostgres({ dataDirectory: this.#dataDirectory, settings: SETTINGS })
    void server.exited.then(endWithUs(server.kill))
    this.#server = server
    this.#ended = server.exited
  }

  get server(): EmbeddedPostgres {
    if (!this.#server) throw new Error('PostgreSQL was never started')
    return this.#server
  }

  get port(): number {
    return Number(new URL(this.server.serviceUrl).port)
  }

  /** `pg_ctl stop -m immediate`: nothing is finished, nothing is written, the next start recovers from the log. */
  async stopImmediately(): Promise<void> {
    this.server.kill()
    await this.#ended
  }

  /** SIGKILL of the postmaster: its backends go on until they notice, and the next start has to wait for them. */
  async killPostmaster(): Promise<void> {
    process.kill(Number(readFileSync(join(this.server.data, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
    await this.#ended
  }

  /** SIGKILL of one process that serves a connection, as the kernel does for want of memory: all sessions are reset. */
  async killBackend(choose: (pids: readonly number[]) => number): Promise<void> {
    const rows = await this.ask<{ pid: number }>(
      `select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() order by pid`,
    )
    if (rows.length > 0) process.kill(choose(rows.map(({ pid }) => pid)), 'SIGKILL')
  }

  /** Ends every session but not the server. */
  async terminateSessions(): Promise<void> {
    await this.ask(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    )
  }

  /** Whether the server has ended by itself, as it does when it cannot write its log. */
  async hasEnded(): Promise<boolean> {
    return Promise.race([this.#ended?.then(() => true) ?? true, new Promise<false>((no) => setImmediate(no, false))])
  }

  /** As an administrator, past every link. */
  async ask<Row extends object>(sql: string): Promise<Row[]> {
    const client = new Client({
      connectionString: Object.assign(new URL(this.server.adminUrl), { pathname: '/kooperacje' }).href,
      connectionTimeoutMillis: 5000,
      query_timeout: 20_000,
    })
    client.on('error', () => {})
    await client.connect()
    try {
      return (await client.query<Row>(sql)).rows
    } finally {
      await client.end().catch(() => {})
    }
  }

  async stop(): Promise<void> {
    await this.#server?.stop()
  }
}
