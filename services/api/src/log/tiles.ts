import { encodeBundle, leafEntry, parseTilePath, TILE_WIDTH, type TileId } from '@kooperacje/tlog'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { authorise } from '../auth/authenticate.ts'
import type { ApiContext } from '../http/context.ts'
import { Problem } from '../http/problems.ts'
import { LedgerParam, problemResponses } from '../http/schemas.ts'
import { FOREVER, sealedSize, sendAsIs } from './sealed.ts'
import { ENTRIES, logRoutes } from './table.ts'

const BINARY = 'application/octet-stream'

export function registerTiles(app: FastifyInstance, { log }: ApiContext): void {
  const { path, operationId, about } = logRoutes.tile
  app.route({
    method: 'GET',
    url: `/v1/:ledger${path}`,
    schema: {
      operationId,
      tags: ['log'],
      summary: about,
      description: `\`<level>/<index>\`, with \`.p/<width>\` for one that is not full, as C2SP tlog-tiles has it. Hashes are for everybody. Bundles of entries need the permission \`${ENTRIES}\`: they say of every fact what it is and whose, of restricted ones too.`,
      security: [{}, { apiKey: [] }, { session: [] }],
      params: z.object({ ledger: LedgerParam, '*': z.string().describe('0/x001/234, 1/000.p/17, entries/000') }),
      response: {
        200: { description: 'The tile', content: { [BINARY]: { schema: z.string() } } },
        ...problemResponses('read'),
      },
    },
    handler: async (request, reply) => {
      const { ledger, '*': rest } = request.params as { ledger: string; '*': string }
      const tile = parseTilePath(`tile/${rest}`)
      if (!tile) throw new Problem('no-such-route')
      if (tile.level === 'entries') {
        authorise(request.principal, ENTRIES, ledger)
        return sendAsIs(reply, BINARY, 'private, no-store', await entries(ledger, tile))
      }
      const bytes = await log.tile(ledger, { ...tile, level: tile.level })
      if (bytes) return sendAsIs(reply, BINARY, FOREVER, bytes)
      throw new Problem('not-found', { details: { sealed: await sealedSize(log, ledger) } })
    },
  })

  async function entries(ledger: string, { index, width }: TileId): Promise<Uint8Array> {
    const first = index * TILE_WIDTH + 1
    const sealed = await sealedSize(log, ledger)
    if (first + width - 1 > sealed) throw new Problem('not-found', { details: { sealed } })
    return encodeBundle((await log.leavesOf(ledger, first, first + width - 1)).map(leafEntry))
  }
}
