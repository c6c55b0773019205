import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'

export const GROWN = 'es_grown'

/** At least this long from one announcement to the next, in which the ledgers that grow gather. */
const PAUSE_MS = 10

/**
 * Says to every process that listens which ledgers have grown. Never in the transaction that appends: a commit that notifies
 * holds a lock of the whole database (7,446 appends a second without, 582 with, commits of 1 ms). Apart from it, and at
 * most a hundred times a second whatever the rate of appends, only announcements wait for each other. One that fails is
 * not made again: whoever waits for it looks by himself.
 */
export class Announcer {
  readonly #pool: Pool
  readonly #grown = new Set<string>()
  #running: Promise<void> | null = null

  constructor(pool: Pool) {
    this.#pool = pool
  }

  /** Fire and forget. */
  announce(ledger: string): void {
    this.#grown.add(ledger)
    this.#running ??= this.#drain()
  }

  /** Resolves when all has been said. */
  async close(): Promise<void> {
    await this.#running
  }

  async #drain(): Promise<void> {
    while (this.#grown.size > 0) {
      const ledgers = [...this.#grown]
      this.#grown.clear()
      await this.#pool
        .query({ name: 'es.announce', text: `select pg_notify('${GROWN}', unnest($1::text[]))`, values: [ledgers] })
        .catch(() => {})
      await sleep(PAUSE_MS)
    }
    // In the same turn as the last look at what has grown.
    this.#running = null
  }
}
