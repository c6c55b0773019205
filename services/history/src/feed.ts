import type { EventStore, ReadOptions, RecordedEvent } from '@kooperacje/events'
import type { StreamName } from './stream-name.ts'
import type { Stretch } from './warsaw-days.ts'

/** What reading the past needs of a store. */
export type PastStore = Pick<EventStore, 'readStream' | 'readLedger'>

/** Which events of one ledger, in which order. */
export interface FeedQuery {
  readonly ledger: string
  readonly stream?: StreamName | undefined
  /** Positions of the ledger, or versions of the stream when there is one; both inclusive, whatever the direction. */
  readonly from?: number | undefined
  /** At most the head as it was when the command began: on a busy ledger a reader would else never arrive. */
  readonly to: number
  readonly types?: readonly string[] | undefined
  readonly since?: Stretch | undefined
  readonly until?: Stretch | undefined
  readonly recordedUntil?: Stretch | undefined
  readonly backward?: boolean | undefined
  readonly limit?: number | undefined
  /** What the reader may not see is passed over, and does not count towards `limit`. */
  readonly keep?: ((event: RecordedEvent) => boolean) | undefined
  readonly open: boolean
  /** Once it is aborted nothing more is read: a search that finds nothing would else go on for a reader who has left. */
  readonly signal?: AbortSignal | undefined
}

/** Places a read. Large enough that the round trip does not count, small enough to weigh some megabytes. */
const WINDOW = 2000

/**
 * Events in order, batch by batch: one batch is in the hands of the caller and the next on its way, so a ledger of any
 * length passes in constant memory. Dates are compared here and not by the server: the business date has no
 * index, and because paper is entered late it says nothing about the position.
 */
export async function* readFeed(store: PastStore, query: FeedQuery): AsyncGenerator<readonly RecordedEvent[]> {
  const { keep = () => true } = query
  let left = query.limit ?? Number.POSITIVE_INFINITY
  for await (const batch of prefetched(batches(store, query))) {
    const wanted = batch.filter((event) => isWithin(event, query) && keep(event)).slice(0, left)
    if (wanted.length > 0) yield wanted
    left -= wanted.length
    if (left <= 0) return
  }
}

/**
 * Places run 1, 2, 3, … without a gap, so a window of them is bounded whatever filter is laid over it. `limit` alone
 * would not be: to find the first few of a rare type the server may read, and on a table without statistics even sort,
 * all that is left of the ledger, once for each batch.
 */
async function* batches(store: PastStore, query: FeedQuery): AsyncGenerator<readonly RecordedEvent[]> {
  const { backward = false, types, open, from: first = 1, to: last, signal } = query
  // Without a filter every event read is an event shown: no reason to read more than are asked for.
  const filtered = query.since ?? query.until ?? query.recordedUntil ?? query.keep ?? types?.length
  const size = filtered ? WINDOW : Math.min(WINDOW, query.limit ?? WINDOW)
  for (let done = 0; first + done <= last && !signal?.aborted; done += size) {
    const lower = backward ? Math.max(first, last - done - size + 1) : first + done
    const upper = backward ? last - done : Math.min(last, first + done + size - 1)
    const events = await read(store, query, {
      limit: size,
      open,
      ...(types?.length ? { types } : {}),
      // The store reads from where one stands: backward, that is the upper end.
      ...(backward ? { direction: 'backward', from: upper, to: lower } : { from: lower, to: upper }),
    })
    if (events.length > 0) yield events
  }
}

const read = (store: PastStore, { ledger, stream }: FeedQuery, options: ReadOptions) =>
  stream ? store.readStream(ledger, stream.type, stream.id, options) : store.readLedger(ledger, options)

function isWithin(
  { occurredAt, recordedAt }: RecordedEvent,
  { since, until, recordedUntil }: Pick<FeedQuery, 'since' | 'until' | 'recordedUntil'>,
): boolean {
  if (since && occurredAt < since.first) return false
  if (until && occurredAt >= until.after) return false
  return !recordedUntil || recordedAt < recordedUntil.after
}

/** Asks for the next item while the caller still works on this one; never for more than one. */
async function* prefetched<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  let coming = source.next()
  try {
    for (;;) {
      const { value, done } = await coming
      if (done) return
      coming = source.next()
      // Should it fail while the caller still works, the failure is met above, when it is its turn.
      coming.catch(() => {})
      yield value
    }
  } finally {
    // A read that is under way holds a connection: it ends before the caller goes on.
    await coming.catch(() => {})
    await source.return(undefined)
  }
}
