import { type CaseRow, caseById, casesList, caseTimeline } from '@kooperacje/readmodels'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import type { Principal } from '../auth/principal.ts'
import { query } from '../http/query-route.ts'
import { CaseView, PageQuery, page, TimelineEntry } from './shapes.ts'

const READ = ['case.read', 'case.read-shared'] as const

/** A partner sees a case only through a team it sits in, while the client's consent names it. */
export const maySeeCase = ({ role, institutionId }: Principal, row: Pick<CaseRow, 'sharedWith'>): boolean =>
  may(role, 'case.read') ||
  (may(role, 'case.read-shared') && institutionId !== null && row.sharedWith.includes(institutionId))

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
      return mutable(await casesList(context.pool, ledger, filter, { limit, after: cursor }))
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
      return row && maySeeCase(principal, row) ? asView(row) : null
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
      if (!row || !maySeeCase(principal, row)) return null
      const found = await caseTimeline(context.pool, ledger, id, { limit, after: cursor })
      return { items: [...found.items], next: found.next }
    },
  }),
]

const asView = (row: CaseRow): z.output<typeof CaseView> => ({
  ...row,
  team: [...row.team],
  sharedWith: [...row.sharedWith],
  reviewsOn: [...row.reviewsOn],
})

const mutable = (found: { items: readonly CaseRow[]; next: string | null }) => ({
  items: found.items.map(asView),
  next: found.next,
})
