import type { VerifiableLog } from '@kooperacje/events'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { Problem } from '../http/problems.ts'

/** What was said of a finished tree stays true. */
export const FOREVER = 'public, max-age=31536000, immutable'
/** May have been overtaken a moment later. */
export const FOR_NOW = 'no-cache'

/** How many facts of the ledger are sealed. A ledger that is not there is told from one that is not sealed yet. */
export async function sealedSize(log: VerifiableLog, ledger: string): Promise<number> {
  const state = await log.state(ledger)
  if (!state) throw new Problem('not-found')
  return state.size
}

/** How many witnesses must have cosigned what is asked for. */
export const Witnesses = z.coerce
  .number()
  .int()
  .min(0)
  .max(100)
  .optional()
  .describe('The newest checkpoint that so many witnesses have cosigned; they need a moment after it was signed')

/** As bytes, past the schemas of answers: what is signed or hashed goes out as it is. */
export const sendAsIs = (reply: FastifyReply, type: string, cacheControl: string, body: string | Uint8Array) =>
  reply
    .type(type)
    .header('cache-control', cacheControl)
    .send(Buffer.from(body as string))
