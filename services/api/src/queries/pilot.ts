import { SupportKind, sourcedTargets } from '@kooperacje/domain'
import { agreementsList, milestonesList, pilotsList, supportList, supportTotals } from '@kooperacje/readmodels'
import { z } from 'zod'
import { query } from '../http/query-route.ts'
import {
  AgreementView,
  MilestoneView,
  PilotView,
  SupportActivityView,
  SupportTotalView,
  TargetView,
} from './governance-shapes.ts'
import { PageQuery, page } from './shapes.ts'

const READ = 'pilot.read'
const nothing = { params: z.object({}), query: z.object({}) }

export const pilotQueries = [
  query({
    path: '/agreements',
    operationId: 'listAgreements',
    tag: 'agreement',
    about: 'Cooperation agreements with their parties.',
    permission: READ,
    projections: ['pilot'],
    ...nothing,
    answer: z.object({ items: z.array(AgreementView) }),
    run: async ({ ledger, context }) => {
      const rows = await agreementsList(context.pool, ledger)
      return { items: rows.map((row) => ({ ...row, parties: [...row.parties] })) }
    },
  }),
  query({
    path: '/pilots',
    operationId: 'listPilots',
    tag: 'pilot',
    about: 'The pilot: its phases, the version of the model that it tries out, its own targets.',
    permission: READ,
    projections: ['pilot'],
    ...nothing,
    answer: z.object({ items: z.array(PilotView) }),
    run: async ({ ledger, context }) => {
      const rows = await pilotsList(context.pool, ledger)
      return { items: rows.map((row) => ({ ...row, phases: [...row.phases], targets: [...row.targets] })) }
    },
  }),
  query({
    path: '/targets',
    operationId: 'listSourcedTargets',
    tag: 'pilot',
    about: 'The targets that come with the software: those that a source names.',
    permission: READ,
    projections: [],
    ...nothing,
    answer: z.object({ items: z.array(TargetView) }),
    run: async () => ({
      items: sourcedTargets.map(({ region = null, teryt = null, validTo = null, ...target }) => {
        return { ...target, region, teryt, validTo }
      }),
    }),
  }),
  query({
    path: '/milestones',
    operationId: 'listMilestones',
    tag: 'milestone',
    about: 'Milestones by number, with their evidence.',
    permission: READ,
    projections: ['pilot'],
    ...nothing,
    answer: z.object({ items: z.array(MilestoneView) }),
    run: async ({ ledger, context }) => {
      const rows = await milestonesList(context.pool, ledger)
      return { items: rows.map((row) => ({ ...row, evidence: [...row.evidence] })) }
    },
  }),
  query({
    path: '/support',
    operationId: 'listSupportActivities',
    tag: 'support',
    about: 'Trainings, workshops, coaching, supervision and meetings, newest first; people are counted, not named.',
    permission: READ,
    projections: ['pilot'],
    params: z.object({}),
    query: PageQuery.extend({
      kind: SupportKind.optional(),
      status: z.enum(['PLANNED', 'HELD', 'CANCELLED']).optional(),
    }),
    answer: page(SupportActivityView),
    run: async ({ ledger, query: { limit, cursor, ...filter }, context }) => {
      const found = await supportList(context.pool, ledger, filter, { limit, after: cursor })
      return { items: [...found.items], next: found.next }
    },
  }),
  query({
    path: '/support-totals',
    operationId: 'getSupportTotals',
    tag: 'support',
    about: 'Activities, hours and attendances by form of support.',
    permission: READ,
    projections: ['pilot'],
    ...nothing,
    answer: z.object({ items: z.array(SupportTotalView) }),
    run: async ({ ledger, context }) => ({ items: await supportTotals(context.pool, ledger) }),
  }),
]
