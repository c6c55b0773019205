import { Addressee, BarrierArea, barrier, practice, recommendation } from '@kooperacje/domain'
import { barriersList, practicesList, recommendationsList } from '@kooperacje/readmodels'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import { query } from '../http/query-route.ts'
import { BarrierView, PracticeView, RecommendationView } from './governance-shapes.ts'
import { PageQuery, page, stateOf } from './shapes.ts'

const READ = 'lesson.read'

export const lessonQueries = [
  query({
    path: '/barriers',
    operationId: 'listBarriers',
    tag: 'barrier',
    about: 'What stands in the way of cooperation and what became of it, newest first.',
    permission: READ,
    projections: ['lessons'],
    params: z.object({}),
    query: PageQuery.extend({ area: BarrierArea.optional(), status: stateOf(barrier).optional() }),
    answer: page(BarrierView),
    run: async ({ ledger, query: { limit, cursor, ...filter }, context }) => {
      const found = await barriersList(context.pool, ledger, filter, { limit, after: cursor })
      return { items: [...found.items], next: found.next }
    },
  }),
  query({
    path: '/recommendations',
    operationId: 'listRecommendations',
    tag: 'recommendation',
    about: 'What is recommended to whom, newest first.',
    permission: READ,
    projections: ['lessons'],
    params: z.object({}),
    query: PageQuery.extend({ addressee: Addressee.optional(), status: stateOf(recommendation).optional() }),
    answer: page(RecommendationView),
    run: async ({ ledger, query: { limit, cursor, ...filter }, context }) => {
      const found = await recommendationsList(context.pool, ledger, filter, { limit, after: cursor })
      return { items: found.items.map((row) => ({ ...row, barriers: [...row.barriers] })), next: found.next }
    },
  }),
  query({
    path: '/practices',
    operationId: 'listGoodPractices',
    tag: 'practice',
    about:
      'The catalogue of good practices, newest first; those that are not published yet, to whoever may submit one.',
    permission: READ,
    projections: ['lessons'],
    params: z.object({}),
    query: PageQuery.extend({ status: stateOf(practice).optional() }),
    answer: page(PracticeView),
    run: async ({ ledger, query: { limit, cursor, status }, principal, context }) => {
      // Until a human has confirmed that it is anonymous, a text goes no further than it must.
      const all = may(principal.role, 'practice.submit')
      if (!all && status !== undefined && status !== 'PUBLISHED') return { items: [], next: null }
      const shown = all ? status : 'PUBLISHED'
      const found = await practicesList(context.pool, ledger, { status: shown }, { limit, after: cursor })
      return { items: [...found.items], next: found.next }
    },
  }),
]
