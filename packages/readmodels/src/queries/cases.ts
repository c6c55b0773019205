import { sql } from 'kysely'
import type { Pool } from 'pg'
import { readModels } from '../database.ts'
import type { CaseStatus, CasesTable } from '../schema.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, toPage } from './page.ts'

export type CaseRow = CasesTable

export interface CaseFilter {
  readonly status?: CaseStatus | readonly CaseStatus[] | undefined
  readonly partnershipId?: string | undefined
  readonly coordinatorId?: string | undefined
  readonly clientId?: string | undefined
  /** Only what this institution may see now, by its seat in the team and the client's consent. */
  readonly sharedWith?: string | undefined
}

export async function caseById(pool: Pool, ledger: string, caseId: string): Promise<CaseRow | null> {
  const row = await readModels(pool)
    .selectFrom('cases')
    .selectAll()
    .where('ledger', '=', ledger)
    .where('caseId', '=', caseId)
    .executeTakeFirst()
  return row ?? null
}

/** Newest first. */
export async function casesList(
  pool: Pool,
  ledger: string,
  filter: CaseFilter = {},
  page: PageRequest = {},
): Promise<Page<CaseRow>> {
  const limit = pageLimit(page)
  let query = readModels(pool)
    .selectFrom('cases')
    .selectAll()
    .where('ledger', '=', ledger)
    .orderBy('position', 'desc')
    .limit(limit + 1)
  if (page.after !== undefined) query = query.where('position', '<', decodeCursor(page.after))
  const { status, sharedWith } = filter
  if (typeof status === 'string') query = query.where('status', '=', status)
  else if (status !== undefined) query = query.where('status', 'in', [...status])
  for (const column of ['partnershipId', 'coordinatorId', 'clientId'] as const) {
    const wanted = filter[column]
    if (wanted !== undefined) query = query.where(column, '=', wanted)
  }
  if (sharedWith !== undefined) query = query.where(sql<boolean>`${sharedWith} = any(shared_with)`)
  return toPage(await query.execute(), limit, ({ position }) => position)
}
