import { randomBytes } from 'node:crypto'
import { eventDefinitions } from '@kooperacje/domain'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../app.ts'

describe('the schemas of events', () => {
  let app: FastifyInstance
  beforeAll(async () => {
    const databaseUrl = 'postgres://nobody@127.0.0.1:1/none'
    app = (await buildApp({ databaseUrl, masterKey: randomBytes(32), logger: false })).app
  })
  afterAll(() => app.close())

  it('are listed: every type that may be recorded, in its present version', async () => {
    const { items } = (await app.inject('/schemas')).json<{ items: { type: string; version: number }[] }>()
    const listed = new Set(items.map(({ type, version }) => `${type} ${version}`))
    expect(eventDefinitions.filter(({ type, version }) => !listed.has(`${type} ${version}`))).toEqual([])
  })

  it('say of each member what it may be, and which are personal', async () => {
    const response = await app.inject('/schemas/ReferralSubmitted/1')
    expect(response.headers['content-type']).toMatch(/^application\/schema\+json/)
    expect(response.json()).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: '/schemas/ReferralSubmitted/1',
      properties: { clientName: { dataClass: 'C2' }, urgency: { enum: ['NORMAL', 'URGENT'] } },
    })
  })

  it('stay published when a newer version has come', async () => {
    expect((await app.inject('/schemas/DeadlineReminded/1')).statusCode).toBe(200)
    expect((await app.inject('/schemas/DeadlineReminded/2')).statusCode).toBe(200)
  })

  it('are not sent again to whoever has them', async () => {
    const { etag } = (await app.inject('/schemas/ReferralSubmitted/1')).headers
    const again = await app.inject({ url: '/schemas/ReferralSubmitted/1', headers: { 'if-none-match': String(etag) } })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  })

  it.each(['/schemas/ReferralSubmitted/99', '/schemas/Nothing/1', '/schemas/..%2f..%2fpackage/1'])(
    'of something else are not there: %s',
    async (url) => {
      const response = await app.inject(url)
      expect([404, 422]).toContain(response.statusCode)
      expect(response.headers['content-type']).toMatch(/^application\/problem\+json/)
    },
  )
})
