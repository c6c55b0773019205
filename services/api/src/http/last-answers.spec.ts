import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { endConnectionsWithLastAnswers } from './last-answers.ts'

/** A server whose answers wait for `finish`, and a proxy before it that keeps its connections. */
async function server() {
  const app = Fastify({ forceCloseConnections: 'idle', keepAliveTimeout: 600_000 })
  endConnectionsWithLastAnswers(app)
  const begun = Promise.withResolvers<void>()
  const finish = Promise.withResolvers<void>()
  app.get('/whole', async () => {
    begun.resolve()
    await finish.promise
    return 'whole'
  })
  app.get('/streamed', async () =>
    Readable.from(
      (async function* () {
        yield 'in '
        await finish.promise
        yield 'parts'
      })(),
    ),
  )
  await app.listen({ port: 0 })
  const proxy = new Agent({ keepAlive: true })
  const ask = async (path: string): Promise<IncomingMessage> => {
    const { port } = app.server.address() as AddressInfo
    const [answer] = await once(request({ port, path, agent: proxy }).end(), 'response')
    return answer
  }
  return { app, ask, begun: begun.promise, finish: finish.resolve }
}

it('an answer under way when the server closes is given whole, and takes its connection with it', async () => {
  const { app, ask, begun, finish } = await server()
  const answering = ask('/whole')
  await begun
  const closed = app.close()
  // A turn for the hooks that close it.
  await new Promise(setImmediate)
  finish()
  const answer = await answering
  expect(await text(answer)).toBe('whole')
  expect(answer.headers.connection).toBe('close')
  await closed
})

it('so does one whose headers had left before', async () => {
  const { app, ask, finish } = await server()
  const answer = await ask('/streamed')
  const closed = app.close()
  await new Promise(setImmediate)
  finish()
  expect(await text(answer)).toBe('in parts')
  await closed
})
