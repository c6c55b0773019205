import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { LEDGER, loadDemo } from '@kooperacje/demo'
import { migrateStore, nodeFlags } from '@kooperacje/infra/local'

const API = import.meta.resolve('@kooperacje/api/main')
const WORKERS = import.meta.resolve('@kooperacje/workers/main')
const COMPILE_CACHE = fileURLToPath(new URL('../.data/compile-cache', import.meta.url))

/** The API and its workers as an office runs them: processes of their own, with the demo's ledger in the database. */
export interface RunningSystem {
  readonly url: string
  /** An API key of a school. */
  readonly key: string
  readonly ledger: string
  /** MiB that are resident, of the API and of the workers. */
  memory(): Promise<{ readonly api: number; readonly workers: number }>
  stop(): Promise<void>
}

export async function startSystem(
  databaseUrl: string,
  { redisUrl, workers = true }: { readonly redisUrl?: string | undefined; readonly workers?: boolean } = {},
): Promise<RunningSystem> {
  await migrateStore(databaseUrl)
  const masterKey = randomBytes(32)
  const { keys } = await loadDemo({ databaseUrl, masterKey })
  const environment = {
    PATH: process.env.PATH,
    DATABASE_URL: databaseUrl,
    KOOP_MASTER_KEY: masterKey.toString('base64'),
    KOOP_LOG_KEY: randomBytes(32).toString('base64'),
    KOOP_LOG_ORIGIN: 'bench.example/ledgers',
    LOG_LEVEL: 'error',
    PORT: '0',
    // As the start command has it: what was compiled before is neither compiled nor kept in memory as its source.
    NODE_COMPILE_CACHE: COMPILE_CACHE,
    ...(redisUrl && { REDIS_URL: redisUrl }),
  }
  const api = await started(API, environment)
  const working = workers ? await started(WORKERS, environment) : null
  return {
    url: api.address,
    key: keys.school,
    ledger: LEDGER,
    async memory() {
      return { api: await residentMiB(api.child), workers: working ? await residentMiB(working.child) : 0 }
    },
    async stop() {
      await Promise.all([api.child, working?.child].map((child) => child && ended(child)))
    },
  }
}

/** A program that says when it is ready and at which address, if it has one. */
export async function started(
  script: string,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly child: ChildProcess; readonly address: string }> {
  const child = fork(fileURLToPath(script), { env, execArgv: [...nodeFlags] })
  const [message] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`${script} ended with ${code} before it was ready`))),
  ])
  return { child, address: (message as { address?: string }).address ?? '' }
}

export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  await exited
}

/** Linux tells it under /proc; elsewhere there is no figure. */
async function residentMiB({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024)
}
