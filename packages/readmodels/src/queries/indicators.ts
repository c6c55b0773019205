import { evaluateIndicators, type IndicatorResult } from '@kooperacje/domain'
import type { Pool } from 'pg'
import { readModels } from '../database.ts'

export type { IndicatorResult }

export interface IndicatorScopeOptions {
  /** Left out: all partnerships of the ledger. */
  readonly partnershipId?: string | undefined
  /** Counts only what was recorded by then, so that a report once given can be given again. */
  readonly recordedUntil?: Date | undefined
}

/** The indicators as of a day. Facts of later days are read too: one of them may say whose an earlier one is. */
export async function indicators(
  pool: Pool,
  ledger: string,
  asOf: string,
  { partnershipId, recordedUntil }: IndicatorScopeOptions = {},
): Promise<readonly IndicatorResult[]> {
  let query = readModels(pool)
    .selectFrom('indicatorFacts')
    .select('entry')
    .where('ledger', '=', ledger)
    .orderBy('position')
    .orderBy('ordinal')
  if (recordedUntil) query = query.where('recordedAt', '<=', recordedUntil.toISOString())
  const facts = (await query.execute()).map(({ entry }) => entry)
  return evaluateIndicators(facts, { asOf, ...(partnershipId === undefined ? {} : { partnershipId }) })
}
