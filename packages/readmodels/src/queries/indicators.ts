import {
  evaluateViews,
  FactView,
  type IndicatorResult,
  localAuthorityOf,
  type TimelinessCourse,
} from '@kooperacje/domain'
import type { Pool } from 'pg'
import { timelinessCourses } from '../counting/course-cache.ts'
import { factCacheOf } from '../counting/fact-cache.ts'

export type { IndicatorResult }

export interface IndicatorScopeOptions {
  /** Left out: all partnerships of the ledger. */
  readonly partnershipId?: string | undefined
  /** Counts only what was recorded by then, so that a report once given can be given again. */
  readonly recordedUntil?: Date | undefined
  /** Deadlines as they were known then; left out: as they are known now. */
  readonly courses?: readonly TimelinessCourse[] | undefined
}

/**
 * What the indicators of a ledger are counted from, as of a day. All of them with their explanations take 50 to 70 ms of
 * processor time for a town of 85,000 facts; the first question of a process 0.6 s (ADR 8, `pnpm bench indicators`).
 */
export async function indicatorView(
  pool: Pool,
  ledger: string,
  asOf: string,
  { partnershipId, recordedUntil, courses }: IndicatorScopeOptions = {},
): Promise<FactView> {
  const [log, known] = await Promise.all([factCacheOf(pool).log(ledger), courses ?? timelinessCourses(pool, ledger)])
  return new FactView(log, {
    asOf,
    courses: known,
    lau: localAuthorityOf(ledger)?.municipality ?? ledger,
    ...(partnershipId !== undefined && { partnershipId }),
    ...(recordedUntil !== undefined && { recordedUntil: recordedUntil.getTime() }),
  })
}

/** The indicators as of a day. */
export async function indicators(
  pool: Pool,
  ledger: string,
  asOf: string,
  options: IndicatorScopeOptions = {},
): Promise<readonly IndicatorResult[]> {
  return evaluateViews([await indicatorView(pool, ledger, asOf, options)]).map(({ result }) => result)
}
