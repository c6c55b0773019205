import { addAbortSignal, Readable } from 'node:stream'
import type { VerifiableLog } from '@kooperacje/events'
import { type ExportQuery, exportedLines } from '@kooperacje/history'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { authorise } from '../auth/authenticate.ts'
import { purposes, recordDisclosure } from '../auth/disclosures.ts'
import { may } from '../auth/permissions.ts'
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

export function registerExport(app: FastifyInstance, { log, pool }: ApiContext): void {
  const { path, operationId, permissions, about } = logRoutes.export
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
      description: `Permission: \`${ENTRIES}\`: it says of every fact what it is and whose, of restricted ones too, and personal fields stay sealed. Or \`${permissions[1]}\`: of a fact that is not the reader's to know, and of what would tell of one, there is only the hash, and a payload with sealed fields is left out. The same lines as \`events.ndjson\` of \`koop export\`; beside a checkpoint of that size they are a folder that \`verify.mjs export\` checks.`,
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
      const held = permissions.find((name) => request.principal && may(request.principal.role, name))
      const principal = authorise(request.principal, held ?? ENTRIES, ledger)
      const sealed = await sealedSize(log, ledger)
      if (sealed === 0 || (size ?? 1) > sealed) throw new Problem('not-sealed-yet', { details: { sealed } })
      const last = size ?? sealed
      const fields = [`1-${last}`]
      // No one person's data: everybody's, none of it in clear.
      await recordDisclosure(pool, principal, { ledger, subject: '*', object: 'log/export', fields, purpose })
      const asked = { ledger, size: last, clearance: { restricted: may(principal.role, ENTRIES) } }
      const lines = Readable.from(linesOf(log, asked, whenGone(reply)), { objectMode: false })
      return reply
        .type(`${NDJSON}; charset=utf-8`)
        .header('cache-control', 'private, no-store')
        .header('content-disposition', 'attachment; filename="events.ndjson"')
        .send(addAbortSignal(closing, lines))
    },
  })
}

async function* linesOf(log: VerifiableLog, asked: ExportQuery, gone: AbortSignal): AsyncGenerator<string> {
  for await (const { lines } of exportedLines(log, asked)) {
    yield lines
    if (gone.aborted) return
  }
}
