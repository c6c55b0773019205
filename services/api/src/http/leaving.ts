import type { FastifyInstance, FastifyReply } from 'fastify'

/** Aborted when the reader has left: nobody waits for the answer any more. */
export function whenGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  if (reply.raw.destroyed) gone.abort()
  reply.raw.once('close', () => gone.abort())
  return gone.signal
}

/** Aborted when the server closes: an answer that goes on for long must not hold up whoever closes it. */
export function whenClosing(app: FastifyInstance): AbortSignal {
  const closing = new AbortController()
  app.addHook('preClose', async () => closing.abort())
  return closing.signal
}
