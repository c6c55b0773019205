import { readModels } from '@kooperacje/readmodels'
import type { Pool } from 'pg'
import type { Thing } from '../parts/steps.ts'

/** The newest social contract of a case, on paper or concluded: it has no page of its own, its steps stand on the case's. */
export async function contractsOf(pool: Pool, ledger: string, caseId: string): Promise<readonly Thing[]> {
  const rows = await readModels(pool)
    .selectFrom('caseTimeline')
    .select('summary')
    .where('ledger', '=', ledger)
    .where('caseId', '=', caseId)
    .where('type', '=', 'SocialContractDrafted')
    .orderBy('position', 'desc')
    .limit(1)
    .execute()
  return rows.flatMap(({ summary }) => {
    const { contractId } = summary as { contractId?: string }
    return contractId === undefined ? [] : [{ collection: '/contracts', id: contractId }]
  })
}
