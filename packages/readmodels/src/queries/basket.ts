import type { Fee, ProblemArea } from '@kooperacje/domain'
import { type SqlBool, sql } from 'kysely'
import type { Pool } from 'pg'
import type { BasketsTable, BasketVersionsTable, ServiceStatus, ServicesTable } from '../basket-tables.ts'
import { readModels } from '../database.ts'
import { plainText } from '../plain-text.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, toPage } from './page.ts'

export type ServiceRow = ServicesTable & {
  /** Null for an institution that was never registered in the ledger. */
  readonly institutionName: string | null
}

/** What whoever looks for help cannot fulfil: no referral at hand, no test of income wanted, no money. */
export type AccessRule = 'NO_REFERRAL' | 'NO_INCOME_TEST' | Fee

export interface ServiceFilter {
  readonly basketId?: string | undefined
  readonly institutionId?: string | undefined
  readonly status?: ServiceStatus | readonly ServiceStatus[] | undefined
  readonly need?: ProblemArea | undefined
  readonly sector?: string | undefined
  readonly category?: string | undefined
  readonly accessRule?: AccessRule | undefined
  /** A part of the name, with or without Polish signs. */
  readonly text?: string | undefined
  /** Published, in its term on this civil day, and with a place left. */
  readonly availableOn?: string | undefined
}

export async function servicesList(
  pool: Pool,
  ledger: string,
  filter: ServiceFilter = {},
  page: PageRequest = {},
): Promise<Page<ServiceRow>> {
  const limit = pageLimit(page)
  let query = services(pool, ledger)
    .orderBy('s.position')
    .limit(limit + 1)
  if (page.after !== undefined) query = query.where('s.position', '>', decodeCursor(page.after))
  for (const column of ['basketId', 'institutionId', 'sector', 'category'] as const) {
    const wanted = filter[column]
    if (wanted !== undefined) query = query.where(`s.${column}`, '=', wanted as never)
  }
  const { status, need, text, availableOn, accessRule } = filter
  if (status !== undefined) query = query.where('s.status', 'in', typeof status === 'string' ? [status] : [...status])
  if (need !== undefined) query = query.where(sql<SqlBool>`${need} = any(s.needs)`)
  // `strpos` and not `like`: no sign that somebody types is a pattern.
  if (text !== undefined) query = query.where(sql<SqlBool>`pg_catalog.strpos(s.name_plain, ${plainText(text)}) > 0`)
  if (accessRule === 'NO_REFERRAL') query = query.where('s.referralNeeded', '=', false)
  else if (accessRule === 'NO_INCOME_TEST') query = query.where('s.incomeTest', '=', false)
  else if (accessRule !== undefined) query = query.where('s.fee', '=', accessRule)
  if (availableOn !== undefined) {
    query = query
      .where('s.status', '=', 'PUBLISHED')
      .where(sql<SqlBool>`(s.capacity is null or s.taken < s.capacity)`)
      .where(sql<SqlBool>`coalesce(s.valid_from <= ${availableOn}::date, true)`)
      .where(sql<SqlBool>`coalesce(s.valid_to >= ${availableOn}::date, true)`)
  }
  return toPage(await query.execute(), limit, ({ position }) => position)
}

/** What a directory outside shows: services in force, those suspended for a time included. */
export async function servicesInForce(
  pool: Pool,
  ledger: string,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{ readonly items: readonly ServiceRow[]; readonly total: number }> {
  const shown = services(pool, ledger).where('s.status', 'in', ['PUBLISHED', 'SUSPENDED'])
  const [items, counted] = await Promise.all([
    shown.orderBy('s.position').offset(offset).limit(limit).execute(),
    readModels(pool)
      .selectFrom('services')
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .where('ledger', '=', ledger)
      .where('status', 'in', ['PUBLISHED', 'SUSPENDED'])
      .executeTakeFirstOrThrow(),
  ])
  return { items, total: counted.total }
}

/** Ids are unique in a basket; a ledger with several baskets has to name one, or gets the oldest. */
export async function serviceById(
  pool: Pool,
  ledger: string,
  serviceId: string,
  basketId?: string,
): Promise<ServiceRow | null> {
  let query = services(pool, ledger).where('s.serviceId', '=', serviceId).orderBy('s.position').limit(1)
  if (basketId !== undefined) query = query.where('s.basketId', '=', basketId)
  return (await query.executeTakeFirst()) ?? null
}

/** Those services of a basket, whatever their state: plans refer to them. */
export async function servicesNamed(
  pool: Pool,
  ledger: string,
  basketId: string,
  serviceIds: readonly string[],
): Promise<ServiceRow[]> {
  if (serviceIds.length === 0) return []
  return services(pool, ledger)
    .where('s.basketId', '=', basketId)
    .where('s.serviceId', 'in', [...serviceIds])
    .execute()
}

const services = (pool: Pool, ledger: string) =>
  readModels(pool)
    .selectFrom('services as s')
    .leftJoin('institutions as i', (join) =>
      join.onRef('i.ledger', '=', 's.ledger').onRef('i.institutionId', '=', 's.institutionId'),
    )
    .selectAll('s')
    .select('i.name as institutionName')
    .where('s.ledger', '=', ledger)

export async function basketsList(pool: Pool, ledger: string): Promise<BasketsTable[]> {
  return readModels(pool)
    .selectFrom('baskets')
    .selectAll()
    .where('ledger', '=', ledger)
    .orderBy('position')
    .limit(1000)
    .execute()
}

/** Newest first. */
export async function basketVersions(pool: Pool, ledger: string, basketId?: string): Promise<BasketVersionsTable[]> {
  let query = readModels(pool).selectFrom('basketVersions').selectAll().where('ledger', '=', ledger)
  if (basketId !== undefined) query = query.where('basketId', '=', basketId)
  return query.orderBy('position', 'desc').limit(200).execute()
}

export async function basketVersion(
  pool: Pool,
  ledger: string,
  basketId: string,
  version: string,
): Promise<BasketVersionsTable | null> {
  const row = await readModels(pool)
    .selectFrom('basketVersions')
    .selectAll()
    .where('ledger', '=', ledger)
    .where('basketId', '=', basketId)
    .where('basketVersion', '=', version)
    .executeTakeFirst()
  return row ?? null
}
