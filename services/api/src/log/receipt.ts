import { referral } from '@kooperacje/readmodels'
import { commitmentTo, formatReceipt, leafEntry, leafHash, verifyInclusion } from '@kooperacje/tlog'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { authorise } from '../auth/authenticate.ts'
import { may } from '../auth/permissions.ts'
import type { ApiContext } from '../http/context.ts'
import { Problem } from '../http/problems.ts'
import { LedgerParam, problemResponses } from '../http/schemas.ts'
import { sealedSize, sendAsIs, Witnesses } from './sealed.ts'
import { logRoutes } from './table.ts'

const Query = z.strictObject({ witnesses: Witnesses })

/** The round of sealing comes every few seconds. */
const SOON = '5'

export function registerReceipts(app: FastifyInstance, context: ApiContext): void {
  const { path, operationId, permissions, about } = logRoutes.receipt
  app.route({
    method: 'GET',
    url: `/v1/:ledger${path}`,
    schema: {
      operationId,
      tags: ['log'],
      summary: about,
      description: `Permission: ${permissions.map((name) => `\`${name}\``).join(' or ')}. To be kept by whoever sent the referral: \`verify.mjs receipt\` checks it, years later and offline. Not there until the fact is sealed, which takes seconds.`,
      security: [{ apiKey: [] }, { session: [] }],
      params: z.object({ ledger: LedgerParam, id: z.string() }),
      querystring: Query,
      response: {
        200: { description: 'The proof', content: { 'text/plain': { schema: z.string() } } },
        ...problemResponses('stream'),
      },
    },
    handler: async (request, reply) => {
      const { ledger, id } = request.params as { ledger: string; id: string }
      const { witnesses } = request.query as z.output<typeof Query>
      const permission = permissions.find((name) => request.principal && may(request.principal.role, name))
      const principal = authorise(request.principal, permission ?? permissions[0], ledger)
      const row = await referral(context.pool, ledger, id)
      const visible = row && (may(principal.role, 'referral.read') || row.fromInstitutionId === principal.institutionId)
      if (!visible) throw new Problem('not-found')
      const text = await receiptOf(context, ledger, id, witnesses)
      if (text === null) {
        reply.header('retry-after', SOON)
        throw new Problem('not-sealed-yet', { details: { sealed: await sealedSize(context.log, ledger) } })
      }
      reply.header('content-disposition', `attachment; filename="${id}.tlog-proof"`)
      return sendAsIs(reply, 'text/plain; charset=utf-8', 'private, no-store', text)
    },
  })
}

/** Null while the fact, or the word of so many witnesses, is still to come. */
async function receiptOf(
  { store, log }: ApiContext,
  ledger: string,
  id: string,
  witnesses = 0,
): Promise<string | null> {
  const types = ['ReferralSubmitted']
  const [submitted] = await store.readStream(ledger, 'referral', id, { types, limit: 1, open: false })
  if (!submitted) throw new Problem('not-found')
  const { position } = submitted
  const checkpoint = await log.checkpoint(ledger, undefined, witnesses)
  if (!checkpoint || checkpoint.size < position) return null
  const [disclosure] = await log.disclosuresOf(ledger, position, position, checkpoint.size)
  const path = await log.inclusionProof(ledger, position, checkpoint.size)
  if (!disclosure) throw new Error(`event ${position} of ledger ${ledger} was sealed and is gone`)
  const { leaf, payload, nonce } = disclosure
  const claim = { leafIndex: position - 1, treeSize: checkpoint.size, leafHash: leafHash(leafEntry(leaf)) }
  const bound = nonce === undefined || commitmentTo(payload, nonce) === leaf.commitment
  // Never a receipt that does not verify: whoever keeps it would find out when it matters.
  if (!bound || !verifyInclusion({ ...claim, path, root: checkpoint.root })) {
    throw new Error(`event ${position} of ledger ${ledger} is not the one that was sealed`)
  }
  return formatReceipt(disclosure, { path, checkpoint: checkpoint.note })
}
