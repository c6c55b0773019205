import type { Pool } from 'pg'
import type { CaseActionsTable, CaseConsentsTable, CaseGoalsTable } from '../case-tables.ts'
import { readModels } from '../database.ts'

export type CaseConsentRow = CaseConsentsTable
export type CaseGoalRow = CaseGoalsTable
export type CaseActionRow = CaseActionsTable

/** In the order in which they were given. */
export const caseConsents = (pool: Pool, ledger: string, caseId: string): Promise<CaseConsentRow[]> =>
  readModels(pool)
    .selectFrom('caseConsents')
    .selectAll()
    .where('ledger', '=', ledger)
    .where('caseId', '=', caseId)
    .orderBy('position')
    .execute()

/** The present plan, in the order in which it was agreed. */
export async function casePlan(
  pool: Pool,
  ledger: string,
  caseId: string,
): Promise<{ readonly goals: readonly CaseGoalRow[]; readonly actions: readonly CaseActionRow[] }> {
  const [goals, actions] = await Promise.all([
    readModels(pool)
      .selectFrom('caseGoals')
      .selectAll()
      .where('ledger', '=', ledger)
      .where('caseId', '=', caseId)
      .where('ofPresentPlan', '=', true)
      .orderBy('position')
      .orderBy('goalId')
      .execute(),
    readModels(pool)
      .selectFrom('caseActions')
      .selectAll()
      .where('ledger', '=', ledger)
      .where('caseId', '=', caseId)
      .where('ofPresentPlan', '=', true)
      .orderBy('position')
      .orderBy('actionId')
      .execute(),
  ])
  return { goals, actions }
}

export interface RunOutConsent {
  readonly ledger: string
  readonly caseId: string
  readonly consentId: string
}

/** Consents whose last day has passed and of which nobody has recorded that they ran out, the oldest first. */
export const consentsRunOutBy = (pool: Pool, day: string, limit: number): Promise<RunOutConsent[]> =>
  readModels(pool)
    .selectFrom('caseConsents as consent')
    .innerJoin('cases as case', (join) =>
      join.onRef('case.ledger', '=', 'consent.ledger').onRef('case.caseId', '=', 'consent.caseId'),
    )
    .select(['consent.ledger', 'consent.caseId', 'consent.consentId'])
    .where('consent.status', '!=', 'ENDED')
    .where('consent.validUntil', '<', day)
    .where('case.status', 'not in', ['CLOSED', 'REJECTED', 'FOLLOWED_UP'])
    .orderBy('consent.validUntil')
    .limit(limit)
    .execute()
