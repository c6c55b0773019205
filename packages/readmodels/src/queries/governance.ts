import type { Pool } from 'pg'
import { readModels } from '../database.ts'
import type {
  BarriersTable,
  GovernanceTables,
  InterdisciplinaryTeamsTable,
  MattersTable,
  ModelVersionsTable,
  PracticesTable,
  RecommendationsTable,
  RemarksTable,
} from '../governance-tables.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, toPage } from './page.ts'

const FEW = 500

export const modelVersionsList = (pool: Pool, ledger: string): Promise<ModelVersionsTable[]> =>
  readModels(pool)
    .selectFrom('modelVersions')
    .selectAll()
    .where('ledger', '=', ledger)
    .orderBy('position', 'desc')
    .limit(FEW)
    .execute()

type Listed = Pick<GovernanceTables, 'remarks' | 'barriers' | 'recommendations' | 'practices' | 'matters'>

/** Newest first, cut by position; a filter is by equality on columns of the table. */
async function newestFirst<Name extends keyof Listed>(
  pool: Pool,
  name: Name,
  ledger: string,
  filter: Readonly<Record<string, string | undefined>>,
  page: PageRequest,
): Promise<Page<Listed[Name]>> {
  const limit = pageLimit(page)
  // Five tables of one shape: what they have in common is all that is asked of them here.
  let query = readModels(pool)
    .selectFrom(name as 'remarks')
    .selectAll()
    .where('ledger', '=', ledger)
    .orderBy('position', 'desc')
    .limit(limit + 1)
  if (page.after !== undefined) query = query.where('position', '<', decodeCursor(page.after))
  for (const [column, wanted] of Object.entries(filter)) {
    if (wanted !== undefined) query = query.where(column as 'status', '=', wanted as never)
  }
  const rows = (await query.execute()) as unknown as Listed[Name][]
  return toPage(rows, limit, ({ position }) => position)
}

export const remarksList = (
  pool: Pool,
  ledger: string,
  filter: { readonly modelVersion?: string | undefined; readonly status?: string | undefined } = {},
  page: PageRequest = {},
): Promise<Page<RemarksTable>> => newestFirst(pool, 'remarks', ledger, { ...filter }, page)

export const barriersList = (
  pool: Pool,
  ledger: string,
  filter: { readonly area?: string | undefined; readonly status?: string | undefined } = {},
  page: PageRequest = {},
): Promise<Page<BarriersTable>> => newestFirst(pool, 'barriers', ledger, { ...filter }, page)

export const recommendationsList = (
  pool: Pool,
  ledger: string,
  filter: { readonly addressee?: string | undefined; readonly status?: string | undefined } = {},
  page: PageRequest = {},
): Promise<Page<RecommendationsTable>> => newestFirst(pool, 'recommendations', ledger, { ...filter }, page)

export const practicesList = (
  pool: Pool,
  ledger: string,
  filter: { readonly status?: string | undefined } = {},
  page: PageRequest = {},
): Promise<Page<PracticesTable>> => newestFirst(pool, 'practices', ledger, { ...filter }, page)

export const mattersList = (
  pool: Pool,
  ledger: string,
  filter: { readonly kind?: string | undefined; readonly status?: string | undefined } = {},
  page: PageRequest = {},
): Promise<Page<MattersTable>> => newestFirst(pool, 'matters', ledger, { ...filter }, page)

export const interdisciplinaryTeamsList = (pool: Pool, ledger: string): Promise<InterdisciplinaryTeamsTable[]> =>
  readModels(pool)
    .selectFrom('interdisciplinaryTeams')
    .selectAll()
    .where('ledger', '=', ledger)
    .orderBy('position')
    .limit(FEW)
    .execute()
