import type { FastifyInstance } from 'fastify'
import type { ApiContext } from '../http/context.ts'
import { registerStreamRoute, type StreamRoute } from '../http/stream-route.ts'
import { causesRoute } from './causes.ts'
import { differenceRoute } from './difference.ts'
import { readsRoute } from './reads.ts'
import { statesRoute } from './states.ts'
import { timelineRoute } from './timeline.ts'

export const auditRoutes: readonly StreamRoute[] = [
  timelineRoute,
  statesRoute,
  differenceRoute,
  causesRoute,
  readsRoute,
]

export function registerAudit(app: FastifyInstance, context: ApiContext): void {
  for (const route of auditRoutes) registerStreamRoute(app, route, context)
}
