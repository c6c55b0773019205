import type { ShownEvent } from './event.ts'
import { Fault } from './fault.ts'

/** The fact that names the keys that an erasure is about to destroy. */
const KEYS_NAMED = 'ErasureKeysNamed'

/** How many payloads or events are not shown, and why. */
export interface GapCounts {
  /** Payloads that an erasure, which the history itself records, has made unreadable. */
  readonly erased: number
  /** Payloads of the first format, which does not say whose keys they depend on: withheld or erased. */
  readonly untold: number
  /** Payloads that whoever shows the history keeps back. */
  readonly withheld: number
  /** Events of which only the hash is shown. */
  readonly hidden: number
}

/**
 * What is not shown of a history, and whether the history accounts for it. A payload passes for erased only when a key that its
 * entry names is one that a fact of the same history says is being destroyed; that fact is recorded before the deed.
 *
 * What is kept grows with the number of persons who were erased, not with that of events.
 */
export class Gaps {
  readonly #counts = { erased: 0, untold: 0, withheld: 0, hidden: 0 }
  readonly #destroyed = new Set<string>()
  /** Where the first payload without these keys stands. */
  readonly #erased = new Map<string, { readonly keys: readonly string[]; readonly position: number }>()

  get counts(): GapCounts {
    return this.#counts
  }

  add(event: ShownEvent, position: number): void {
    if (event.shown === 'all') {
      if (event.leaf.type === KEYS_NAMED) for (const key of namedIn(event.payload)) this.#destroyed.add(key)
    } else if (event.shown !== 'erased') this.#counts[event.shown]++
    else if (!event.leaf.keys) this.#counts.untold++
    else {
      this.#counts.erased++
      const { keys } = event.leaf
      const name = keys.join('\n')
      if (!this.#erased.has(name)) this.#erased.set(name, { keys, position })
    }
  }

  /** Throws for the first payload that is gone although no key of it was destroyed. Not before all events have come. */
  refuseUnaccounted(): void {
    for (const { keys, position } of this.#erased.values()) {
      if (keys.some((key) => this.#destroyed.has(key))) continue
      const sentence =
        'the payload is not shown as if it were erased, and no erasure that is recorded here names a key of it'
      throw new Fault(sentence, position)
    }
  }
}

function namedIn(payload: unknown): readonly string[] {
  const { keys } = (payload ?? {}) as { readonly keys?: unknown }
  return Array.isArray(keys) ? keys : []
}
