import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { Client } from 'pg'
import { makeFolder } from './files.ts'
import { errorCode, Problem, reason } from './problem.ts'
import type { LaunchSettings } from './settings.ts'

const OLDEST_POSTGRES = 15
const PATIENCE_MILLISECONDS = 5000

/** What must be right outside of us before anything is started. Every fault is named, not only the first. */
export async function checkSurroundings(settings: LaunchSettings): Promise<void> {
  const checks = [checkPort(settings.host, settings.port), checkFolder(settings.dataDirectory)]
  if (settings.database) {
    checks.push(checkDatabase('DATABASE_URL', settings.database.serviceUrl))
    if (settings.database.ownerUrl !== settings.database.serviceUrl)
      checks.push(checkDatabase('DATABASE_MIGRATION_URL', settings.database.ownerUrl))
  }
  if (settings.redisUrl) checks.push(checkRedis(settings.redisUrl))
  const failed = (await Promise.allSettled(checks)).filter((result) => result.status === 'rejected')
  const unexpected = failed.find((result) => !(result.reason instanceof Problem))
  if (unexpected) throw unexpected.reason
  if (failed.length > 0) throw new Problem(failed.map((result) => result.reason.message).join('\n'))
}

async function checkPort(host: string, port: number): Promise<void> {
  const server = createServer()
  try {
    server.listen({ host, port, exclusive: true })
    await once(server, 'listening')
    server.close()
    await once(server, 'close')
  } catch (error) {
    switch (errorCode(error)) {
      case 'EADDRINUSE':
        throw new Problem(
          `Port ${port} on ${host} is taken: stop the program that uses it, or choose another one with PORT=${port < 65_535 ? port + 1 : 3001}.`,
        )
      case 'EACCES':
        throw new Problem(`Port ${port} is not open to this user: choose one above 1023 with PORT=3000.`)
      default:
        throw new Problem(`HOST ${host} is not an address of this machine (${reason(error)}): set it to 127.0.0.1.`)
    }
  }
}

async function checkFolder(folder: string): Promise<void> {
  const probe = join(folder, `.writable-${process.pid}`)
  try {
    await makeFolder(folder)
    await writeFile(probe, '')
    await rm(probe)
  } catch (error) {
    throw new Problem(
      `The data folder ${folder} cannot be written (${errorCode(error) ?? reason(error)}): set KOOP_DATA to a folder that can.`,
    )
  }
}

interface ServerInfo {
  /** `server_version_num`, such as 180004. */
  readonly version: number
}

/** `ask` is a parameter because no test can have a server of every age. */
export async function checkDatabase(name: string, url: string, ask = askPostgres): Promise<void> {
  let found: ServerInfo
  try {
    found = await ask(url)
  } catch (error) {
    throw new Problem(
      `${name} (${withoutPassword(url)}) does not answer as it should (${reason(error)}): correct it, start that server, or unset it for the embedded one.`,
    )
  }
  const major = Math.floor(found.version / 10_000)
  if (major < OLDEST_POSTGRES)
    throw new Problem(
      `${name} (${withoutPassword(url)}) is PostgreSQL ${major}: use ${OLDEST_POSTGRES} or newer, or unset it for the embedded server.`,
    )
}

async function askPostgres(connectionString: string): Promise<ServerInfo> {
  const client = new Client({ connectionString, connectionTimeoutMillis: PATIENCE_MILLISECONDS })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query('show server_version_num')
    return { version: Number(rows[0]?.server_version_num) }
  } finally {
    await client.end()
  }
}

async function checkRedis(url: string): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: PATIENCE_MILLISECONDS,
    commandTimeout: PATIENCE_MILLISECONDS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  })
  // The command below rejects with "connection is closed"; what happened is only told here.
  let cause: unknown
  redis.on('error', (error) => {
    cause = error
  })
  try {
    await redis.connect()
    await redis.ping()
  } catch (error) {
    throw new Problem(
      `REDIS_URL (${withoutPassword(url)}) does not answer as it should (${reason(cause ?? error)}): correct it, start that server, or unset it to keep the queues in PostgreSQL.`,
    )
  } finally {
    redis.disconnect()
  }
}

export function withoutPassword(url: string): string {
  if (!URL.canParse(url)) return 'not a URL'
  const { protocol, username, host, pathname } = new URL(url)
  return `${protocol}//${username && `${username}@`}${host}${pathname}`
}
