import { createHash } from 'node:crypto'
import { addAbortSignal, Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { authorise } from '../auth/authenticate.ts'
import type { Permission } from '../auth/permissions.ts'
import type { Principal } from '../auth/principal.ts'
import { accepted } from './accept.ts'
import type { ApiContext } from './context.ts'
import { whenClosing, whenGone } from './leaving.ts'
import { Problem } from './problems.ts'
import { LedgerParam, problemResponses } from './schemas.ts'

export interface StreamInput<Query> {
  readonly ledger: string
  readonly query: Query
  readonly principal: Principal
  readonly context: ApiContext
  /** Place of the last item that was handed out before; undefined at the beginning. */
  readonly after: number | undefined
  /** More than this many items are not asked for; undefined: all there are. */
  readonly atMost: number | undefined
  /** Aborted when the reader has left. */
  readonly signal: AbortSignal
}

/**
 * A question with an answer of any length: `application/x-ndjson` streams all of it, a line an item, at the reader's pace;
 * JSON gives it page by page.
 */
export interface StreamRoute<Query extends z.ZodObject = z.ZodObject, Item extends z.ZodType = z.ZodType> {
  /** Below `/v1/:ledger`. */
  readonly path: string
  readonly operationId: string
  readonly tag: string
  readonly about: string
  readonly permission: Permission
  readonly query: Query
  readonly item: Item
  /** Throws a problem before anything is answered; then gives items batch by batch, in the order of their places. */
  readonly open: (input: StreamInput<z.output<Query>>) => Promise<AsyncIterable<readonly z.output<Item>[]>>
  /** Where an item stands; a page is continued behind the last one's. */
  readonly place: (item: z.output<Item>) => number
}

export const stream = <Query extends z.ZodObject, Item extends z.ZodType>(
  route: StreamRoute<Query, Item>,
): StreamRoute => route as unknown as StreamRoute

const PAGE = 100
const MOST = 1000

const Paging = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .describe(`JSON: items a page, ${PAGE} unless said, at most ${MOST}. NDJSON: items in all`),
  cursor: z
    .string()
    .max(200)
    .optional()
    .describe('The `next` of the page before; the other parameters stay as they were'),
}

const JSON_TYPE = 'application/json'
const NDJSON_TYPE = 'application/x-ndjson'

export function registerStreamRoute(app: FastifyInstance, route: StreamRoute, context: ApiContext): void {
  const { path, operationId, tag, about, permission, query, item } = route
  const closing = whenClosing(app)
  const page = z.object({ items: z.array(item), next: z.string().nullable().describe('Cursor of the next page') })
  app.route({
    method: 'GET',
    url: `/v1/:ledger${path}`,
    // HEAD would read all that a GET streams, and throw it away.
    exposeHeadRoute: false,
    schema: {
      operationId,
      tags: [tag],
      summary: about,
      description: `Permission: \`${permission}\`. JSON page by page; with \`Accept: ${NDJSON_TYPE}\` the whole answer as a stream, an item a line.`,
      security: [{ apiKey: [] }, { session: [] }],
      params: z.object({ ledger: LedgerParam }),
      querystring: query.extend(Paging).strict(),
      response: {
        200: {
          description: 'The answer',
          content: { [JSON_TYPE]: { schema: page }, [NDJSON_TYPE]: { schema: item } },
        },
        ...problemResponses('read'),
      },
    },
    handler: async (request, reply) => {
      const { ledger } = request.params as { ledger: string }
      const { cursor, limit, ...asked } = request.query as { cursor?: string; limit?: number }
      const principal = authorise(request.principal, permission, ledger)
      const after = cursor === undefined ? undefined : placeIn(cursor, asked)
      const streamed = accepted(request.headers.accept, [JSON_TYPE, NDJSON_TYPE]) === NDJSON_TYPE
      const size = Math.min(MOST, limit ?? PAGE)
      const input = { ledger, query: asked, principal, context, after, signal: whenGone(reply) }
      reply.header('cache-control', 'private, no-store').header('vary', 'accept')
      if (streamed) {
        const batches = await route.open({ ...input, atMost: limit })
        // Not in object mode: what waits for a slow reader is then counted in bytes and not in batches.
        const lines = Readable.from(linesOf(batches, limit), { objectMode: false })
        return reply.type(`${NDJSON_TYPE}; charset=utf-8`).send(addAbortSignal(closing, lines))
      }
      const items = await firstOf(await route.open({ ...input, atMost: size + 1 }), size + 1)
      const shown = items.slice(0, size)
      const last = shown.at(-1)
      return { items: shown, next: items.length > size ? cursorAt(route.place(last as never), asked) : null }
    },
  })
}

async function* linesOf(batches: AsyncIterable<readonly unknown[]>, limit = Number.POSITIVE_INFINITY) {
  let left = limit
  for await (const batch of batches) {
    yield batch
      .slice(0, left)
      .map((item) => `${JSON.stringify(item)}\n`)
      .join('')
    left -= batch.length
    if (left <= 0) return
  }
}

async function firstOf(batches: AsyncIterable<readonly unknown[]>, count: number): Promise<readonly unknown[]> {
  const found: unknown[] = []
  for await (const batch of batches) {
    found.push(...batch.slice(0, count - found.length))
    if (found.length >= count) break
  }
  return found
}

/** A cursor goes with its question: with another one it would skip what that one asks for. */
const cursorAt = (place: number, asked: object): string =>
  Buffer.from(`${place}.${markOf(asked)}`).toString('base64url')

function placeIn(cursor: string, asked: object): number {
  const [, place, mark] = /^(\d{1,15})\.([\w-]{8})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (place !== undefined && mark === markOf(asked)) return Number(place)
  const message = 'this cursor was not given out for this question'
  throw new Problem('invalid-request', { errors: [{ path: 'query.cursor', message }] })
}

function markOf(asked: object): string {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined)
  const text = JSON.stringify(given.sort(([a], [b]) => (a < b ? -1 : 1)))
  return createHash('sha256').update(text).digest('base64url').slice(0, 8)
}
