import type { Pool } from 'pg'
import { readModels } from '../database.ts'
import type { IndicatorFactsTable } from '../schema.ts'

export type IndicatorFactRow = IndicatorFactsTable

/** What happened in a ledger up to a day, as far as indicators count it. */
export async function indicatorFacts(pool: Pool, ledger: string, asOf: string): Promise<IndicatorFactRow[]> {
  return readModels(pool)
    .selectFrom('indicatorFacts')
    .selectAll()
    .where('ledger', '=', ledger)
    .where('occurredOn', '<=', asOf)
    .orderBy('position')
    .orderBy('ordinal')
    .execute()
}
