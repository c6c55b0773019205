import fastify, { type FastifyInstance } from 'fastify'
import { beforeEach, describe, expect, it } from 'vitest'
import { installProblemHandler } from './problem-handler.ts'
import { Problem, problemTypes } from './problems.ts'

describe('the log of what could not be answered', () => {
  let app: FastifyInstance
  let lines: { level: number; msg: string; err?: { message: string } }[]

  beforeEach(() => {
    lines = []
    const stream = { write: (line: string) => void lines.push(JSON.parse(line)) }
    app = fastify({ logger: { level: 'warn', stream } })
    installProblemHandler(app, (request, reply, problem) =>
      request.headers.accept === 'text/html' ? reply.code(problemTypes[problem.code].status).send('a page') : null,
    )
  })

  const thrown = async (error: Error) => {
    app.get('/', () => Promise.reject(error))
    const { statusCode, json } = await app.inject('/')
    return { status: statusCode, code: json().code }
  }

  it('says why a request failed when something is broken, and tells the client nothing of it', async () => {
    expect(await thrown(new Error('relation does not exist'))).toEqual({ status: 500, code: 'internal-error' })
    expect(lines).toMatchObject([{ level: 50, msg: 'request failed', err: { message: 'relation does not exist' } }])
  })

  it.each([
    ['refuses connections', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    ['does not answer in time', new Error('Query read timeout')],
    ['has a full disk', Object.assign(new Error('could not extend file'), { code: '53100' })],
  ])('says so when the database %s', async (_, error) => {
    expect(await thrown(error)).toEqual({ status: 503, code: 'unavailable' })
    expect(lines).toMatchObject([{ level: 50, msg: 'request failed' }])
  })

  it.each(['application/json', 'text/html'])('says when to ask again to whoever wants %s', async (accept) => {
    app.get('/', () => Promise.reject(Object.assign(new Error('shutting down'), { code: '57P01' })))
    const { statusCode, headers } = await app.inject({ url: '/', headers: { accept } })
    expect([statusCode, headers['retry-after']]).toEqual([503, '1'])
  })

  it('is silent where "later" is the answer', async () => {
    expect(await thrown(new Problem('projection-behind'))).toEqual({ status: 503, code: 'projection-behind' })
    expect(lines).toEqual([])
  })
})
