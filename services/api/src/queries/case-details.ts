import { businessDate, caseProcess, isRestricted, overdueOn } from '@kooperacje/domain'
import { caseById, caseConsents, casePlan, meetingsList } from '@kooperacje/readmodels'
import { z } from 'zod'
import { maySeeCase } from '../auth/case-visibility.ts'
import { may } from '../auth/permissions.ts'
import type { Principal } from '../auth/principal.ts'
import type { ApiContext } from '../http/context.ts'
import { query } from '../http/query-route.ts'
import { CaseActionView, CaseConsentView, CaseGoalView, SittingView } from './case-shapes.ts'
import { migrationPreview } from './migration.ts'
import { MigrationPreviewView } from './partnership-shapes.ts'

const READ = ['case.read', 'case.read-shared'] as const
const ById = z.object({ id: z.string() })

const todayOf = ({ now }: ApiContext) => businessDate(now().toISOString())

async function isVisible(context: ApiContext, principal: Principal, ledger: string, id: string): Promise<boolean> {
  const row = await caseById(context.pool, ledger, id)
  return row !== null && maySeeCase(principal, row, todayOf(context))
}

export const caseDetailQueries = [
  query({
    path: '/cases/:id/consents',
    operationId: 'listCaseConsents',
    tag: 'case',
    about: 'Every consent of the client: to what, for whom, until when, and what has become of it.',
    permission: 'case.read',
    projections: ['case_consents'],
    params: ById,
    query: z.object({}),
    answer: z.object({ items: z.array(CaseConsentView) }),
    run: async ({ ledger, params: { id }, context }) => {
      const rows = await caseConsents(context.pool, ledger, id)
      const items = rows.map((row) => ({
        ...row,
        institutions: [...row.institutions],
        dataScopes: [...row.dataScopes],
      }))
      return { items }
    },
  }),
  query({
    path: '/cases/:id/plan',
    operationId: 'getCasePlan',
    tag: 'case',
    about: 'The present plan in keys, owners, dates and states; its texts are personal data.',
    permission: READ,
    projections: ['cases', 'case_plans'],
    params: ById,
    query: z.object({}),
    answer: z.object({ goals: z.array(CaseGoalView), actions: z.array(CaseActionView) }),
    run: async ({ ledger, params: { id }, principal, context }) => {
      const row = await caseById(context.pool, ledger, id)
      const today = todayOf(context)
      if (!row || !maySeeCase(principal, row, today)) return null
      const { goals, actions } = await casePlan(context.pool, ledger, id)
      const overdue = new Set(overdueOn(row.state, today).map(({ actionId }) => actionId))
      return {
        goals: [...goals],
        actions: actions.map((action) => ({ ...action, overdue: overdue.has(action.actionId) })),
      }
    },
  }),
  query({
    path: '/cases/:id/sittings',
    operationId: 'listCaseSittings',
    tag: 'case',
    about: 'Sittings of the task team: when, of what kind, who came.',
    permission: READ,
    projections: ['cases', 'meetings'],
    params: ById,
    query: z.object({}),
    answer: z.object({ items: z.array(SittingView) }),
    run: async ({ ledger, params: { id }, principal, context }) => {
      if (!(await isVisible(context, principal, ledger, id))) return null
      const { items } = await meetingsList(context.pool, ledger, { caseId: id }, { limit: 200 })
      return { items: items.map((row) => ({ ...row, attendance: [...row.attendance] })) }
    },
  }),
  query({
    path: '/cases/:id/migration-preview',
    operationId: 'previewCaseMigration',
    tag: 'case',
    about: 'What would change for a case under another version of the model. Nothing is written.',
    permission: 'case.manage',
    projections: [],
    params: ById,
    query: z.object({ to: z.string().min(1).max(20).describe('A version of the model that the ledger has published') }),
    answer: MigrationPreviewView,
    run: async ({ ledger, params: { id }, query: { to }, principal, context }) => {
      const preview = await migrationPreview(context, ledger, { process: caseProcess, id }, to)
      if (preview === null || may(principal.role, 'case.read-restricted')) return preview
      return { ...preview, steps: preview.steps.filter(({ step }) => !isRestricted(step)) }
    },
  }),
]
