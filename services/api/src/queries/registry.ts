import type { FastifyInstance } from 'fastify'
import { stateQuery } from '../audit/states.ts'
import type { ApiContext } from '../http/context.ts'
import { registerQueryRoute } from '../http/query-route.ts'
import { basketQueries } from './basket.ts'
import { caseDetailQueries } from './case-details.ts'
import { caseQueries } from './cases.ts'
import { clientSearchQueries } from './client-search.ts'
import { dataRightsQueries } from './data-rights.ts'
import { deadlineQueries } from './deadlines.ts'
import { hsdsQueries } from './hsds.ts'
import { indicatorQueries } from './indicators.ts'
import { lessonQueries } from './lessons.ts'
import { matterQueries } from './matters.ts'
import { modelChangesQuery } from './model-changes.ts'
import { modelQueries } from './models.ts'
import { overviewQueries } from './overview.ts'
import { partnershipRegisterQueries } from './partnership-registers.ts'
import { partnershipQueries } from './partnerships.ts'
import { pilotQueries } from './pilot.ts'
import { planPreviewQuery } from './plan-preview.ts'
import { referralQueries } from './referrals.ts'
import { stepQueries } from './steps.ts'
import { subjectExportQuery } from './subject-export.ts'

export const queryRoutes = [
  ...overviewQueries,
  ...indicatorQueries,
  ...deadlineQueries,
  ...partnershipQueries,
  ...partnershipRegisterQueries,
  ...referralQueries,
  ...caseQueries,
  ...caseDetailQueries,
  ...basketQueries,
  ...hsdsQueries,
  ...pilotQueries,
  ...modelQueries,
  modelChangesQuery,
  ...lessonQueries,
  ...matterQueries,
  ...dataRightsQueries,
  ...clientSearchQueries,
  subjectExportQuery,
  planPreviewQuery,
  ...stepQueries,
  stateQuery,
]

export function registerQueries(app: FastifyInstance, context: ApiContext): void {
  for (const route of queryRoutes) registerQueryRoute(app, route, context)
}
