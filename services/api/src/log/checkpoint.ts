import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { ApiContext } from '../http/context.ts'
import { Problem } from '../http/problems.ts'
import { LedgerParam, problemResponses } from '../http/schemas.ts'
import { FOR_NOW, sealedSize, sendAsIs, Witnesses } from './sealed.ts'
import { logRoutes } from './table.ts'

const Query = z.strictObject({
  size: z.coerce.number().int().min(1).optional().describe('The checkpoint of exactly this size. Default: the newest'),
  witnesses: Witnesses,
})

export function registerCheckpoint(app: FastifyInstance, { log }: ApiContext): void {
  const { path, operationId, about } = logRoutes.checkpoint
  app.route({
    method: 'GET',
    url: `/v1/:ledger${path}`,
    schema: {
      operationId,
      tags: ['log'],
      summary: about,
      description: 'For everybody. The key that it is to be verified with is got from elsewhere: from the office.',
      security: [],
      params: z.object({ ledger: LedgerParam }),
      querystring: Query,
      response: {
        200: { description: 'The signed note', content: { 'text/plain': { schema: z.string() } } },
        ...problemResponses('stream'),
      },
    },
    handler: async (request, reply) => {
      const { ledger } = request.params as { ledger: string }
      const { size, witnesses } = request.query as z.output<typeof Query>
      const checkpoint = await log.checkpoint(ledger, size, witnesses)
      if (checkpoint) return sendAsIs(reply, 'text/plain; charset=utf-8', FOR_NOW, checkpoint.note)
      throw new Problem('not-sealed-yet', { details: { sealed: await sealedSize(log, ledger) } })
    },
  })
}
