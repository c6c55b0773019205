import { setTimeout as sleep } from 'node:timers/promises'
import type { OnError, Opened, QueueBackend } from './backend.ts'

const RETRY_MS = 1000
const RETRY_MAX_MS = 30_000
const CLOSE_MS = 2000

/**
 * Keeps one queue or worker of BullMQ open: prepares and opens it, tries again for as long as that fails, and begins
 * anew when its tables are gone. BullMQ mends broken connections, but neither a failed start nor a dropped schema.
 */
export class Line<T extends Opened> {
  readonly #backend: QueueBackend
  readonly #open: (onError: OnError) => T
  readonly #onError: OnError
  readonly #stop = new AbortController()
  #current: Promise<T>
  #opened: T | null = null

  constructor(backend: QueueBackend, open: (onError: OnError) => T, onError: OnError) {
    this.#backend = backend
    this.#open = open
    this.#onError = onError
    this.#current = this.#establish()
    // Rejects only when the line is closed before it ever stood.
    this.#current.catch(() => {})
  }

  /** Resolves with the open queue; rejects only when the line is closed. */
  get ready(): Promise<T> {
    return this.#current
  }

  /** Told of every failure by whoever uses the line. */
  noticed(error: unknown): void {
    if (!this.#opened || !this.#backend.lostItsTables(error)) return
    const lost = this.#opened
    this.#opened = null
    this.#current = closeWithin(lost, CLOSE_MS).then(() => this.#establish())
    this.#current.catch(() => {})
  }

  async close(): Promise<void> {
    this.#stop.abort()
    const opened = await this.#current.catch(() => null)
    if (opened) await closeWithin(opened, CLOSE_MS)
  }

  async #establish(): Promise<T> {
    for (let pause = RETRY_MS; ; pause = Math.min(pause * 2, RETRY_MAX_MS)) {
      this.#stop.signal.throwIfAborted()
      let opened: T | null = null
      try {
        await orStopped(this.#backend.prepare(), this.#stop.signal)
        opened = this.#open((error) => {
          this.#onError(error)
          this.noticed(error)
        })
        await orStopped(opened.waitUntilReady(), this.#stop.signal)
        this.#opened = opened
        return opened
      } catch (error) {
        if (opened) await closeWithin(opened, CLOSE_MS)
        this.#stop.signal.throwIfAborted()
        this.#onError(error as Error)
        await sleep(pause, undefined, { signal: this.#stop.signal, ref: false })
      }
    }
  }
}

/** Closing waits for answers that a hung server will never give; then the connection is cut. */
async function closeWithin(line: Opened, ms: number): Promise<void> {
  const closed = line.close().then(
    () => true,
    () => false,
  )
  const inTime = await Promise.race([closed, sleep(ms, false, { ref: false })])
  if (!inTime) void line.disconnect().catch(() => {})
}

function orStopped<R>(work: Promise<R>, signal: AbortSignal): Promise<R> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
