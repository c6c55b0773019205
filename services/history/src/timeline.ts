import type { RecordedEvent } from '@kooperacje/events'
import { type Clearance, maySee } from './clearance.ts'
import { type FeedQuery, type PastStore, readFeed } from './feed.ts'
import { type TimelineRow, timelineRow } from './rows.ts'
import type { StreamName } from './stream-name.ts'
import type { Stretch } from './warsaw-days.ts'

/** `from` and `to` are positions, also where only one stream is asked for. */
export interface TimelineQuery extends Omit<FeedQuery, 'keep' | 'open'> {
  readonly recordedSince?: Stretch | undefined
  readonly actorId?: string | undefined
  /** Everything that goes back to one request. */
  readonly correlationId?: string | undefined
  readonly clearance: Clearance
}

/**
 * The history of a ledger or of one thing, batch by batch, in constant memory. What is withheld from the reader shows as a taken
 * position where positions and times of recording alone were asked for: any other question would tell something of it.
 */
export async function* timelineOf(store: PastStore, query: TimelineQuery): AsyncGenerator<readonly TimelineRow[]> {
  const { stream, clearance } = query
  const feed: FeedQuery = { ...query, keep: keepOf(query), open: false }
  const read = stream ? { ...feed, from: 1, to: await lastVersionOf(store, query.ledger, stream) } : feed
  for await (const events of readFeed(store, read)) {
    const rows: TimelineRow[] = []
    // One by one: what a row asks of the store besides must not take every connection.
    for (const event of events) rows.push(await timelineRow(store, event, clearance))
    yield rows
  }
}

/** 0 when there is no such stream. */
export async function lastVersionOf(store: PastStore, ledger: string, { type, id }: StreamName): Promise<number> {
  const [last] = await store.readStream(ledger, type, id, { direction: 'backward', limit: 1, open: false })
  return last?.streamVersion ?? 0
}

/** Undefined where everything is kept: then no more is read than is shown. */
function keepOf(query: TimelineQuery): FeedQuery['keep'] {
  const { stream, from = 1, to, recordedSince, actorId, correlationId, since, until, types, clearance } = query
  const asksMore = stream ?? since ?? until ?? actorId ?? correlationId ?? (types?.length ? types : undefined)
  if (asksMore === undefined && recordedSince === undefined) return undefined
  return (event: RecordedEvent) =>
    (asksMore === undefined || maySee(event, clearance)) &&
    (stream === undefined || (event.position >= from && event.position <= to)) &&
    (recordedSince === undefined || event.recordedAt >= recordedSince.first) &&
    (actorId === undefined || event.metadata.actorId === actorId) &&
    (correlationId === undefined || event.metadata.correlationId === correlationId)
}
