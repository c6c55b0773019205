import { foldDeadlines, type PlacedEvent, storedEventDefinitions, type TimelinessCourse } from '@kooperacje/domain'
import type { LedgerPast } from '@kooperacje/events'
import { LRUCache } from 'lru-cache'
import type { Pool } from 'pg'
import { effectiveLedger } from '../effective.ts'
import { modelsOf } from '../models.ts'
import { factCacheOf } from './fact-cache.ts'

/** Reports of a month are asked for again and again while somebody reads them. */
const MOST_KEPT = 8
const kept = new WeakMap<Pool, LRUCache<string, Promise<readonly TimelinessCourse[]>>>()

const types = storedEventDefinitions.map(({ type }) => type).filter((type) => !type.startsWith('Deadline'))

/**
 * How every deadline of a ledger went, as it was known at a moment. The read model keeps how they go now: an entry made
 * since may have met one, moved it or taken it away. So the history up to that moment is folded anew, by the domain's own
 * fold; a town of 75,000 events takes about two seconds, once.
 */
export async function coursesKnownAt(
  pool: Pool,
  past: LedgerPast,
  ledger: string,
  until: Date,
): Promise<readonly TimelinessCourse[]> {
  const log = await factCacheOf(pool).log(ledger)
  const to = log.lastRecordedBy(until.getTime())
  const own = kept.get(pool) ?? new LRUCache<string, Promise<readonly TimelinessCourse[]>>({ max: MOST_KEPT })
  kept.set(pool, own)
  const key = `${ledger}/${to}`
  const known = own.get(key)
  if (known) return known
  const folding = fold(pool, past, ledger, to)
  own.set(key, folding)
  folding.catch(() => own.delete(key))
  return folding
}

async function fold(pool: Pool, past: LedgerPast, ledger: string, to: number): Promise<readonly TimelinessCourse[]> {
  const client = await pool.connect()
  const models = await modelsOf(client, ledger).finally(() => client.release())
  const events: PlacedEvent[] = []
  for await (const page of effectiveLedger(past, { ledger, to, types })) for (const event of page) events.push(event)
  return foldDeadlines(events, models)
}
