import { once } from 'node:events'
import Fastify, { type FastifyInstance } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { ApiContext } from './context.ts'
import { installProblemHandler } from './problem-handler.ts'
import { registerStreamRoute, type StreamInput, stream } from './stream-route.ts'

const auditor = { actorId: 'a', role: 'AUDITOR', institutionId: null, ledgers: ['2416021'] } as const

describe('an answer of any length', () => {
  let app: FastifyInstance
  afterEach(() => app.close())

  async function serve(
    batches: (input: StreamInput<{ of?: string }>) => AsyncGenerator<{ at: number; text: string }[]>,
  ) {
    app = Fastify()
    app.setValidatorCompiler(validatorCompiler)
    app.setSerializerCompiler(serializerCompiler)
    installProblemHandler(app, () => null)
    app.decorateRequest('principal', null)
    app.addHook('onRequest', async (request) => {
      request.principal = auditor
    })
    const route = stream({
      path: '/numbers',
      operationId: 'numbers',
      tag: 'test',
      about: 'Numbers.',
      permission: 'audit.read',
      query: z.object({ of: z.string().optional() }),
      item: z.object({ at: z.int(), text: z.string() }),
      place: ({ at }) => at,
      open: async (input) => batches(input),
    })
    registerStreamRoute(app, route, {} as ApiContext)
    const ask = async (query: string, accept = 'application/json') => {
      const response = await app.inject({ url: `/v1/2416021/numbers${query}`, headers: { accept } })
      return { status: response.statusCode, type: response.headers['content-type'], body: response.body }
    }
    return { ask, url: () => app.listen({ host: '127.0.0.1', port: 0 }) }
  }

  /** 1 … 25, ten at a time. */
  async function* numbers({ after = 0 }: StreamInput<unknown>) {
    for (let first = after + 1; first <= 25; first += 10) {
      const count = Math.min(10, 26 - first)
      yield Array.from({ length: count }, (_, i) => ({ at: first + i, text: 'x' }))
    }
  }
  const places = (items: { at: number }[]) => items.map(({ at }) => at)

  it('comes as JSON page by page, each continued by its cursor to the end', async () => {
    const { ask } = await serve(numbers)
    const found: number[][] = []
    for (let next: string | null = ''; next !== null; ) {
      const page = JSON.parse((await ask(`?limit=12${next ? `&cursor=${next}` : ''}`)).body)
      found.push(places(page.items))
      next = page.next
    }
    expect(found.map(({ length }) => length)).toEqual([12, 12, 1])
    expect(found.flat()).toEqual(Array.from({ length: 25 }, (_, i) => i + 1))
  })

  it('comes as NDJSON a line an item, all of it or as many as were asked for', async () => {
    const { ask } = await serve(numbers)
    const { type, body } = await ask('', 'application/x-ndjson')
    expect(type).toBe('application/x-ndjson; charset=utf-8')
    expect(
      places(
        body
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line)),
      ),
    ).toHaveLength(25)
    expect((await ask('?limit=11', 'application/x-ndjson')).body.split('\n')).toHaveLength(12)
  })

  it('does not take the cursor of another question, nor one that was made up', async () => {
    const { ask } = await serve(numbers)
    const { next } = JSON.parse((await ask('?limit=2&of=a')).body)
    expect((await ask(`?limit=2&of=a&cursor=${next}`)).status).toBe(200)
    for (const query of [`?limit=2&cursor=${next}`, `?of=b&cursor=${next}`, '?cursor=xx', '?limit=0', '?so=1']) {
      const { status, body } = await ask(query)
      expect([query, status, JSON.parse(body).code]).toEqual([query, 422, 'invalid-request'])
    }
  })

  it('is made as fast as it is taken, and no longer once the reader has gone', async () => {
    let made = 0
    const { promise: stopped, resolve: stop } = Promise.withResolvers<void>()
    const { url } = await serve(async function* () {
      try {
        // More than any buffer on the way holds.
        for (; made < 400; made++) yield [{ at: made, text: 'x'.repeat(1_000_000) }]
      } finally {
        stop()
      }
    })
    const leaving = new AbortController()
    const response = await fetch(`${await url()}/v1/2416021/numbers`, {
      headers: { accept: 'application/x-ndjson' },
      signal: leaving.signal,
    })
    await response.body?.getReader().read()
    leaving.abort()
    await stopped
    expect(made).toBeLessThan(100)
  })

  it('is no longer looked for once the reader has gone, although nothing was found', async () => {
    const { promise: looking, resolve: look } = Promise.withResolvers<void>()
    const { promise: stopped, resolve: stop } = Promise.withResolvers<void>()
    const { url } = await serve(async function* ({ signal }) {
      look()
      await once(signal, 'abort')
      stop()
      yield []
    })
    const leaving = new AbortController()
    const response = fetch(`${await url()}/v1/2416021/numbers`, {
      headers: { accept: 'application/x-ndjson' },
      signal: leaving.signal,
    })
    await looking
    leaving.abort()
    await expect(response).rejects.toThrow()
    await stopped
  })

  it('that breaks off in the middle is not taken for a whole one', async () => {
    const { url } = await serve(async function* () {
      yield [{ at: 1, text: 'x'.repeat(100_000) }]
      throw new Error('the database went away')
    })
    const response = await fetch(`${await url()}/v1/2416021/numbers`, { headers: { accept: 'application/x-ndjson' } })
    await expect(response.text()).rejects.toThrow()
  })
})
