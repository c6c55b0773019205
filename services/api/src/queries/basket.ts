import { businessDate, ProblemArea, Sector } from '@kooperacje/domain'
import {
  basketsList,
  basketVersion,
  basketVersions,
  type ServiceRow,
  serviceById,
  servicesList,
} from '@kooperacje/readmodels'
import { z } from 'zod'
import { query } from '../http/query-route.ts'
import { BasketVersionView, BasketView, ServiceView } from './basket-shapes.ts'
import { PageQuery, page } from './shapes.ts'

const READ = 'basket.read'

/** What whoever asks gets without saying a state: what can be used, and what will be again. */
const SHOWN = ['PUBLISHED', 'SUSPENDED'] as const

const ServiceSearch = z.object({
  need: ProblemArea.optional(),
  sector: Sector.optional(),
  category: z.string().max(60).optional(),
  accessRule: z.enum(['NO_REFERRAL', 'NO_INCOME_TEST', 'FREE', 'BY_INCOME', 'PAID']).optional(),
  text: z.string().trim().max(100).optional().describe('A part of the name, with or without Polish signs'),
  available: z.enum(['true', 'false']).optional().describe('true: published, in its term, and with a place left today'),
  basket: z.string().max(64).optional().describe('Id of the partnership'),
  institution: z.string().max(64).optional(),
  status: ServiceView.shape.status.optional().describe('Left out: published and suspended services'),
})

export const basketQueries = [
  query({
    path: '/services',
    operationId: 'searchServices',
    tag: 'basket',
    about: 'The services of the local basket, by need, sector, category, access rule, words and free places.',
    permission: READ,
    projections: ['services', 'institutions'],
    params: z.object({}),
    query: PageQuery.extend(ServiceSearch.shape),
    answer: page(ServiceView),
    run: async ({ ledger, query: { limit, cursor, ...search }, context }) => {
      const { basket, institution, available, status, text, ...same } = search
      const filter = {
        ...same,
        basketId: basket,
        institutionId: institution,
        status: status ?? SHOWN,
        text: text || undefined,
        availableOn: available === 'true' ? businessDate(context.now().toISOString()) : undefined,
      }
      const found = await servicesList(context.pool, ledger, filter, { limit, after: cursor })
      return { items: found.items.map(asView), next: found.next }
    },
  }),
  query({
    path: '/services/:id',
    operationId: 'getService',
    tag: 'basket',
    about: 'One service with its free places and the revision that waits for publication.',
    permission: READ,
    projections: ['services', 'institutions'],
    params: z.object({ id: z.string() }),
    query: z.object({ basket: z.string().max(64).optional().describe('Where several baskets have this id') }),
    answer: ServiceView,
    run: async ({ ledger, params: { id }, query: { basket }, context }) => {
      const row = await serviceById(context.pool, ledger, id, basket)
      return row && asView(row)
    },
  }),
  query({
    path: '/baskets',
    operationId: 'listBaskets',
    tag: 'basket',
    about: 'The baskets of the local authority; each has the id of its partnership.',
    permission: READ,
    projections: ['services'],
    params: z.object({}),
    query: z.object({}),
    answer: z.object({ items: z.array(BasketView) }),
    run: async ({ ledger, context }) => ({ items: await basketsList(context.pool, ledger) }),
  }),
  query({
    path: '/baskets/:id/versions',
    operationId: 'listBasketVersions',
    tag: 'basket',
    about: 'The published versions of a basket, newest first.',
    permission: READ,
    projections: ['services'],
    params: z.object({ id: z.string() }),
    query: z.object({}),
    answer: z.object({ items: z.array(BasketVersionView.omit({ items: true })) }),
    run: async ({ ledger, params: { id }, context }) => ({ items: await basketVersions(context.pool, ledger, id) }),
  }),
  query({
    path: '/baskets/:id/versions/:version',
    operationId: 'getBasketVersion',
    tag: 'basket',
    about: 'What a version of the basket held when it was published; it never changes.',
    permission: READ,
    projections: ['services'],
    params: z.object({ id: z.string(), version: z.string().max(20) }),
    query: z.object({}),
    answer: BasketVersionView,
    run: async ({ ledger, params: { id, version }, context }) => {
      const row = await basketVersion(context.pool, ledger, id, version)
      return row && { ...row, items: row.items && [...row.items] }
    },
  }),
]

/** Null where nothing limits it. */
const freeOf = ({ capacity, taken }: ServiceRow): number | null =>
  capacity === null ? null : Math.max(0, capacity - taken)

const asView = (row: ServiceRow): z.output<typeof ServiceView> => ({
  ...row,
  targetGroups: [...row.targetGroups],
  needs: [...row.needs],
  contact: row.contact ?? null,
  accessRules: { referralNeeded: row.referralNeeded, incomeTest: row.incomeTest, fee: row.fee },
  free: freeOf(row),
  pending: row.pending && { revision: row.pending.revision, verified: row.pending.verified },
})
