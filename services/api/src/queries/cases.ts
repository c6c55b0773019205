import { businessDate } from '@kooperacje/domain'
import { type CaseRow, caseById, casesList, caseTimeline } from '@kooperacje/readmodels'
import { z } from 'zod'
import { maySeeCase, sharedEventTypes } from '../auth/case-visibility.ts'
import { may } from '../auth/permissions.ts'
import type { ApiContext } from '../http/context.ts'
import { query } from '../http/query-route.ts'
import { CaseView, PageQuery, page, TimelineEntry } from './shapes.ts'

const READ = ['case.read', 'case.read-shared'] as const

const todayOf = ({ now }: ApiContext) => businessDate(now().toISOString())

export const caseQueries = [
  query({
    path: '/cases',
    operationId: 'listCases',
    tag: 'case',
    about: 'Cases, newest first; for a partner those that are shared with its institution.',
    permission: READ,
    projections: ['cases'],
    params: z.object({}),
    query: PageQuery.extend({ partnershipId: z.string().optional() }),
    answer: page(CaseView),
    run: async ({ ledger, query: { limit, cursor, partnershipId }, principal, context }) => {
      const all = may(principal.role, 'case.read')
      if (!all && principal.institutionId === null) return { items: [], next: null }
      const filter = { partnershipId, sharedWith: all ? undefined : (principal.institutionId ?? undefined) }
      const found = await casesList(context.pool, ledger, filter, { limit, after: cursor })
      const visible = found.items.filter((row) => maySeeCase(principal, row, todayOf(context)))
      return { items: visible.map(asView), next: found.next }
    },
  }),
  query({
    path: '/cases/:id',
    operationId: 'getCase',
    tag: 'case',
    about: 'One case: its state, team and dates. Personal data is not part of it.',
    permission: READ,
    projections: ['cases'],
    params: z.object({ id: z.string() }),
    query: z.object({}),
    answer: CaseView,
    run: async ({ ledger, params: { id }, principal, context }) => {
      const row = await caseById(context.pool, ledger, id)
      return row && maySeeCase(principal, row, todayOf(context)) ? asView(row) : null
    },
  }),
  query({
    path: '/cases/:id/timeline',
    operationId: 'getCaseTimeline',
    tag: 'case',
    about: 'The history of a case, oldest first.',
    permission: READ,
    projections: ['cases', 'case_timeline'],
    params: z.object({ id: z.string() }),
    query: PageQuery,
    answer: page(TimelineEntry),
    run: async ({ ledger, params: { id }, query: { limit, cursor }, principal, context }) => {
      const row = await caseById(context.pool, ledger, id)
      if (!row || !maySeeCase(principal, row, todayOf(context))) return null
      const found = await caseTimeline(context.pool, ledger, id, {
        limit,
        after: cursor,
        restricted: may(principal.role, 'case.read-restricted'),
      })
      const all = may(principal.role, 'case.read')
      const shown = found.items.filter(({ type }) => all || sharedEventTypes.has(type))
      return { items: shown.map(({ restricted: _, ...entry }) => entry), next: found.next }
    },
  }),
]

const asView = (row: CaseRow): z.output<typeof CaseView> => ({
  ...row,
  team: [...row.team],
  sharedWith: [...row.sharedWith],
  reviewsOn: [...row.reviewsOn],
})
