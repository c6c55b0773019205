import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { ApiKeys, type Role } from '@kooperacje/api'
import { createPool } from '@kooperacje/events'
import { createTestDatabase, type TestDatabase } from '@kooperacje/infra/testing'

const API = fileURLToPath(import.meta.resolve('@kooperacje/api/main'))
const WORKERS = fileURLToPath(import.meta.resolve('@kooperacje/workers/main'))

export const LOG_ORIGIN = 'log.example/ledgers'

export interface SystemOptions {
  readonly redisUrl?: string | undefined
  readonly workers?: number
  /** Settings of every process, beside those that it needs. */
  readonly environment?: NodeJS.ProcessEnv
}

/** The real API and workers as processes of their own, over a database of their own. */
export class System {
  readonly database: TestDatabase
  readonly masterKey = randomBytes(32).toString('base64')
  readonly logKey = randomBytes(32).toString('base64')
  readonly #options: SystemOptions
  #api: ChildProcess | null = null
  #workers: ChildProcess[] = []
  #port = 0

  static async start(options: SystemOptions = {}): Promise<System> {
    const system = new System(await createTestDatabase(), options)
    await system.startApi()
    for (let i = 0; i < (options.workers ?? 1); i++) await system.startWorker()
    return system
  }

  private constructor(database: TestDatabase, options: SystemOptions) {
    this.database = database
    this.#options = options
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  async createKey(key: { role: Role; institutionId: string | null; ledgers: readonly string[] }): Promise<string> {
    const pool = createPool({ url: this.database.serviceUrl, max: 1 })
    try {
      return await new ApiKeys(pool).create({ label: 'test', ...key })
    } finally {
      await pool.end()
    }
  }

  /** Again after a kill: on the port it had, as a restarted service would be. */
  async startApi(): Promise<void> {
    const { child, message } = await this.#spawn(API, { PORT: String(this.#port) })
    this.#api = child
    this.#port = Number(new URL((message as { address: string }).address).port)
  }

  async startWorker(): Promise<void> {
    const { child } = await this.#spawn(WORKERS, { SWEEP_MS: '200' })
    this.#workers.push(child)
  }

  /** No chance to say goodbye: what was not committed is lost, what was acknowledged must not be. */
  async killApi(): Promise<void> {
    await end(this.#api, 'SIGKILL')
    this.#api = null
  }

  async killWorkers(): Promise<void> {
    await Promise.all(this.#workers.splice(0).map((worker) => end(worker, 'SIGKILL')))
  }

  async stop(): Promise<void> {
    await Promise.all([end(this.#api, 'SIGTERM'), ...this.#workers.map((worker) => end(worker, 'SIGTERM'))])
    await this.database.drop()
  }

  async #spawn(script: string, extra: NodeJS.ProcessEnv): Promise<{ child: ChildProcess; message: unknown }> {
    const child = spawn(process.execPath, [script], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: {
        PATH: process.env.PATH,
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
        DATABASE_URL: this.database.serviceUrl,
        KOOP_MASTER_KEY: this.masterKey,
        KOOP_LOG_KEY: this.logKey,
        KOOP_LOG_ORIGIN: LOG_ORIGIN,
        LOG_LEVEL: 'error',
        ...(this.#options.redisUrl ? { REDIS_URL: this.#options.redisUrl } : {}),
        ...extra,
        ...this.#options.environment,
      },
    })
    let complaint = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      complaint += chunk.toString()
    })
    const [message] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]) => {
        throw new Error(`${script} ended with ${code} before it was ready: ${complaint}`)
      }),
    ])
    return { child, message }
  }
}

async function end(child: ChildProcess | null, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill(signal)
  await exited
}
