import { businessDate } from '@kooperacje/domain'
import { overview, type ReferralRow } from '@kooperacje/readmodels'
import { z } from 'zod'
import { query } from '../http/query-route.ts'
import { OverviewView } from './shapes.ts'

const AsOf = z.object({ asOf: z.iso.date().optional().describe('The day to look at; default today in Poland') })

export const overviewQueries = [
  query({
    path: '/overview',
    operationId: 'getOverview',
    tag: 'overview',
    about: 'What the local authority stands at: partnerships, open referrals, deadlines due and overdue.',
    permission: 'overview.read',
    projections: ['partnerships', 'referral_inbox', 'deadlines', 'cases'],
    params: z.object({}),
    query: AsOf,
    answer: OverviewView,
    run: async ({ ledger, query: { asOf }, context }) => {
      const found = await overview(context.pool, ledger, asOf ?? businessDate(context.now().toISOString()))
      return {
        today: found.today,
        partnerships: found.partnerships.map((row) => ({ ...row })),
        openReferrals: found.openReferrals.count,
        oldestReferralOn: found.openReferrals.oldest.map(({ submittedOn }: ReferralRow) => submittedOn)[0] ?? null,
        openCases: found.openCases,
        dueSoon: found.dueSoon.count,
        overdue: found.overdue.count,
      }
    },
  }),
]
