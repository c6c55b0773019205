import { fork } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './postgres.ts'
import { canEnter, serverAccount } from './postgres-account.ts'
import { temporaryFolder } from './testing/folders.ts'
import { allGone, processesWith } from './testing/processes.ts'

// Whole servers are started and stopped here, on machines that may have other things to do.
vi.setConfig({ testTimeout: 90_000 })

const asRoot = process.getuid?.() === 0

const started: EmbeddedPostgres[] = []
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()))
})

async function start(dataDirectory: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDirectory })
  started.push(server)
  return server
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

async function postmasterOf(server: EmbeddedPostgres): Promise<number> {
  return Number((await readFile(join(server.data, 'postmaster.pid'), 'utf8')).split('\n')[0])
}

describe('the embedded server', () => {
  it('finds its data again, and its processes are gone in between', async () => {
    const folder = await temporaryFolder()
    const first = await start(folder)
    await query(first.ownerUrl, 'create table kept as select 42 as answer')
    await first.stop()
    expect(await first.exited).toBe('was stopped')
    expect(processesWith(folder)).toEqual([])

    const second = await start(folder)
    expect(await query(second.ownerUrl, 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  it('is durable, private and reachable from this machine only', async () => {
    const folder = await temporaryFolder()
    const server = await start(folder)
    const [settings] = await query(
      server.adminUrl,
      `select current_setting('fsync') as fsync, current_setting('listen_addresses') as addresses,
              current_setting('unix_socket_directories') as sockets, lower('ŁÓDŹ') as folded`,
    )
    expect(settings).toEqual({ fsync: 'on', addresses: '127.0.0.1', sockets: '', folded: 'łódź' })
    expect((await stat(join(folder, 'postgres.json'))).mode & 0o777).toBe(0o600)
    const wrong = server.ownerUrl.replace(/:[^:@]+@/, ':guessed@')
    await expect(query(wrong, 'select 1')).rejects.toThrow(/password authentication failed/)
  })

  it('gives the services a log-in that cannot make tables', async () => {
    const server = await start(await temporaryFolder())
    await expect(query(server.serviceUrl, 'create table public.mine ()')).rejects.toThrow(/permission denied/)
    expect(await query(server.serviceUrl, `select pg_has_role('kooperacje_service', 'member') as member`)).toEqual([
      { member: true },
    ])
  })

  it('refuses a second start on the same data in one sentence', async () => {
    const folder = await temporaryFolder()
    await start(folder)
    await expect(startEmbeddedPostgres({ dataDirectory: folder })).rejects.toThrow(
      /^Another start already runs PostgreSQL on .* \(process \d+\): stop that one first, .*\.$/,
    )
  })

  it('starts after a crash whose process number is now another process', async () => {
    const folder = await temporaryFolder()
    const crashed = await start(folder)
    await query(crashed.ownerUrl, 'create table kept as select 42 as answer')
    process.kill(await postmasterOf(crashed), 'SIGKILL')
    expect(await crashed.exited).toBe('ended with signal SIGKILL')
    const file = join(crashed.data, 'postmaster.pid')
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^\d+/, String(process.pid)))

    const next = await start(folder)
    expect(await query(next.ownerUrl, 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  it('tells when its passwords are gone but its data is not', async () => {
    const folder = await temporaryFolder()
    await (await start(folder)).stop()
    await rm(join(folder, 'postgres.json'))
    await expect(startEmbeddedPostgres({ dataDirectory: folder })).rejects.toThrow(/put the file back or delete/)
  })
})

describe('the guard', () => {
  it('stops the server when the process that started it is killed', async () => {
    const folder = await temporaryFolder()
    const holder = fork(fileURLToPath(new URL('testing/hold-postgres.ts', import.meta.url)), [folder])
    const [{ ownerUrl }] = await once(holder, 'message')
    await query(ownerUrl, 'create table kept as select 42 as answer')
    holder.kill('SIGKILL')
    await allGone(folder)

    const next = await start(folder)
    expect(await query(next.ownerUrl, 'select answer from kept')).toEqual([{ answer: 42 }])
    // Stopped in order, so there was nothing to recover.
    expect(await readFile(join(folder, 'logs/postgres.log'), 'utf8')).not.toMatch(/not properly shut down/)
  })

  it('takes the server with it when it is killed itself', async () => {
    const folder = await temporaryFolder()
    const server = await start(folder)
    const guard = processesWith(folder).find(({ command }) => command.includes('guard.ts'))
    process.kill(guard?.pid ?? Number.NaN, 'SIGKILL')
    expect(await server.exited).toMatch(/^was stopped because its guard process ended with signal SIGKILL$/)
    await allGone(folder)
  })
})

describe.skipIf(!asRoot)('as root', () => {
  it('keeps the cluster where its account can reach it when the folder is closed to others', async () => {
    const folder = await temporaryFolder(0o700)
    const server = await start(join(folder, '.data'))
    expect(server.data).toMatch(/^\/var\/lib\/kooperacje\/[0-9a-f]+\/postgres$/)
    expect(await query(server.serviceUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('runs the server as an account without rights', async () => {
    const server = await start(await temporaryFolder())
    const account = await serverAccount()
    const status = await readFile(`/proc/${await postmasterOf(server)}/status`, 'utf8')
    expect(status).toMatch(new RegExp(`^Uid:\\s+${account?.uid}\\s`, 'm'))
  })
})

const nobody = { uid: 65_534, gid: 65_534 }
const ordinaryUserCanReadUs = asRoot && (await canEnter(import.meta.dirname, nobody))

it.skipIf(!ordinaryUserCanReadUs)('works for an ordinary user', async () => {
  const folder = await temporaryFolder()
  await chown(folder, nobody.uid, nobody.gid)
  await chmod(folder, 0o700)
  const script = fileURLToPath(new URL('testing/hold-postgres.ts', import.meta.url))
  const holder = fork(script, [folder], { ...nobody, cwd: '/' })
  const [{ ownerUrl }] = await once(holder, 'message')
  expect(await query(ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  holder.kill('SIGKILL')
  await allGone(folder)
})
