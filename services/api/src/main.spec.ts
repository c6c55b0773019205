import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createTestDatabase, type TestDatabase, waitingFor } from '@kooperacje/infra/testing'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))

describe('a process of the API, told to stop', { timeout: 90_000 }, () => {
  let database: TestDatabase
  let owner: Client
  let child: ChildProcess
  let log = ''
  let address: string
  beforeEach(async () => {
    database = await createTestDatabase()
    owner = new Client({ connectionString: database.ownerUrl })
    await owner.connect()
    log = ''
    child = fork(MAIN, {
      env: {
        PATH: process.env.PATH,
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
        DATABASE_URL: database.serviceUrl,
        KOOP_MASTER_KEY: randomBytes(32).toString('base64'),
        PORT: '0',
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        log += chunk
      })
    }
    const [message] = await once(child, 'message')
    address = (message as { address: string }).address
  })
  afterEach(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    await owner.end()
    await database.drop()
  })

  /** Somebody who asks and cannot be answered until the owner of the tables lets the sessions go. */
  async function somebodyAsks(): Promise<{ readonly answer: Promise<number | null> }> {
    await owner.query('begin; lock table accounts.sessions in access exclusive mode')
    const answer = fetch(`${address}/login`, { headers: { cookie: 'koop_session=x' } }).then(
      ({ status }) => status,
      () => null,
    )
    await vi.waitFor(async () => {
      expect(await waitingFor(owner, 'accounts.sessions')).toBe(1)
    }, 20_000)
    return { answer }
  }

  it('answers whom it has heard, hears nobody else, and leaves', async () => {
    const { answer } = await somebodyAsks()
    const exited = once(child, 'exit')
    child.kill('SIGTERM')
    await vi.waitFor(() => expect(log).toContain('"stopping"'), 10_000)
    await vi.waitFor(() => expect(fetch(`${address}/livez`)).rejects.toThrow(), 5000)
    await owner.query('rollback')
    expect(await answer).toBe(200)
    expect(await exited).toEqual([0, null])
  })

  it('leaves all the same when somebody cannot be answered, however often it is told to, and says so', async () => {
    const { answer } = await somebodyAsks()
    const exited = once(child, 'exit')
    child.kill('SIGTERM')
    await vi.waitFor(() => expect(log).toContain('"stopping"'), 10_000)
    child.kill('SIGTERM')
    child.kill('SIGINT')
    expect(await exited).toEqual([0, null])
    expect(log.match(/"stopping"/g)).toHaveLength(1)
    expect(log).toContain('not everybody was answered in time')
    expect(await answer).toBeNull()
    await owner.query('rollback')
  })
})
