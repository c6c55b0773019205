import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { nodeFlags } from '@kooperacje/infra/local'
import type { Clock } from './clock.ts'
import { endWithUs } from './leftovers.ts'

export interface ServiceOptions {
  readonly name: string
  readonly script: string
  readonly environment: NodeJS.ProcessEnv
  readonly clock: Clock
  /** Keeps its log. */
  readonly folder: string
}

/** Whoever waits for the database when it starts is started again and again, as any supervisor would. */
const STARTS_FOR_MS = 180_000
/** One that neither is ready nor ends by then hangs. */
const READY_WITHIN_MS = 120_000
const RESTART_MS = 300

/** The API or the workers, as a process of its own that can be killed, stopped in mid-step and started again. */
export class Service {
  readonly name: string
  readonly clock: Clock
  readonly environment: NodeJS.ProcessEnv
  readonly #options: ServiceOptions
  readonly #log: number
  #child: ChildProcess | null = null
  #starting: Promise<void> | null = null
  #stopped = false
  /** Told by the service when it was ready; the API's own. */
  address: URL | null = null
  /** Ends that nobody had asked for, as sentences: a service has to outlive what happens to its neighbours. */
  readonly deaths: string[] = []

  constructor(options: ServiceOptions) {
    this.name = options.name
    this.clock = options.clock
    this.environment = options.environment
    this.#options = options
    mkdirSync(join(options.folder, 'logs'), { recursive: true })
    this.#log = openSync(join(options.folder, 'logs', `${options.name}.log`), 'a')
  }

  /** Resolves when it says that it is ready; at once when it is up. */
  async start(): Promise<void> {
    if (this.#child) return
    this.#starting ??= this.#start().finally(() => {
      this.#starting = null
    })
    await this.#starting
  }

  async #start(): Promise<void> {
    const until = performance.now() + STARTS_FOR_MS
    while (!this.#stopped && !(await this.#tryToStart())) {
      if (performance.now() > until) throw new Error(`${this.name} did not start for ${STARTS_FOR_MS / 1000} s`)
      await sleep(RESTART_MS)
    }
  }

  async #tryToStart(): Promise<boolean> {
    const { script } = this.#options
    const { environment, clock } = this
    const child = spawn(process.execPath, [...nodeFlags, ...clock.options.arguments, script], {
      stdio: ['ignore', this.#log, this.#log, 'ipc'],
      env: { PATH: process.env.PATH, LOG_LEVEL: 'warn', ...environment, ...clock.options.environment },
    })
    const exited = once(child, 'exit')
    void exited.then(endWithUs(() => child.kill('SIGKILL')))
    const hangs = setTimeout(() => child.kill('SIGKILL'), READY_WITHIN_MS)
    const ready = await Promise.race([
      once(child, 'message').then(([message]) => message as { address?: string }),
      exited.then(() => null),
    ])
    clearTimeout(hangs)
    if (ready === null) return false
    if (ready.address) this.address = new URL(ready.address)
    this.#child = child
    exited.then(([code, signal]) => {
      if (this.#child !== child) return
      this.#child = null
      this.deaths.push(`${this.name} ended by itself with ${signal ?? `code ${code}`}`)
      if (!this.#stopped) void this.start().catch((error) => this.deaths.push(String(error)))
    })
    return true
  }

  /** No chance to say goodbye; nothing happens to it when it is not up. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  pause(): void {
    this.#child?.kill('SIGSTOP')
  }

  /** Also a process that was killed meanwhile may be told. */
  resume(): void {
    this.#child?.kill('SIGCONT')
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#starting?.catch(() => {})
    this.resume()
    await this.#end('SIGTERM')
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child
    if (!child) return
    this.#child = null
    const exited = once(child, 'exit')
    child.kill(signal)
    const late = sleep(12_000, undefined, { ref: false }).then(() => child.kill('SIGKILL'))
    await Promise.race([exited, late])
    await exited
  }
}
