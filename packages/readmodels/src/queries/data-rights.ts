import type { Pool } from 'pg'
import type { ErasureStatus, ErasuresTable } from '../data-rights-tables.ts'
import { readModels } from '../database.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, toPage } from './page.ts'

export interface ErasureRow extends ErasuresTable {
  /** Legal holds on the client that stand: while there are any, an open request cannot go on. */
  readonly holds: readonly string[]
}

/** In these, a hold on the client stops the request. */
const STOPPABLE = ['REQUESTED', 'CONFIRMED'] as const satisfies readonly ErasureStatus[]

/** Requests to erase, newest first. `HELD`: those that a legal hold keeps from going on. */
export async function erasuresList(
  pool: Pool,
  ledger: string,
  { status }: { readonly status?: string | undefined } = {},
  page: PageRequest = {},
): Promise<Page<ErasureRow>> {
  const limit = pageLimit(page)
  let query = readModels(pool)
    .selectFrom('erasures as e')
    .selectAll('e')
    .where('e.ledger', '=', ledger)
    .orderBy('e.position', 'desc')
    .limit(limit + 1)
  if (page.after !== undefined) query = query.where('e.position', '<', decodeCursor(page.after))
  if (status !== undefined && status !== 'HELD') query = query.where('e.status', '=', status as ErasureStatus)
  if (status === 'HELD') {
    query = query
      .where('e.status', 'in', STOPPABLE)
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('legalHolds as h')
            .select('h.holdId')
            .whereRef('h.ledger', '=', 'e.ledger')
            .whereRef('h.clientId', '=', 'e.clientId')
            .where('h.liftedOn', 'is', null),
        ),
      )
  }
  const rows = await query.execute()
  const holds = await holdsOf(
    pool,
    ledger,
    rows.map(({ clientId }) => clientId),
  )
  const held = rows.map((row) => ({
    ...row,
    holds: STOPPABLE.some((open) => open === row.status) ? (holds.get(row.clientId) ?? []) : [],
  }))
  return toPage(held, limit, ({ position }) => position)
}

async function holdsOf(
  pool: Pool,
  ledger: string,
  clients: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (clients.length === 0) return new Map()
  const rows = await readModels(pool)
    .selectFrom('legalHolds')
    .select(['clientId', 'holdId'])
    .where('ledger', '=', ledger)
    .where('clientId', 'in', clients)
    .where('liftedOn', 'is', null)
    .orderBy('position')
    .execute()
  const of = Map.groupBy(rows, ({ clientId }) => clientId)
  return new Map([...of].map(([clientId, holds]) => [clientId, holds.map(({ holdId }) => holdId)]))
}

const MANY = 100

/** Requests of all ledgers that were begun and are not known to be done, the oldest first. */
export const erasuresBegun = (pool: Pool): Promise<Pick<ErasuresTable, 'ledger' | 'erasureId'>[]> =>
  readModels(pool)
    .selectFrom('erasures')
    .select(['ledger', 'erasureId'])
    .where('status', '=', 'BEGUN')
    .orderBy('begunOn')
    .limit(MANY)
    .execute()
