import type { VerifiableLog } from '@kooperacje/events'
import type { FastifyReply } from 'fastify'
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

/** As bytes, past the schemas of answers: what is signed or hashed goes out as it is. */
export const sendAsIs = (reply: FastifyReply, type: string, cacheControl: string, body: string | Uint8Array) =>
  reply
    .type(type)
    .header('cache-control', cacheControl)
    .send(Buffer.from(body as string))
