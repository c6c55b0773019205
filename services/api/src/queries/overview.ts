import { businessDate } from '@kooperacje/domain'
import { deadlinesList, overview, type ReferralRow } from '@kooperacje/readmodels'
import { z } from 'zod'
import { query } from '../http/query-route.ts'
import { DeadlineView, OverviewView, PageQuery, page } from './shapes.ts'

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
  query({
    path: '/deadlines',
    operationId: 'listDeadlines',
    tag: 'overview',
    about: 'Deadlines with the rule behind them, the earliest due first.',
    permission: 'deadline.read',
    projections: ['deadlines'],
    params: z.object({}),
    query: PageQuery.extend({
      status: DeadlineView.shape.status.optional(),
      rule: z.string().max(10).optional(),
      caseId: z.string().max(64).optional(),
      dueUntil: z.iso.date().optional(),
    }),
    answer: page(DeadlineView),
    run: async ({ ledger, query: { limit, cursor, ...filter }, context }) => {
      const found = await deadlinesList(context.pool, ledger, filter, { limit, after: cursor })
      return { items: [...found.items], next: found.next }
    },
  }),
]
