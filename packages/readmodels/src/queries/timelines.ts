import type { Pool } from 'pg'
import { readModels } from '../database.ts'
import type { CaseTimelineTable, PartnershipTimelineTable } from '../schema.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, toPage } from './page.ts'

export type CaseTimelineRow = CaseTimelineTable
export type PartnershipTimelineRow = PartnershipTimelineTable

export interface CaseTimelineRequest extends PageRequest {
  /** True: also what only those may see who may know of a Blue Card procedure. */
  readonly restricted?: boolean | undefined
}

/** Oldest first, as a history is told. */
export async function caseTimeline(
  pool: Pool,
  ledger: string,
  caseId: string,
  page: CaseTimelineRequest = {},
): Promise<Page<CaseTimelineRow>> {
  const limit = pageLimit(page)
  const rows = await readModels(pool)
    .selectFrom('caseTimeline')
    .selectAll()
    .where('ledger', '=', ledger)
    .where('caseId', '=', caseId)
    .$if(page.restricted !== true, (query) => query.where('restricted', '=', false))
    .where('position', '>', page.after === undefined ? 0 : decodeCursor(page.after))
    .orderBy('position')
    .limit(limit + 1)
    .execute()
  return toPage(rows, limit, ({ position }) => position)
}

/** Only what those may see who may know of a Blue Card procedure. Few facts: never a page of them. */
export const restrictedHistory = (pool: Pool, ledger: string, caseId: string): Promise<CaseTimelineRow[]> =>
  readModels(pool)
    .selectFrom('caseTimeline')
    .selectAll()
    .where('ledger', '=', ledger)
    .where('caseId', '=', caseId)
    .where('restricted', '=', true)
    .orderBy('position')
    .limit(100)
    .execute()

export async function partnershipTimeline(
  pool: Pool,
  ledger: string,
  partnershipId: string,
  page: PageRequest = {},
): Promise<Page<PartnershipTimelineRow>> {
  const limit = pageLimit(page)
  const rows = await readModels(pool)
    .selectFrom('partnershipTimeline')
    .selectAll()
    .where('ledger', '=', ledger)
    .where('partnershipId', '=', partnershipId)
    .where('position', '>', page.after === undefined ? 0 : decodeCursor(page.after))
    .orderBy('position')
    .limit(limit + 1)
    .execute()
  return toPage(rows, limit, ({ position }) => position)
}
