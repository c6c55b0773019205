import type { FastifyInstance } from 'fastify'

/**
 * Ends each connection with the answer that is under way on it when the server closes. Those that are idle at that moment are
 * closed by Fastify; one that has an answer to come would stay open behind it for as long as connections are kept alive
 * (72 seconds), held by a proxy that is in no hurry, and whoever stops us would kill us before.
 */
export function endConnectionsWithLastAnswers(app: FastifyInstance): void {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close')
  })
  // An answer whose headers had left before.
  app.addHook('onResponse', async () => {
    if (closing) app.server.closeIdleConnections()
  })
}
