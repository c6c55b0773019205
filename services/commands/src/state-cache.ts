import type { ProcessState } from '@kooperacje/domain'
import type { Forgetting } from '@kooperacje/events'
import { LRUCache } from 'lru-cache'

export interface CachedState {
  readonly state: ProcessState
  readonly version: number
}

/**
 * States of recently used streams, least recently used out first. An entry may be outdated (another process appended);
 * it is never wrong about the version it names, and the append checks that version. States hold what the keys of persons have
 * opened: while nobody would hear that one is forgotten, nothing is kept and nothing is taken from memory.
 *
 * Bounded by their number, not by a weight: in a simulated town of 2,000 cases a case's state takes 4.7 KB of the heap, so that
 * 10,000 of them take 47 MB; that of the partnership 59 KB after 3,466 facts. How many facts were folded says little of it (166 and 17 bytes for each).
 *
 * A Map whose keys are taken out and put in again takes 7 µs each time when it holds 10,000, and 0.7 when it holds 1,000; the
 * library takes 1.
 */
export class StateCache {
  readonly #entries: LRUCache<string, CachedState>
  readonly #forgetting: Forgetting | undefined
  hits = 0
  misses = 0
  /** How often all was forgotten: what was loaded before the last time may hold a person who is forgotten by now. */
  generation = 0

  constructor(bound: number, forgetting?: Forgetting) {
    this.#entries = new LRUCache({ max: bound })
    this.#forgetting = forgetting
    forgetting?.onForgotten(() => this.#clear())
  }

  get size(): number {
    return this.#entries.size
  }

  get(key: string): CachedState | undefined {
    const entry = this.#informed ? this.#entries.get(key) : undefined
    if (!entry) {
      this.misses++
      return undefined
    }
    this.hits++
    return entry
  }

  get #informed(): boolean {
    return this.#forgetting?.listening ?? true
  }

  /** What was remembered is wrong: a correction reaches back. */
  forget(key: string): void {
    this.#entries.delete(key)
  }

  /** A person was forgotten, and states hold what was opened with their key. Which ones is not worth knowing. */
  #clear(): void {
    this.generation++
    this.#entries.clear()
  }

  /** An older version never replaces a newer one: two commands may finish in the other order. */
  set(key: string, entry: CachedState, generation = this.generation): void {
    this.#forgetting?.start()
    if (generation !== this.generation || !this.#informed) return
    const known = this.#entries.peek(key)
    if (known && known.version > entry.version) return
    this.#entries.set(key, entry)
  }
}
