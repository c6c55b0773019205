import type { Pool } from 'pg'
import { readModels } from '../database.ts'
import type { MeetingStatus, MeetingsTable } from '../schema.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, toPage } from './page.ts'

export type MeetingRow = MeetingsTable

export interface MeetingFilter {
  readonly status?: MeetingStatus | undefined
  readonly partnershipId?: string | undefined
  readonly caseId?: string | undefined
}

export async function meetingById(pool: Pool, ledger: string, meetingId: string): Promise<MeetingRow | null> {
  const row = await readModels(pool)
    .selectFrom('meetings')
    .selectAll()
    .where('ledger', '=', ledger)
    .where('meetingId', '=', meetingId)
    .executeTakeFirst()
  return row ?? null
}

/** Newest first. */
export async function meetingsList(
  pool: Pool,
  ledger: string,
  filter: MeetingFilter = {},
  page: PageRequest = {},
): Promise<Page<MeetingRow>> {
  const limit = pageLimit(page)
  let query = readModels(pool)
    .selectFrom('meetings')
    .selectAll()
    .where('ledger', '=', ledger)
    .orderBy('position', 'desc')
    .limit(limit + 1)
  if (page.after !== undefined) query = query.where('position', '<', decodeCursor(page.after))
  for (const column of ['status', 'partnershipId', 'caseId'] as const) {
    const wanted = filter[column]
    if (wanted !== undefined) query = query.where(column, '=', wanted as never)
  }
  return toPage(await query.execute(), limit, ({ position }) => position)
}
