import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { ApiContext } from '../http/context.ts'
import { Problem } from '../http/problems.ts'
import { LedgerParam, problemResponses } from '../http/schemas.ts'
import { FOR_NOW, FOREVER, sealedSize } from './sealed.ts'
import { logRoutes } from './table.ts'

const count = (least: number) => z.coerce.number().int().min(least)
const Path = z.array(z.string()).describe('Hashes in base64, in the order of RFC 6962')

const Inclusion = z
  .object({ position: z.int(), size: z.int(), leafHash: z.string().describe('In base64'), path: Path })
  .meta({ id: 'LogProof' })
const InclusionQuery = z.strictObject({
  position: count(1).describe('Of the fact in the ledger; entry `position` - 1 of the tree'),
  size: count(1).optional().describe('Of the tree. Default: that of the newest checkpoint'),
})

const Consistency = z.object({ from: z.int(), to: z.int(), path: Path }).meta({ id: 'LogConsistency' })
const ConsistencyQuery = z.strictObject({
  from: count(0).describe('The smaller size'),
  to: count(0).optional().describe('The larger one. Default: that of the newest checkpoint'),
})

const base64 = (hashes: readonly Uint8Array[]) => hashes.map((hash) => Buffer.from(hash).toString('base64'))

export function registerProofs(app: FastifyInstance, { log }: ApiContext): void {
  const open = { tags: ['log'], description: 'For everybody.', security: [], params: z.object({ ledger: LedgerParam }) }

  const { proof, consistency } = logRoutes
  app.route({
    method: 'GET',
    url: `/v1/:ledger${proof.path}`,
    schema: {
      ...open,
      operationId: proof.operationId,
      summary: proof.about,
      querystring: InclusionQuery,
      response: { 200: Inclusion, ...problemResponses('stream') },
    },
    handler: async (request, reply) => {
      const { ledger } = request.params as { ledger: string }
      const { position, size: asked } = request.query as z.output<typeof InclusionQuery>
      const sealed = await sealedSize(log, ledger)
      const size = asked ?? sealed
      refuseLarger('position', position, asked)
      if (size > sealed || position > sealed) throw new Problem('not-sealed-yet', { details: { sealed } })
      const path = await log.inclusionProof(ledger, position, size)
      const leafHash = await log.leafHash(ledger, position)
      reply.header('cache-control', asked === undefined ? FOR_NOW : FOREVER)
      return { position, size, leafHash: Buffer.from(leafHash).toString('base64'), path: base64(path) }
    },
  })
  app.route({
    method: 'GET',
    url: `/v1/:ledger${consistency.path}`,
    schema: {
      ...open,
      operationId: consistency.operationId,
      summary: consistency.about,
      querystring: ConsistencyQuery,
      response: { 200: Consistency, ...problemResponses('stream') },
    },
    handler: async (request, reply) => {
      const { ledger } = request.params as { ledger: string }
      const { from, to: asked } = request.query as z.output<typeof ConsistencyQuery>
      const sealed = await sealedSize(log, ledger)
      const to = asked ?? sealed
      refuseLarger('from', from, asked)
      if (to > sealed || from > sealed) throw new Problem('not-sealed-yet', { details: { sealed } })
      reply.header('cache-control', asked === undefined ? FOR_NOW : FOREVER)
      return { from, to, path: base64(await log.consistencyProof(ledger, from, to)) }
    },
  })
}

function refuseLarger(name: string, value: number, size: number | undefined): void {
  if (size === undefined || value <= size) return
  throw new Problem('invalid-request', {
    errors: [{ path: `query.${name}`, message: `a tree of ${size} entries has no ${value}` }],
  })
}
