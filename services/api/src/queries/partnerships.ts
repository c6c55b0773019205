import { partnershipById, partnershipMembers, partnershipsList, partnershipTimeline } from '@kooperacje/readmodels'
import { z } from 'zod'
import { query } from '../http/query-route.ts'
import { PageQuery, PartnershipView, page, TimelineEntry } from './shapes.ts'

export const partnershipQueries = [
  query({
    path: '/partnerships',
    operationId: 'listPartnerships',
    tag: 'partnership',
    about: 'The partnerships of the local authority with their members.',
    permission: 'partnership.read',
    projections: ['partnerships', 'partnership_members'],
    params: z.object({}),
    query: z.object({}),
    answer: z.object({ items: z.array(PartnershipView) }),
    run: async ({ ledger, context }) => {
      const rows = await partnershipsList(context.pool, ledger)
      const members = await Promise.all(
        rows.map(({ partnershipId }) => partnershipMembers(context.pool, ledger, partnershipId)),
      )
      return { items: rows.map((row, i) => ({ ...row, members: members[i] ?? [] })) }
    },
  }),
  query({
    path: '/partnerships/:id',
    operationId: 'getPartnership',
    tag: 'partnership',
    about: 'One partnership with its members.',
    permission: 'partnership.read',
    projections: ['partnerships', 'partnership_members'],
    params: z.object({ id: z.string() }),
    query: z.object({}),
    answer: PartnershipView,
    run: async ({ ledger, params: { id }, context }) => {
      const found = await partnershipById(context.pool, ledger, id)
      return found && { ...found, members: [...found.memberList] }
    },
  }),
  query({
    path: '/partnerships/:id/timeline',
    operationId: 'getPartnershipTimeline',
    tag: 'partnership',
    about: 'The history of a partnership, oldest first.',
    permission: 'partnership.read',
    projections: ['partnership_timeline'],
    params: z.object({ id: z.string() }),
    query: PageQuery,
    answer: page(TimelineEntry),
    run: async ({ ledger, params: { id }, query: { limit, cursor }, context }) => {
      const found = await partnershipTimeline(context.pool, ledger, id, { limit, after: cursor })
      return { items: [...found.items], next: found.next }
    },
  }),
]
