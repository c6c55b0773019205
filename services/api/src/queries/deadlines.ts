import { businessDate } from '@kooperacje/domain'
import { type DeadlineRow, deadlinesList, standingOf } from '@kooperacje/readmodels'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import { query } from '../http/query-route.ts'
import { DeadlineStatusView, DeadlineView, PageQuery, page } from './shapes.ts'

export const deadlineQueries = [
  query({
    path: '/deadlines',
    operationId: 'listDeadlines',
    tag: 'overview',
    about:
      'Every deadline, open, met, missed, paused or cancelled, with the rule and the law behind it, the earliest due first.',
    permission: 'deadline.read',
    projections: ['deadlines'],
    params: z.object({}),
    query: PageQuery.extend({
      asOf: z.iso.date().optional().describe('The day on which they have the status; default today in Poland'),
      status: DeadlineStatusView.optional(),
      rule: z.string().max(10).optional(),
      origin: z.enum(['STATUTORY', 'MODEL_PROPOSED']).optional(),
      caseId: z.string().max(64).optional(),
      partnershipId: z.string().max(64).optional(),
      dueFrom: z.iso.date().optional(),
      dueUntil: z.iso.date().optional(),
    }),
    answer: page(DeadlineView),
    run: async ({ ledger, query: { limit, cursor, asOf, status, ...filter }, principal, context }) => {
      const day = asOf ?? businessDate(context.now().toISOString())
      const restricted = may(principal.role, 'deadline.read-restricted')
      const standing = status && { status, asOf: day }
      const wanted = { ...filter, standing, restricted }
      const found = await deadlinesList(context.pool, ledger, wanted, { limit, after: cursor })
      return { items: found.items.map((row) => asView(row, day)), next: found.next }
    },
  }),
]

const asView = (deadline: DeadlineRow, day: string): z.output<typeof DeadlineView> => {
  const { row } = deadline
  return {
    rule: deadline.rule,
    namePl: row.pl,
    nameEn: row.en,
    origin: deadline.origin,
    legalBasis: row.legalBasis,
    unconfirmed: row.unconfirmed === true,
    modelVersion: deadline.modelVersion,
    about: deadline.about,
    caseId: deadline.caseId,
    partnershipId: deadline.partnershipId,
    startedOn: deadline.startedOn,
    startPosition: deadline.startedAt,
    dueOn: deadline.dueOn,
    dueAt: deadline.dueAt,
    status: standingOf(deadline, day),
    pausedOn: deadline.pausedOn,
    stoppedOn: deadline.stoppedOn,
    stopPosition: deadline.stoppedAt,
    cancelledOn: deadline.cancelledOn,
    cancelledBy: deadline.cancelledBy,
    migratedAt: deadline.migratedAt,
    changes: [...deadline.changes],
    reminders: row.reminders.map(({ before, to }) => ({ to, ...before })),
    escalations: row.escalations.map(({ after, to }) => ({ to, ...after })),
    remindedOn: deadline.remindedOn,
    alarmedOn: deadline.alarmedOn,
  }
}
