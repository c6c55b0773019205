import { addAbortSignal, Readable } from 'node:stream'
import type { VerifiableLog } from '@kooperacje/events'
import { formatDisclosure } from '@kooperacje/tlog'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { authorise } from '../auth/authenticate.ts'
import { purposes, recordDisclosure } from '../auth/disclosures.ts'
import type { ApiContext } from '../http/context.ts'
import { whenClosing, whenGone } from '../http/leaving.ts'
import { Problem } from '../http/problems.ts'
import { LedgerParam, problemResponses } from '../http/schemas.ts'
import { sealedSize } from './sealed.ts'
import { ENTRIES, logRoutes } from './table.ts'

const Query = z.strictObject({
  purpose: z.enum(purposes).describe('What the events are handed out for; kept on record'),
  size: z.coerce.number().int().min(1).optional().describe('The first so many events. Default: all that are sealed'),
})

const NDJSON = 'application/x-ndjson'
/** Events that are held in memory at once. */
const PAGE = 500

export function registerExport(app: FastifyInstance, { log, pool }: ApiContext): void {
  const { path, operationId, about } = logRoutes.export
  const closing = whenClosing(app)
  app.route({
    method: 'GET',
    url: `/v1/:ledger${path}`,
    // HEAD would read all that a GET streams, and throw it away.
    exposeHeadRoute: false,
    schema: {
      operationId,
      tags: ['log'],
      summary: about,
      description: `Permission: \`${ENTRIES}\`: it says of every fact what it is and whose, of restricted ones too. Personal fields stay sealed. The same lines as \`events.ndjson\` of \`koop export\`; beside a checkpoint of that size they are a folder that \`verify.mjs export\` checks.`,
      security: [{ apiKey: [] }, { session: [] }],
      params: z.object({ ledger: LedgerParam }),
      querystring: Query,
      response: {
        200: { description: 'An event a line', content: { [NDJSON]: { schema: z.string() } } },
        ...problemResponses('stream'),
      },
    },
    handler: async (request, reply) => {
      const { ledger } = request.params as { ledger: string }
      const { purpose, size } = request.query as z.output<typeof Query>
      const principal = authorise(request.principal, ENTRIES, ledger)
      const sealed = await sealedSize(log, ledger)
      if (sealed === 0 || (size ?? 1) > sealed) throw new Problem('not-sealed-yet', { details: { sealed } })
      const last = size ?? sealed
      const fields = [`1-${last}`]
      // No one person's data: everybody's, none of it in clear.
      await recordDisclosure(pool, principal, { ledger, subject: '*', object: 'log/export', fields, purpose })
      const lines = Readable.from(linesOf(log, ledger, last, whenGone(reply)), { objectMode: false })
      return reply
        .type(`${NDJSON}; charset=utf-8`)
        .header('cache-control', 'private, no-store')
        .header('content-disposition', 'attachment; filename="events.ndjson"')
        .send(addAbortSignal(closing, lines))
    },
  })
}

async function* linesOf(log: VerifiableLog, ledger: string, last: number, gone: AbortSignal): AsyncGenerator<string> {
  for (let from = 1; from <= last && !gone.aborted; from += PAGE) {
    const shown = await log.disclosuresOf(ledger, from, Math.min(last, from + PAGE - 1))
    yield shown.map((event) => `${formatDisclosure(event)}\n`).join('')
  }
}
