import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../app.ts'

/** The description is made from the routes: nothing here connects. */
const NOWHERE = 'postgres://nobody@127.0.0.1:1/none'

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>
}

describe('the description of the API', () => {
  let app: FastifyInstance
  beforeAll(async () => {
    const built = await buildApp({ databaseUrl: NOWHERE, masterKey: randomBytes(32), logger: false })
    app = built.app
    await app.ready()
  })
  afterAll(() => app.close())

  const description = async () => {
    const response = await app.inject('/openapi.json')
    expect([response.statusCode, response.statusCode === 200 ? '' : response.body]).toEqual([200, ''])
    return response.json<Description>()
  }

  it('can be made: each name of a schema stands for one schema', async () => {
    expect(Object.keys((await description()).paths).length).toBeGreaterThan(100)
  })

  it('names each operation once', async () => {
    const { paths } = await description()
    const ids = Object.values(paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId))
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
  })
})
