import { setTimeout as pause } from 'node:timers/promises'
import { businessDate } from '@kooperacje/domain'
import { casesList, inbox } from '@kooperacje/readmodels'
import type { Pool } from 'pg'
import { maySeeCase } from '../auth/case-visibility.ts'
import { type Purpose, recordDisclosure } from '../auth/disclosures.ts'
import { may } from '../auth/permissions.ts'
import type { Principal } from '../auth/principal.ts'
import type { ApiContext } from '../http/context.ts'
import { countSearch } from './throttle.ts'

export interface FoundClient {
  readonly clientId: string
  readonly cases: readonly { readonly caseId: string; readonly status: string }[]
  readonly referrals: readonly { readonly referralId: string; readonly status: string }[]
}

type Means = Pick<ApiContext, 'pool' | 'searchKeys' | 'now'>

/** An answer takes at least this long, so that its time does not tell whether there was somebody to look for. */
const ANSWER_MS = 100

/**
 * The clients of this PESEL that the caller may know of: of a case or a referral that they may see. Of others the answer is the
 * same as of nobody. Put on record, and counted against trying numbers out.
 */
export async function findClient(
  { pool, searchKeys, now }: Means,
  by: Principal,
  asked: { readonly ledger: string; readonly pesel: string; readonly purpose: Purpose },
): Promise<readonly FoundClient[]> {
  const { ledger, pesel, purpose } = asked
  await countSearch(pool, ledger, by, purpose)
  // Whoever it finds has a line of their own; this one is for those who look through what was searched.
  await recordDisclosure(pool, by, { ledger, subject: '*', object: 'search/pesel', fields: ['PESEL'], purpose })
  const earliest = pause(ANSWER_MS)
  const { rows } = await pool.query<{ subject: string }>(
    `select distinct subject from es.search_index where ledger = $1 and field = 'pesel' and hash = $2 order by 1`,
    [ledger, await searchKeys.hash(ledger, 'pesel', pesel)],
  )
  const today = businessDate(now().toISOString())
  const found: FoundClient[] = []
  for (const { subject } of rows) {
    const seen = await visible(pool, ledger, subject, by, today)
    if (seen.cases.length + seen.referrals.length === 0) continue
    await recordDisclosure(pool, by, { ledger, subject, object: `client/${subject}`, fields: ['PESEL'], purpose })
    found.push(seen)
  }
  await earliest
  return found
}

/** More than one person has. */
const MOST = { limit: 200 }

/** Cases and referrals of a client, as far as the caller may see them. */
async function visible(
  pool: Pool,
  ledger: string,
  clientId: string,
  by: Principal,
  today: string,
): Promise<FoundClient> {
  const cases = await casesList(pool, ledger, { clientId }, MOST)
  const referrals = await inbox(pool, ledger, { clientId }, { ...MOST, order: 'oldest' })
  return {
    clientId,
    cases: cases.items
      .toReversed()
      .filter((row) => maySeeCase(by, row, today))
      .map(({ caseId, status }) => ({ caseId, status })),
    referrals: referrals.items
      .filter((row) => may(by.role, 'referral.read') || row.fromInstitutionId === by.institutionId)
      .map(({ referralId, status }) => ({ referralId, status })),
  }
}

/**
 * What else is known of the client of a referral: the same key of a person, or another one of the same PESEL. Asked of the
 * index alone, nothing is opened for it; only for those who see every case.
 */
export async function knownBefore(
  { pool, now }: Pick<Means, 'pool' | 'now'>,
  by: Principal,
  ledger: string,
  referralId: string,
): Promise<readonly FoundClient[]> {
  if (!may(by.role, 'case.read') || !may(by.role, 'referral.read')) return []
  const { rows } = await pool.query<{ subject: string }>(
    `select client_id as subject from rm.referral_inbox where ledger = $1 and referral_id = $2
     union
     select o.subject from es.search_index m join es.search_index o using (ledger, field, hash)
      where m.ledger = $1 and m.stream = 'referral/' || $2 order by 1`,
    [ledger, referralId],
  )
  const today = businessDate(now().toISOString())
  const seen = await Promise.all(rows.map(({ subject }) => visible(pool, ledger, subject, by, today)))
  return seen
    .map(({ referrals, ...rest }) => ({
      ...rest,
      referrals: referrals.filter((each) => each.referralId !== referralId),
    }))
    .filter(({ cases, referrals }) => cases.length + referrals.length > 0)
}
