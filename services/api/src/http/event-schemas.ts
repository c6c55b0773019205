import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Problem } from './problems.ts'
import { problemResponses } from './schemas.ts'

const FOLDER = new URL('../schemas/', import.meta.resolve('@kooperacje/domain'))

const Catalogue = z
  .object({
    items: z.array(
      z.object({
        type: z.string(),
        version: z.int(),
        schema: z.string().describe('Address of the JSON Schema'),
      }),
    ),
  })
  .meta({ id: 'EventSchemas' })

const Params = z.object({ type: z.string().regex(/^[A-Za-z]{1,100}$/), version: z.string().regex(/^[1-9]\d{0,3}$/) })

/**
 * The form of every payload that was ever published, as JSON Schema, with examples. For everybody: it says what kinds of
 * facts there are, not which. Read once: the files are part of what runs.
 */
export function registerEventSchemas(app: FastifyInstance): void {
  const files = new Map(readdirSync(FOLDER).map((file) => [file, published(file)]))
  const items = [...files.keys()].toSorted().map((file) => {
    const [type = '', version = ''] = file.split('.')
    return { type, version: Number(version), schema: `/schemas/${type}/${version}` }
  })

  const catalogue = { operationId: 'listEventSchemas', tags: ['history'], summary: 'The schemas of all events.' }
  app.get('/schemas', { schema: { ...catalogue, response: { 200: Catalogue } } }, async () => ({ items }))

  app.route({
    method: 'GET',
    url: '/schemas/:type/:version',
    schema: {
      operationId: 'getEventSchema',
      tags: ['history'],
      summary: 'The payload of one version of one type of event, as JSON Schema.',
      params: Params,
      response: {
        200: { description: 'The schema', content: { 'application/schema+json': { schema: z.unknown() } } },
        304: z.null().describe('As the caller has it already'),
        ...problemResponses,
      },
    },
    handler: async (request, reply) => {
      const { type, version } = Params.parse(request.params)
      const file = files.get(`${type}.${version}.json`)
      if (!file) throw new Problem('no-such-route')
      // Not immutable: a version may come to allow more.
      reply.header('etag', file.etag).header('cache-control', 'public, max-age=3600')
      if (request.headers['if-none-match'] === file.etag) return reply.code(304).send()
      return reply
        .type('application/schema+json')
        .serializer((text: string) => text)
        .send(file.text)
    },
  })
}

function published(file: string): { readonly text: string; readonly etag: string } {
  const text = readFileSync(new URL(file, FOLDER), 'utf8')
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` }
}
