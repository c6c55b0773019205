import type { Pool } from 'pg'
import { readModels } from '../database.ts'
import type {
  AgreementsTable,
  MilestonesTable,
  PilotPhasesTable,
  PilotsTable,
  PilotTargetsTable,
  SupportActivitiesTable,
} from '../governance-tables.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, toPage } from './page.ts'

/** A ledger has few of these: longer lists would be a mistake somewhere else. */
const FEW = 500

export const agreementsList = (pool: Pool, ledger: string): Promise<AgreementsTable[]> =>
  readModels(pool)
    .selectFrom('agreements')
    .selectAll()
    .where('ledger', '=', ledger)
    .orderBy('position')
    .limit(FEW)
    .execute()

export interface PilotDetail extends PilotsTable {
  readonly phases: readonly PilotPhasesTable[]
  readonly targets: readonly PilotTargetsTable[]
}

export async function pilotsList(pool: Pool, ledger: string): Promise<PilotDetail[]> {
  const db = readModels(pool)
  const [pilots, phases, targets] = await Promise.all([
    db.selectFrom('pilots').selectAll().where('ledger', '=', ledger).orderBy('position').limit(FEW).execute(),
    db.selectFrom('pilotPhases').selectAll().where('ledger', '=', ledger).orderBy('position').limit(FEW).execute(),
    db.selectFrom('pilotTargets').selectAll().where('ledger', '=', ledger).orderBy('position').limit(FEW).execute(),
  ])
  const of = <Row extends { pilotId: string }>(rows: readonly Row[], pilotId: string) =>
    rows.filter((row) => row.pilotId === pilotId)
  return pilots.map((row) => ({ ...row, phases: of(phases, row.pilotId), targets: of(targets, row.pilotId) }))
}

export const milestonesList = (pool: Pool, ledger: string): Promise<MilestonesTable[]> =>
  readModels(pool)
    .selectFrom('milestones')
    .selectAll()
    .where('ledger', '=', ledger)
    .orderBy('number')
    .orderBy('position')
    .limit(FEW)
    .execute()

export interface SupportFilter {
  readonly kind?: string | undefined
  readonly status?: string | undefined
}

/** Newest first. */
export async function supportList(
  pool: Pool,
  ledger: string,
  filter: SupportFilter = {},
  page: PageRequest = {},
): Promise<Page<SupportActivitiesTable>> {
  const limit = pageLimit(page)
  let query = readModels(pool)
    .selectFrom('supportActivities')
    .selectAll()
    .where('ledger', '=', ledger)
    .orderBy('position', 'desc')
    .limit(limit + 1)
  if (page.after !== undefined) query = query.where('position', '<', decodeCursor(page.after))
  if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind as never)
  if (filter.status !== undefined) query = query.where('status', '=', filter.status as never)
  return toPage(await query.execute(), limit, ({ position }) => position)
}

export interface SupportTotal {
  readonly kind: SupportActivitiesTable['kind']
  readonly activities: number
  readonly hours: number
  /** Attendances; who came twice is counted twice. Distinct people are the indicators' to count. */
  readonly participants: number
}

export async function supportTotals(pool: Pool, ledger: string): Promise<SupportTotal[]> {
  const rows = await readModels(pool)
    .selectFrom('supportActivities')
    .select(({ fn }) => [
      'kind',
      fn.countAll<number>().as('activities'),
      fn.sum<number>('hours').as('hours'),
      fn.sum<number>('participants').as('participants'),
    ])
    .where('ledger', '=', ledger)
    .where('status', '=', 'HELD')
    .groupBy('kind')
    .orderBy('kind')
    .execute()
  return rows.map(({ kind, activities, hours, participants }) => ({
    kind,
    activities: Number(activities),
    hours: Number(hours),
    participants: Number(participants),
  }))
}
