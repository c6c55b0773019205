import { setTimeout as sleep } from 'node:timers/promises'

export interface HeadWatchOptions {
  /** The heads of these ledgers; one that is not in the answer has no events. */
  readonly heads: (ledgers: readonly string[]) => Promise<ReadonlyMap<string, number>>
  /** Between two looks that nobody asked for: what a wake-up that is lost costs. Default 1000. */
  readonly pollMs?: number | undefined
  /** Told of a look that failed; it is made again at the next wake-up, or after `pollMs`. */
  readonly onFailure?: ((error: unknown) => void) | undefined
}

interface Waiter {
  readonly beyond: number
  readonly tell: (head: number | null) => void
}

/** At most 200 looks a second, however many events come and however many consumers wait. */
const PAUSE_MS = 5

/**
 * Tells whoever waits that ledgers have grown. All consumers of a process share it: one look at the heads, of all ledgers
 * that anybody waits for, answers all of them. A wake-up is a hint and nothing else, so that a false one is harmless; and
 * looks are made without one, so that a lost one costs a delay. While nobody waits, nothing is asked.
 */
export class HeadWatch {
  readonly #options: HeadWatchOptions
  readonly #waiting = new Map<string, Set<Waiter>>()
  /** Cuts the pause between two looks short. */
  #pause = new AbortController()
  #again = false
  #running = false
  #closed = false

  constructor(options: HeadWatchOptions) {
    this.#options = options
  }

  /** The ledger may have grown. */
  wake(ledger: string): void {
    if (this.#waiting.has(ledger)) this.#lookSoon()
  }

  /** Any ledger may have grown: wake-ups may have been missed. */
  wakeAll(): void {
    if (this.#waiting.size > 0) this.#lookSoon()
  }

  /** The head of the ledger once it lies beyond the position; null when that is waited for no longer. */
  beyond(ledger: string, position: number, signal?: AbortSignal): Promise<number | null> {
    if (this.#closed || signal?.aborted) return Promise.resolve(null)
    return new Promise((resolve) => {
      const waiters = this.#waiting.get(ledger) ?? new Set()
      const waiter: Waiter = {
        beyond: position,
        tell: (head) => {
          signal?.removeEventListener('abort', giveUp)
          waiters.delete(waiter)
          if (waiters.size === 0 && this.#waiting.get(ledger) === waiters) this.#waiting.delete(ledger)
          resolve(head)
        },
      }
      const giveUp = () => waiter.tell(null)
      signal?.addEventListener('abort', giveUp, { once: true })
      waiters.add(waiter)
      this.#waiting.set(ledger, waiters)
      // The ledger may have grown while this consumer was busy and nobody waited.
      this.#lookSoon()
    })
  }

  /** Whoever waits is told that there is nothing to wait for any more. */
  async close(): Promise<void> {
    this.#closed = true
    for (const waiters of [...this.#waiting.values()]) for (const { tell } of [...waiters]) tell(null)
    this.#pause.abort()
  }

  #lookSoon(): void {
    this.#again = true
    this.#pause.abort()
    if (!this.#running) void this.#look()
  }

  async #look(): Promise<void> {
    const { heads, pollMs = 1000, onFailure } = this.#options
    this.#running = true
    while (this.#waiting.size > 0 && !this.#closed) {
      this.#again = false
      this.#pause = new AbortController()
      try {
        this.#tell(await heads([...this.#waiting.keys()]))
      } catch (error) {
        onFailure?.(error)
      }
      if (this.#again) await sleep(PAUSE_MS)
      else await sleep(pollMs, undefined, { signal: this.#pause.signal }).catch(() => {})
    }
    // In the same turn as the last look at who waits: somebody who comes in between would find nobody looking.
    this.#running = false
  }

  #tell(heads: ReadonlyMap<string, number>): void {
    for (const [ledger, head] of heads) {
      for (const { beyond, tell } of [...(this.#waiting.get(ledger) ?? [])]) if (head > beyond) tell(head)
    }
  }
}
