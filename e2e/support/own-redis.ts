import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '@kooperacje/infra/local'
import { Redis } from 'ioredis'

/** A Redis of the test's own, that may be emptied and stopped. */
export class OwnRedis {
  readonly url: string
  readonly #server: ChildProcess
  readonly #client: Redis

  static async start(): Promise<OwnRedis> {
    const port = await freePort()
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
    const own = new OwnRedis(port, spawn('redis-server', options, { stdio: 'ignore' }))
    for (let tries = 0; ; tries++) {
      const answer = await own.#client.ping().catch(() => null)
      if (answer === 'PONG') return own
      if (tries > 100) throw new Error('the Redis server of the test did not start')
      await sleep(50)
    }
  }

  private constructor(port: number, server: ChildProcess) {
    this.url = `redis://127.0.0.1:${port}`
    this.#server = server
    this.#client = new Redis(this.url, { maxRetriesPerRequest: 1 })
    this.#client.on('error', () => {})
  }

  flushAll = () => this.#client.flushall()

  async stop(): Promise<void> {
    this.#client.disconnect()
    const exited = once(this.#server, 'exit')
    this.#server.kill('SIGTERM')
    await exited
  }
}
