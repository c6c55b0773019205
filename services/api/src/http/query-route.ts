import { waitForPosition } from '@kooperacje/events'
import { InvalidCursor } from '@kooperacje/readmodels'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { authorise } from '../auth/authenticate.ts'
import { may, type Permission } from '../auth/permissions.ts'
import type { Principal } from '../auth/principal.ts'
import type { ApiContext } from './context.ts'
import { Problem } from './problems.ts'
import { LedgerParam, problemResponses } from './schemas.ts'

export interface QueryInput<Params, Query, Body = undefined> {
  readonly ledger: string
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly principal: Principal
  readonly context: ApiContext
}

/** A query is a line and a function: what it answers, which projections it rests on, and who may ask. */
export interface QueryRoute<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Answer extends z.ZodType = z.ZodType,
  Body extends z.ZodObject | undefined = z.ZodObject | undefined,
> {
  readonly path: string
  readonly operationId: string
  readonly tag: string
  readonly about: string
  /** Any one of these suffices; the function narrows what each may see. */
  readonly permission: Permission | readonly Permission[]
  readonly projections: readonly string[]
  readonly params: Params
  readonly query: Query
  /** What is asked about, where an address cannot hold it: then it is asked by POST, and still writes nothing. */
  readonly body?: Body
  readonly answer: Answer
  /** `null` is answered as 404: whether there is nothing or nothing for this caller is not told. */
  readonly run: (
    input: QueryInput<z.output<Params>, z.output<Query>, Body extends z.ZodObject ? z.output<Body> : undefined>,
  ) => Promise<z.output<Answer> | null>
  /** The same answer as a table, for `?format=csv`; without it there is none. */
  readonly csv?: (answer: z.output<Answer>) => string
}

export const query = <
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Answer extends z.ZodType,
  Body extends z.ZodObject | undefined = undefined,
>(
  route: QueryRoute<Params, Query, Answer, Body>,
): QueryRoute => route as unknown as QueryRoute

const Format = z.object({
  format: z.enum(['json', 'csv']).default('json').describe('csv: as a table for spreadsheets'),
})

const AtLeast = z.object({
  atLeast: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe('Wait until the read model has taken this position in; every command answers with one'),
})

export function registerQueryRoute(app: FastifyInstance, route: QueryRoute, context: ApiContext): void {
  const accepted = typeof route.permission === 'string' ? [route.permission] : route.permission
  app.route({
    method: route.body ? 'POST' : 'GET',
    url: `/v1/:ledger${route.path}`,
    schema: {
      operationId: route.operationId,
      tags: [route.tag],
      summary: route.about,
      description: `Permission: ${accepted.map((name) => `\`${name}\``).join(' or ')}.`,
      security: [{ apiKey: [] }, { session: [] }],
      params: route.params.extend({ ledger: LedgerParam }),
      ...(route.body && { body: route.body }),
      querystring: route.query.extend(route.csv ? { ...AtLeast.shape, ...Format.shape } : AtLeast.shape).strict(),
      response: { 200: route.answer, ...problemResponses('read') },
    },
    handler: async (request, reply) => {
      const { ledger, ...params } = request.params as { ledger: string }
      const { atLeast, format, ...filter } = request.query as { atLeast?: number; format?: string }
      const permission = accepted.find((name) => request.principal && may(request.principal.role, name)) ?? accepted[0]
      const principal = authorise(request.principal, permission as Permission, ledger)
      if (atLeast !== undefined && route.projections.length > 0) {
        const reached = await waitForPosition(context.pool, route.projections, ledger, atLeast, context.waitMs)
        if (!reached) throw new Problem('projection-behind', { details: { atLeast } })
      }
      const body = request.body as never
      const answer = await route.run({ ledger, params, query: filter, body, principal, context }).catch(explainCursor)
      if (answer === null) throw new Problem('not-found')
      // What a caller may see depends on the caller; nothing in between may keep it.
      reply.header('cache-control', 'private, no-store')
      if (format !== 'csv' || !route.csv) return answer
      const table = route.csv(answer as never)
      return reply.type('text/csv; charset=utf-8; header=present').serializer(String).send(table)
    },
  })
}

function explainCursor(error: unknown): never {
  if (!(error instanceof InvalidCursor)) throw error
  throw new Problem('invalid-request', { errors: [{ path: 'query.cursor', message: error.message }] })
}
