import { setTimeout as sleep } from 'node:timers/promises'
import type { WakeUp, WakeUpCounts } from './wake-ups.ts'

export interface CoalescerOptions {
  /** Wake-ups gather, one per ledger, for as long as this is pending; when it rejects they are dropped. */
  readonly ready: () => Promise<unknown>
  readonly send: (wakeUps: readonly WakeUp[]) => Promise<void>
  readonly onFailure: (error: unknown) => void
  /** At least this long between the end of one call to the queue and the next. */
  readonly pauseMs: number
  /** A call that takes longer has failed, whatever becomes of it. */
  readonly timeoutMs?: number
}

const PAUSE_AFTER_FAILURE_MS = 500

/**
 * Keeps the queue's load independent of the commands' rate. On an idle process a wake-up goes out at once; while one
 * call is on its way, and for `pauseMs` after it, later ones gather, one per ledger, the newest position each, and go
 * out together. So a process makes at most 1000 / `pauseMs` calls a second, however many commands and ledgers it has.
 */
export class Coalescer {
  readonly #options: CoalescerOptions
  readonly #waiting = new Map<string, number>()
  readonly #stop = new AbortController()
  #running: Promise<void> | null = null
  #added = 0
  #failed = 0

  constructor(options: CoalescerOptions) {
    this.#options = options
  }

  get counts(): WakeUpCounts {
    return { added: this.#added, failed: this.#failed }
  }

  wake(ledger: string, position: number): void {
    if (position <= (this.#waiting.get(ledger) ?? 0)) return
    this.#waiting.set(ledger, position)
    this.#running ??= this.#drain()
  }

  /** Resolves when nothing is waiting any more; pauses are cut short. */
  async flush(): Promise<void> {
    this.#stop.abort()
    await this.#running
  }

  async #drain(): Promise<void> {
    const { pauseMs, ready } = this.#options
    while (this.#waiting.size > 0) {
      const sent = await ready().then(
        () => this.#sendWaiting(),
        (error) => this.#drop(this.#take(), error),
      )
      // The pause belongs to this run even when nothing waits yet: what arrives in it goes out together at its end.
      await sleep(sent ? pauseMs : PAUSE_AFTER_FAILURE_MS, undefined, { signal: this.#stop.signal, ref: false }).catch(
        () => {},
      )
    }
    // In the same turn as the last look at what waits: a wake-up in between would find nobody to send it.
    this.#running = null
  }

  async #sendWaiting(): Promise<boolean> {
    const { send, timeoutMs = 5000 } = this.#options
    const wakeUps = this.#take()
    const timer = new AbortController()
    try {
      await Promise.race([
        send(wakeUps),
        sleep(timeoutMs, undefined, { signal: timer.signal, ref: false }).then(() => {
          throw new Error(`the queue did not answer within ${timeoutMs} ms`)
        }),
      ])
      this.#added += wakeUps.length
      return true
    } catch (error) {
      return this.#drop(wakeUps, error)
    } finally {
      timer.abort()
    }
  }

  #take(): WakeUp[] {
    const wakeUps = [...this.#waiting].map(([ledger, position]) => ({ ledger, position }))
    this.#waiting.clear()
    return wakeUps
  }

  /** Not sent again: by the time the queue is back, the sweeper has done what these would have started. */
  #drop(wakeUps: readonly WakeUp[], error: unknown): false {
    this.#failed += wakeUps.length
    this.#options.onFailure(error)
    return false
  }
}
