import { Worker } from 'node:worker_threads'
import type { LedgerComparison, SimulationRequest } from '@kooperacje/commands'

export interface ThreadData extends SimulationRequest {
  readonly databaseUrl: string
  readonly ledger: string
  readonly queryTimeoutMs: number
}

export interface ThreadsOptions {
  readonly databaseUrl: string
  /** Default 2: each takes a processor, and hundreds of MiB for a ledger of 100,000 events. */
  readonly atOnce?: number
  /** A connection that a network has swallowed would else keep a thread from everybody. Default 30,000. */
  readonly queryTimeoutMs?: number
  /** What a thread runs. Default `thread.ts`, which posts one `LedgerComparison`. */
  readonly script?: URL
}

const THREAD = new URL('./thread.ts', import.meta.url)

/**
 * Simulations in threads of their own. On the loop of the API the replay of a large ledger is seconds of work, of which the
 * comparison at the end is half a second in one piece; meanwhile nobody else would be answered.
 */
export class SimulationThreads {
  readonly #databaseUrl: string
  readonly #atOnce: number
  readonly #queryTimeoutMs: number
  readonly #script: URL
  readonly #running = new Set<Worker>()

  constructor({ databaseUrl, atOnce = 2, queryTimeoutMs = 30_000, script = THREAD }: ThreadsOptions) {
    this.#databaseUrl = databaseUrl
    this.#atOnce = atOnce
    this.#queryTimeoutMs = queryTimeoutMs
    this.#script = script
  }

  /**
   * Null when as many as may run at once are running: whoever waits holds a connection, and may as well ask again.
   * With the end of `wanted` the thread is stopped and the promise rejected.
   */
  async run(ledger: string, request: SimulationRequest, wanted?: AbortSignal): Promise<LedgerComparison | null> {
    if (this.#running.size >= this.#atOnce) return null
    const workerData: ThreadData = {
      databaseUrl: this.#databaseUrl,
      ledger,
      queryTimeoutMs: this.#queryTimeoutMs,
      ...request,
    }
    const thread = new Worker(this.#script, { workerData })
    this.#running.add(thread)
    const stop = () => void thread.terminate()
    wanted?.addEventListener('abort', stop)
    try {
      return await answerOf(thread)
    } finally {
      wanted?.removeEventListener('abort', stop)
      this.#running.delete(thread)
    }
  }

  /** Stops those that run. */
  async close(): Promise<void> {
    await Promise.all([...this.#running].map((thread) => thread.terminate()))
  }
}

/** What the thread posts, once it has ended: until then it holds memory and connections. */
function answerOf(thread: Worker): Promise<LedgerComparison> {
  return new Promise((resolve, reject) => {
    let answer: LedgerComparison | undefined
    thread.once('message', (message: LedgerComparison) => {
      answer = message
    })
    thread.once('error', reject)
    thread.once('exit', () => {
      if (answer) resolve(answer)
      else reject(new Error('the simulation was stopped before it had an answer'))
    })
  })
}
