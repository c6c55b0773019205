import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '@kooperacje/infra/local'
import { Redis } from 'ioredis'
import { endWithUs } from './leftovers.ts'

/** A Redis of the run's own, which can lose everything, or come back as it was a while ago. */
export class RedisServer {
  readonly #folder: string
  readonly port: number
  #server: ChildProcess | null = null

  static async start(folder: string): Promise<RedisServer> {
    mkdirSync(folder, { recursive: true })
    const redis = new RedisServer(folder, await freePort())
    await redis.start()
    return redis
  }

  private constructor(folder: string, port: number) {
    this.#folder = folder
    this.port = port
  }

  async start(): Promise<void> {
    const options = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
    const server = spawn('redis-server', [...options, '--dir', this.#folder], { stdio: 'ignore' })
    server.once(
      'exit',
      endWithUs(() => server.kill('SIGKILL')),
    )
    this.#server = server
    for (let tries = 0; ; tries++) {
      if ((await this.#ask((client) => client.ping()).catch(() => null)) === 'PONG') return
      if (tries > 200) throw new Error('the Redis server did not start')
      await sleep(25)
    }
  }

  flush = () => this.#ask((client) => client.flushall())

  /** Keeps what it holds now, to come back to later. */
  async remember(): Promise<void> {
    await this.#ask((client) => client.save())
    copyFileSync(this.#dump, this.#old)
    rmSync(this.#dump)
  }

  /** Comes back with what it held when it last remembered. */
  async startOld(): Promise<void> {
    if (existsSync(this.#old)) copyFileSync(this.#old, this.#dump)
    await this.start()
    rmSync(this.#dump, { force: true })
  }

  async kill(): Promise<void> {
    const server = this.#server
    if (!server) return
    this.#server = null
    const exited = once(server, 'exit')
    server.kill('SIGKILL')
    await exited
  }

  pause(): void {
    this.#server?.kill('SIGSTOP')
  }

  resume(): void {
    this.#server?.kill('SIGCONT')
  }

  get #dump(): string {
    return join(this.#folder, 'dump.rdb')
  }

  get #old(): string {
    return join(this.#folder, 'old.rdb')
  }

  async #ask<T>(question: (client: Redis) => Promise<T>): Promise<T> {
    const client = new Redis({ port: this.port, maxRetriesPerRequest: 0, retryStrategy: () => null, lazyConnect: true })
    client.on('error', () => {})
    try {
      await client.connect()
      return await question(client)
    } finally {
      client.disconnect()
    }
  }
}
