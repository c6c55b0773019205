import type { Pool } from 'pg'
import { readModels } from '../database.ts'
import type { ReferralInboxTable, ReferralStatus } from '../schema.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, toPage } from './page.ts'

export type ReferralRow = ReferralInboxTable

export interface ReferralFilter {
  readonly status?: ReferralStatus | undefined
  readonly partnershipId?: string | undefined
  readonly fromInstitutionId?: string | undefined
  readonly urgency?: string | undefined
  readonly clientId?: string | undefined
}

export interface ReferralPageRequest extends PageRequest {
  /** Default `newest` first. */
  readonly order?: 'newest' | 'oldest' | undefined
}

export async function referral(pool: Pool, ledger: string, referralId: string): Promise<ReferralRow | null> {
  const row = await readModels(pool)
    .selectFrom('referralInbox')
    .selectAll()
    .where('ledger', '=', ledger)
    .where('referralId', '=', referralId)
    .executeTakeFirst()
  return row ?? null
}

/** All referrals of a ledger, for its leader. */
export async function inbox(
  pool: Pool,
  ledger: string,
  filter: ReferralFilter = {},
  page: ReferralPageRequest = {},
): Promise<Page<ReferralRow>> {
  const limit = pageLimit(page)
  const newest = page.order !== 'oldest'
  let query = readModels(pool)
    .selectFrom('referralInbox')
    .selectAll()
    .where('ledger', '=', ledger)
    .orderBy('position', newest ? 'desc' : 'asc')
    .limit(limit + 1)
  if (page.after !== undefined) query = query.where('position', newest ? '<' : '>', decodeCursor(page.after))
  for (const column of ['status', 'partnershipId', 'fromInstitutionId', 'urgency', 'clientId'] as const) {
    const wanted = filter[column]
    if (wanted !== undefined) query = query.where(column, '=', wanted as never)
  }
  return toPage(await query.execute(), limit, ({ position }) => position)
}

/** What became of the referrals that an institution has sent: all that a sender may see. */
export const referralsOf = (
  pool: Pool,
  ledger: string,
  institutionId: string,
  page: ReferralPageRequest = {},
): Promise<Page<ReferralRow>> => inbox(pool, ledger, { fromInstitutionId: institutionId }, page)
