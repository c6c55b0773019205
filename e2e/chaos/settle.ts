import { setTimeout as sleep } from 'node:timers/promises'
import { businessDate } from '@kooperacje/domain'
import { projectionLag } from '@kooperacje/events'
import { projections } from '@kooperacje/readmodels'
import type { Pool } from 'pg'
import { lastDigestDay } from './check/digest-day.ts'
import { type Finding, findings } from './check/finding.ts'
import { owedNow } from './check/notices.ts'
import type { World } from './system/world.ts'

const LOOK_MS = 250
/** What still moves after this is at something that has no end. */
const RESTS_WITHIN_MS = 600_000
/** The one projection that the workers have of their own. */
const PERSON_SEARCH = 'person_search'

export interface SettleOptions {
  readonly ledgers: readonly string[]
  /** What has not moved for so long, while nothing is wrong any more, will not. */
  readonly standsStillMs: number
}

/**
 * Waits until everything that was begun has been done, or nothing moves any more; then the laws say what is missing. Leases
 * and pauses before another attempt are waited for by putting the workers' clocks forward.
 */
export async function settle(
  world: World,
  pool: Pool,
  { ledgers, standsStillMs }: SettleOptions,
): Promise<readonly Finding[]> {
  let before = ''
  const until = performance.now() + RESTS_WITHIN_MS
  for (let since = performance.now(); performance.now() - since < standsStillMs; await sleep(LOOK_MS)) {
    const { left, at, waitsUntil } = await lookAt(pool, ledgers, now(world))
    if (left === 0 && at === before) break
    if (performance.now() > until) return findings('comes-to-rest', [`${left} are left to do, at ${at}`])
    if (waitsUntil !== null) putForward(world, waitsUntil)
    if (at !== before || waitsUntil !== null) since = performance.now()
    before = at
  }
  return catchUp(pool, standsStillMs)
}

/** Waits until every projection is at the head of every ledger. */
async function catchUp(pool: Pool, standsStillMs: number): Promise<readonly Finding[]> {
  const names = [...projections.map(({ name }) => name), PERSON_SEARCH]
  let before = 0
  for (let since = performance.now(); ; await sleep(LOOK_MS)) {
    const all = await projectionLag(pool, names)
    const behind = all.filter(({ position, head }) => position < head)
    if (behind.length === 0) return []
    const taken = all.reduce((sum, { position }) => sum + position, 0)
    if (taken > before) since = performance.now()
    before = taken
    if (performance.now() - since < standsStillMs) continue
    return findings(
      'projections-catch-up',
      behind.map(({ projection, ledger, position, head }) => `${projection} of ${ledger} is at ${position} of ${head}`),
    )
  }
}

/** The moment that the workers live in. */
export const now = (world: World): Date =>
  new Date(Math.max(...world.workers.map(({ clock }) => clock.now().getTime())))

function putForward(world: World, moment: Date): void {
  const offset = Math.max(moment.getTime() - Date.now() + 1000, ...world.workers.map(({ clock }) => clock.offsetMs))
  for (const { clock } of world.workers) clock.set(offset)
}

/** How much is left to do, a text that changes when something is done, and until when somebody's lease or pause runs. */
async function lookAt(pool: Pool, ledgers: readonly string[], moment: Date) {
  const asOf = { day: businessDate(moment.toISOString()), moment: moment.toISOString() }
  const { rows } = await pool.query<{ at: string; left: number; until: Date | null }>(
    `with open as (
       select claimed_until from rm.mail_outbox where status = 'PENDING'
       union all select claimed_until from mail.digests where status = 'OPEN' and day <= $1
     )
     select (select count(*)::int from open)
              + (select count(*)::int from es.ledgers l left join es.logs g using (ledger)
                  where l.head <> coalesce(g.size, 0)) as left,
            (select max(claimed_until) from open where claimed_until > $2) as until,
            concat((select sum(head) from es.ledgers), '/', (select sum(position) from es.checkpoints), '/',
                   (select sum(size) from es.logs), '/', (select count(*) from open)) as at`,
    [lastDigestDay(moment), asOf.moment],
  )
  const { at = '', left = 0, until = null } = rows[0] ?? {}
  const owed = await owedNow(pool, ledgers, asOf)
  return { left: left + owed.length, at, waitsUntil: until }
}
