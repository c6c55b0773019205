import { FactLog } from '@kooperacje/domain'
import type { Pool } from 'pg'
import { factsAfter } from './fact-rows.ts'

/** Rows of one read; more follow until there are none. Larger ones are no faster and hold both sides' memory longer. */
const BATCH = 20_000

export interface FactCacheOptions {
  /** How many facts may be kept over all ledgers, at about 300 bytes each. Default 400,000. */
  readonly mostFacts?: number
}

/**
 * What the indicators count, kept in memory by ledger. Reading a town's 100,000 facts takes most of a second, counting
 * them some tens of milliseconds; so a question reads only what was added since the last one. The ledger that was asked
 * for longest ago goes first when there are too many. Whatever is kept can be read again: nothing rests on it.
 */
export class FactCache {
  readonly #pool: Pool
  readonly #mostFacts: number
  /** In the order in which they were last asked for. Each is read by one question at a time; others wait for it. */
  readonly #ledgers = new Map<string, { readonly log: FactLog; reading: Promise<unknown> }>()

  constructor(pool: Pool, { mostFacts = 400_000 }: FactCacheOptions = {}) {
    this.#pool = pool
    this.#mostFacts = mostFacts
  }

  get size(): number {
    return [...this.#ledgers.values()].reduce((sum, { log }) => sum + log.size, 0)
  }

  /** All facts of a ledger that the projection has written by now. */
  async log(ledger: string): Promise<FactLog> {
    const kept = this.#ledgers.get(ledger) ?? { log: new FactLog(), reading: Promise.resolve() }
    this.#ledgers.delete(ledger)
    this.#ledgers.set(ledger, kept)
    const read = kept.reading.then(() => this.#readOn(ledger, kept.log))
    // A failed read hinders nobody: the next one goes on from where this one came to.
    kept.reading = read.catch(() => {})
    await read
    this.#letGo()
    return kept.log
  }

  async #readOn(ledger: string, log: FactLog): Promise<void> {
    for (;;) {
      const facts = await factsAfter(this.#pool, ledger, log.head, BATCH)
      log.add(facts)
      if (facts.length < BATCH) return
    }
  }

  #letGo(): void {
    for (const ledger of [...this.#ledgers.keys()].slice(0, -1)) {
      if (this.size <= this.#mostFacts) return
      this.#ledgers.delete(ledger)
    }
  }
}

const caches = new WeakMap<Pool, FactCache>()

/** The cache of this process for a database. */
export function factCacheOf(pool: Pool): FactCache {
  const known = caches.get(pool) ?? new FactCache(pool)
  caches.set(pool, known)
  return known
}
