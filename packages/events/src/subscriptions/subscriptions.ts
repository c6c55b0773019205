import type { EventRegistry } from '../registry.ts'
import type { EventStore } from '../types.ts'
import { type Batch, type FollowOptions, follow } from './follow.ts'
import type { HeadWatch } from './head-watch.ts'

export type SubscriptionRefusal =
  | { readonly code: 'unknown-ledger'; readonly ledger: string }
  | { readonly code: 'unknown-event-type'; readonly type: string }
  | { readonly code: 'unknown-stream-type'; readonly streamType: string }
  | { readonly code: 'position-beyond-head'; readonly position: number; readonly head: number }
  | { readonly code: 'invalid-position'; readonly position: number }

export type Subscribed =
  | { readonly ok: true; readonly batches: AsyncGenerator<Batch, void> }
  | { readonly ok: false; readonly refusal: SubscriptionRefusal }

export interface SubscriptionsOptions {
  readonly store: EventStore
  readonly watch: HeadWatch
  readonly registry: EventRegistry
  /** Categories of streams that there are. */
  readonly streamTypes: Iterable<string>
}

/** Where the consumers of a process subscribe: projections, streams to clients, exports. */
export class Subscriptions {
  readonly #store: EventStore
  readonly #watch: HeadWatch
  readonly #registry: EventRegistry
  readonly #streamTypes: ReadonlySet<string>

  constructor({ store, watch, registry, streamTypes }: SubscriptionsOptions) {
    this.#store = store
    this.#watch = watch
    this.#registry = registry
    this.#streamTypes = new Set(streamTypes)
  }

  /** What comes after a position of a ledger, without end; the consumer keeps the position of the last batch it has done. */
  async subscribe(options: FollowOptions): Promise<Subscribed> {
    const refusal = await this.#refusal(options)
    return refusal ? { ok: false, refusal } : { ok: true, batches: follow(this.#store, this.#watch, options) }
  }

  async #refusal(options: FollowOptions): Promise<SubscriptionRefusal | null> {
    const { ledger, after = 0, types = [], streamTypes = [] } = options
    const type = types.find((one) => !this.#registry.get(one))
    if (type !== undefined) return { code: 'unknown-event-type', type }
    const streamType = streamTypes.find((one) => !this.#streamTypes.has(one))
    if (streamType !== undefined) return { code: 'unknown-stream-type', streamType }
    if (!Number.isSafeInteger(after) || after < 0) return { code: 'invalid-position', position: after }
    const head = await this.#store.head(ledger)
    if (head === 0) return { code: 'unknown-ledger', ledger }
    // A history that is shorter than what its reader knows of it is another one: a backup that was put back, say.
    return after > head ? { code: 'position-beyond-head', position: after, head } : null
  }
}
