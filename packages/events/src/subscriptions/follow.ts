import type { EventStore, ReadOptions, RecordedEvent } from '../types.ts'
import type { HeadWatch } from './head-watch.ts'

/** What came next in a ledger. */
export interface Batch {
  /** In order, none left out that was asked for. Empty where only others came: then only the position has moved. */
  readonly events: readonly RecordedEvent[]
  /** Everything up to here was looked at: where to go on from. */
  readonly position: number
  /** The ledger's head when it was last looked at. `position` is the same once the consumer has caught up. */
  readonly head: number
}

export interface FollowOptions {
  readonly ledger: string
  /** The last position that the consumer has seen. Default 0: from the beginning. */
  readonly after?: number | undefined
  readonly types?: readonly string[] | undefined
  readonly streamTypes?: readonly string[] | undefined
  /** Default false: a consumer that needs personal fields opened says so. */
  readonly open?: boolean | undefined
  /** Events a batch at most. Default 500. */
  readonly page?: number | undefined
  /** Ends it, also while it waits for the ledger to grow. */
  readonly signal?: AbortSignal | undefined
}

/** What is rare is looked for in ever longer stretches: up to so many pages of positions a read. */
const LONGEST_STRETCH = 32

/**
 * A ledger from a position on, first what is there, then what comes. Nothing is pushed: the consumer asks for the next
 * batch when it is done with this one, and one more is read ahead meanwhile, so that a slow consumer costs two batches of
 * memory and nobody else's time. Positions have no gaps and are in the order of commits, so that `position > last`
 * is complete whatever other transactions are open.
 */
export async function* follow(
  store: EventStore,
  watch: HeadWatch,
  { ledger, after = 0, types, streamTypes, open = false, page = 500, signal }: FollowOptions,
): AsyncGenerator<Batch, void> {
  const filter = { open, ...(types && { types }), ...(streamTypes && { streamTypes }) } satisfies ReadOptions
  let stretch = page
  let head = 0
  const readOn = async (position: number): Promise<Batch | null> => {
    if (position >= head) return null
    const to = Math.min(head, position + stretch)
    const events = await store.readLedger(ledger, { ...filter, from: position + 1, to, limit: page })
    const isFull = events.length === page
    stretch = isFull ? page : Math.min(stretch * 2, page * LONGEST_STRETCH)
    return { events, position: isFull ? (events.at(-1) as RecordedEvent).position : to, head }
  }
  let position = after
  let coming: Promise<Batch | null> | null = null
  try {
    while (!signal?.aborted) {
      const batch: Batch | null = await (coming ?? readOn(position))
      coming = null
      if (batch === null) {
        const grown = await watch.beyond(ledger, position, signal)
        if (grown === null) return
        head = grown
        continue
      }
      position = batch.position
      coming = readOn(position)
      // Its failure is told when its turn comes; until then nobody listens.
      coming.catch(() => {})
      yield batch
    }
  } finally {
    // A read that is under way holds a connection: it ends before the caller goes on.
    await coming?.catch(() => {})
  }
}
