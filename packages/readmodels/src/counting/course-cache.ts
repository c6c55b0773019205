import type { TimelinessCourse } from '@kooperacje/domain'
import { LRUCache } from 'lru-cache'
import type { Pool } from 'pg'
import { readModels } from '../database.ts'

interface Kept {
  readonly courses: Map<string, TimelinessCourse | null>
  upTo: number
  /** Made anew when something changed. */
  list: readonly TimelinessCourse[] | null
  reading: Promise<unknown>
}

/** Ledgers whose deadlines are kept; a town has some 20,000 of them. */
const MOST_LEDGERS = 50

const kept = new WeakMap<Pool, LRUCache<string, Kept>>()

/**
 * How every deadline of a ledger goes, as the read model has it now. Like the facts, only what changed since the last
 * question is read; when the number of rows does not come out, one was taken away, and all are read again.
 */
export async function timelinessCourses(pool: Pool, ledger: string): Promise<readonly TimelinessCourse[]> {
  const ledgers = kept.get(pool) ?? new LRUCache<string, Kept>({ max: MOST_LEDGERS })
  kept.set(pool, ledgers)
  const own = ledgers.get(ledger) ?? { courses: new Map(), upTo: 0, list: null, reading: Promise.resolve() }
  ledgers.set(ledger, own)
  const read = own.reading.then(() => readOn(pool, ledger, own))
  own.reading = read.catch(() => {})
  await read
  own.list ??= [...own.courses.values()].filter((course) => course !== null)
  return own.list
}

async function readOn(pool: Pool, ledger: string, own: Kept): Promise<void> {
  await take(pool, ledger, own)
  const { count } = await readModels(pool)
    .selectFrom('deadlines')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('ledger', '=', ledger)
    .where(({ eb }) => eb.or([eb('cancelledBy', 'is', null), eb('cancelledBy', '!=', 'ANNULLED')]))
    .executeTakeFirstOrThrow()
  if (Number(count) === own.courses.size) return
  own.courses.clear()
  own.list = null
  own.upTo = 0
  await take(pool, ledger, own)
}

async function take(pool: Pool, ledger: string, own: Kept): Promise<void> {
  const rows = await readModels(pool)
    .selectFrom('deadlines')
    .select([
      'rule',
      'origin',
      'bound',
      'startedOn',
      'dueOn',
      'stoppedOn',
      'cancelledOn',
      'cancelledBy',
      'startedAt',
      'stoppedAt',
      'updatedPosition',
    ])
    .where('ledger', '=', ledger)
    .where('updatedPosition', '>', own.upTo)
    .execute()
  if (rows.length > 0) own.list = null
  for (const { startedAt, stoppedAt, cancelledBy, updatedPosition, ...row } of rows) {
    const key = `${row.rule}/${startedAt}`
    own.upTo = Math.max(own.upTo, updatedPosition)
    // By what is known now nothing ever began it. Its row is counted all the same, so its place is kept.
    const course = { ...row, startPosition: startedAt, stopPosition: stoppedAt }
    own.courses.set(key, cancelledBy === 'ANNULLED' ? null : course)
  }
}
