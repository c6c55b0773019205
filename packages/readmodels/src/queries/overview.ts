import type { Pool } from 'pg'
import { readModels } from '../database.ts'
import { type DeadlineRow, withRules } from './deadlines.ts'
import { type PartnershipRow, partnershipsList } from './partnerships.ts'
import { inbox, type ReferralRow } from './referrals.ts'

/** How many rows of each kind the first page shows; the counts are of all. */
const SHOWN = 20

export interface Overview {
  readonly today: string
  readonly partnerships: readonly PartnershipRow[]
  readonly openReferrals: { readonly count: number; readonly oldest: readonly ReferralRow[] }
  /** Open, near enough to be reminded of, not yet past. */
  readonly dueSoon: { readonly count: number; readonly first: readonly DeadlineRow[] }
  readonly overdue: { readonly count: number; readonly first: readonly DeadlineRow[] }
  readonly openCases: number
}

export async function overview(pool: Pool, ledger: string, today: string): Promise<Overview> {
  const db = readModels(pool)
  const open = db
    .selectFrom('deadlines')
    .where('ledger', '=', ledger)
    .where('status', '=', 'OPEN')
    .where('pausedOn', 'is', null)
    // Waiting for a day to pass is no duty; and what tells of violence is not on the page that everybody opens first.
    .where('bound', '=', 'AT_MOST')
    .where('restricted', '=', false)
  const soon = open.where('remindOn', '<=', today).where('dueOn', '>=', today)
  const [partnerships, waiting, oldest, dueSoon, dueSoonCount, overdue, overdueCount, cases] = await Promise.all([
    partnershipsList(pool, ledger),
    db
      .selectFrom('referralInbox')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('ledger', '=', ledger)
      .where('status', '=', 'WAITING')
      .executeTakeFirstOrThrow(),
    inbox(pool, ledger, { status: 'WAITING' }, { order: 'oldest', limit: SHOWN }),
    soon.selectAll().orderBy('dueOn').orderBy('startedAt').orderBy('rule').limit(SHOWN).execute(),
    soon.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow(),
    open
      .where('dueOn', '<', today)
      .selectAll()
      .orderBy('dueOn')
      .orderBy('startedAt')
      .orderBy('rule')
      .limit(SHOWN)
      .execute(),
    open
      .where('dueOn', '<', today)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('cases')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('ledger', '=', ledger)
      .where('status', 'not in', ['CLOSED', 'REJECTED'])
      .executeTakeFirstOrThrow(),
  ])
  const ruled = await withRules(pool, ledger, [...dueSoon, ...overdue])
  return {
    today,
    partnerships,
    openReferrals: { count: waiting.count, oldest: oldest.items },
    dueSoon: { count: dueSoonCount.count, first: ruled.slice(0, dueSoon.length) },
    overdue: { count: overdueCount.count, first: ruled.slice(dueSoon.length) },
    openCases: cases.count,
  }
}
