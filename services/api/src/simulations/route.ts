import type { LedgerComparison } from '@kooperacje/commands'
import { checkModel, isRestricted } from '@kooperacje/domain'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { authorise } from '../auth/authenticate.ts'
import { may } from '../auth/permissions.ts'
import { whenGone } from '../http/leaving.ts'
import { Problem } from '../http/problems.ts'
import { LedgerParam, problemResponses } from '../http/schemas.ts'
import { ComparisonView } from './shapes.ts'
import type { SimulationThreads } from './threads.ts'

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

export function registerSimulations(app: FastifyInstance, threads: SimulationThreads): void {
  app.addHook('onClose', () => threads.close())
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
      const comparison = await threads.run(ledger, { draft: document, until }, whenGone(reply))
      if (comparison === null) throw new Problem('simulations-running')
      const seen = may(role, 'case.read-restricted') ? comparison : withoutRestricted(comparison)
      return may(role, 'case.read') ? seen : withoutCases(seen)
    },
  })
}

/** That there is a deadline of the Blue Card procedure tells of violence (class C5), as the facts that begin it do. */
function withoutRestricted({ deadlines, refusals, ...comparison }: LedgerComparison): LedgerComparison {
  const open = ({ restricted }: { readonly restricted?: boolean }) => restricted !== true
  return {
    ...comparison,
    deadlines: { byRule: deadlines.byRule.filter(open), differences: deadlines.differences.filter(open) },
    refusals: {
      ...refusals,
      byDraft: refusals.byDraft.filter(({ type }) => !isRestricted(type)),
      byActual: refusals.byActual.filter(({ type }) => !isRestricted(type)),
    },
  }
}

const OF_CASES = /^(case|referral|contract|meeting)\//

/** To the regional centre cases are counts: it learns how many would have been late, and not which. */
function withoutCases({ deadlines, refusals, ...comparison }: LedgerComparison): LedgerComparison {
  const hidden = ({ about }: { readonly about: string }) => OF_CASES.test(about)
  return {
    ...comparison,
    deadlines: { ...deadlines, differences: deadlines.differences.filter((each) => !hidden(each)) },
    refusals: {
      ...refusals,
      byDraft: refusals.byDraft.filter((each) => !hidden(each)),
      byActual: refusals.byActual.filter((each) => !hidden(each)),
    },
  }
}
