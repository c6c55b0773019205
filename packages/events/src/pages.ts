import type { EventStore, RecordedEvent } from './types.ts'

export interface PagesOptions {
  /** First position. Default 1. */
  readonly from?: number
  /** Last position. Default: the head when reading begins. */
  readonly to?: number
  readonly types?: readonly string[]
  readonly open?: boolean
  /** Positions a page. Default 2000. */
  readonly page?: number
}

/**
 * A ledger page by page, complete and in order: catch-up, export, proof. Because positions have no gaps, the next page
 * is known before this one has come: it is asked for while the caller works on this one.
 */
export async function* ledgerPages(
  store: EventStore,
  ledger: string,
  { from = 1, to, page = 2000, ...options }: PagesOptions = {},
): AsyncGenerator<RecordedEvent[]> {
  const last = to ?? (await store.head(ledger))
  const read = (first: number) =>
    store.readLedger(ledger, { ...options, from: first, to: Math.min(last, first + page - 1), limit: page })
  let next = from <= last ? read(from) : null
  for (let first = from; next !== null; first += page) {
    const events = await next
    next = first + page <= last ? read(first + page) : null
    // Its failure is told when its turn comes; until then nobody listens.
    next?.catch(() => {})
    yield events
  }
}
