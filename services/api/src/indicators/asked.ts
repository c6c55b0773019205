import { businessDate, type FactView } from '@kooperacje/domain'
import { coursesKnownAt, indicatorView } from '@kooperacje/readmodels'
import { z } from 'zod'
import type { ApiContext } from '../http/context.ts'

/** What figures are asked for: as of which day, and by what was known when. */
export const Asked = z.object({
  asOf: z.iso
    .date()
    .optional()
    .describe('Cut-off date: facts that happened later do not count; default today in Poland'),
  recordedUntil: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('Only what was recorded by then counts, so that a report can be given again as it was; default now'),
  partnershipId: z.string().max(64).optional().describe('Only this partnership; default all of the ledger'),
})

export interface Answered {
  readonly asOf: string
  /** Asked for again with this moment, the same figures come out, whatever is recorded meanwhile. */
  readonly recordedUntil: string
}

export function answered({ asOf, recordedUntil }: z.output<typeof Asked>, { now }: ApiContext): Answered {
  const moment = now().toISOString()
  return { asOf: asOf ?? businessDate(moment), recordedUntil: recordedUntil ?? moment }
}

/** What the figures of a ledger are counted from. */
export async function viewFor(
  { pool, store }: ApiContext,
  ledger: string,
  { asOf }: Answered,
  { recordedUntil, partnershipId }: z.output<typeof Asked>,
): Promise<FactView> {
  const until = recordedUntil === undefined ? undefined : new Date(recordedUntil)
  const courses = until && (await coursesKnownAt(pool, store, ledger, until))
  return indicatorView(pool, ledger, asOf, { recordedUntil: until, partnershipId, courses })
}
