import { checkModel } from '@kooperacje/domain'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { authorise } from '../auth/authenticate.ts'
import type { ApiContext } from '../http/context.ts'
import { whenGone } from '../http/leaving.ts'
import { Problem } from '../http/problems.ts'
import { LedgerParam, problemResponses } from '../http/schemas.ts'
import { ComparisonView } from './shapes.ts'
import { simulateFor } from './simulate.ts'

/** A question that needs a body, so neither a command (it adds no fact) nor a query (it is no GET). */
export const simulationRoute = {
  path: '/simulations',
  operationId: 'simulateModel',
  permission: 'model.simulate',
  about: 'Replay the ledger under another version of the model and compare: nothing is written.',
} as const

const Body = z.strictObject({
  model: z.unknown().describe('The version as a document (JSON Schema: docs/reference/model.schema.json)'),
  until: z.iso.date().optional().describe('Only what happened up to the end of this day; default the last fact'),
})

export function registerSimulations(app: FastifyInstance, context: ApiContext): void {
  app.addHook('onClose', () => context.simulations.close())
  const { path, operationId, permission, about } = simulationRoute
  app.route({
    method: 'POST',
    url: `/v1/:ledger${path}`,
    schema: {
      operationId,
      tags: ['model'],
      summary: about,
      description: `Permission: \`${permission}\`. Personal data stays sealed. Few run at once; 503 asks to come back.`,
      security: [{ apiKey: [] }, { session: [] }],
      params: z.object({ ledger: LedgerParam }),
      body: Body,
      response: { 200: ComparisonView, ...problemResponses('write') },
    },
    handler: async (request, reply) => {
      const { ledger } = request.params as { ledger: string }
      const { role } = authorise(request.principal, permission, ledger)
      const { model, until } = request.body as z.output<typeof Body>
      const { document, faults } = checkModel(model)
      if (document === null) {
        const errors = faults.map(({ path, reason }) => ({ path: `body.model.${path}`, message: reason }))
        throw new Problem('invalid-request', { errors })
      }
      reply.header('cache-control', 'private, no-store')
      return simulateFor(role, context, ledger, { draft: document, until }, whenGone(reply))
    },
  })
}
