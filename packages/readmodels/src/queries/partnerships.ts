import type { Pool } from 'pg'
import { readModels } from '../database.ts'
import type { InstitutionsTable, PartnershipMembersTable, PartnershipsTable } from '../schema.ts'
import type { Page } from './page.ts'
import { type PartnershipTimelineRow, partnershipTimeline } from './timelines.ts'

export type PartnershipRow = PartnershipsTable
export type InstitutionRow = InstitutionsTable
/** The name is null for an institution that was never registered in the ledger. */
export type MemberRow = PartnershipMembersTable & { name: string | null }

export interface PartnershipDetail extends PartnershipRow {
  readonly memberList: readonly MemberRow[]
  /** The first page; `partnershipTimeline` goes on. */
  readonly timeline: Page<PartnershipTimelineRow>
}

export async function partnershipsList(pool: Pool, ledger: string): Promise<PartnershipRow[]> {
  return readModels(pool)
    .selectFrom('partnerships')
    .selectAll()
    .where('ledger', '=', ledger)
    .orderBy('position')
    .limit(1000)
    .execute()
}

export async function partnershipById(
  pool: Pool,
  ledger: string,
  partnershipId: string,
): Promise<PartnershipDetail | null> {
  const [row, memberList, timeline] = await Promise.all([
    readModels(pool)
      .selectFrom('partnerships')
      .selectAll()
      .where('ledger', '=', ledger)
      .where('partnershipId', '=', partnershipId)
      .executeTakeFirst(),
    partnershipMembers(pool, ledger, partnershipId),
    partnershipTimeline(pool, ledger, partnershipId),
  ])
  return row ? { ...row, memberList, timeline } : null
}

export async function partnershipMembers(pool: Pool, ledger: string, partnershipId: string): Promise<MemberRow[]> {
  return readModels(pool)
    .selectFrom('partnershipMembers as m')
    .leftJoin('institutions as i', (join) =>
      join.onRef('i.ledger', '=', 'm.ledger').onRef('i.institutionId', '=', 'm.institutionId'),
    )
    .selectAll('m')
    .select('i.name')
    .where('m.ledger', '=', ledger)
    .where('m.partnershipId', '=', partnershipId)
    .orderBy('m.position')
    .orderBy('m.institutionId')
    .execute()
}

export async function institutionsList(pool: Pool, ledger: string): Promise<InstitutionRow[]> {
  return readModels(pool)
    .selectFrom('institutions')
    .selectAll()
    .where('ledger', '=', ledger)
    .orderBy('name')
    .limit(5000)
    .execute()
}
