import { Readable } from 'node:stream'
import type { SubscriptionRefusal } from '@kooperacje/events'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { authorise, principalOf } from '../auth/authenticate.ts'
import { may } from '../auth/permissions.ts'
import type { Principal } from '../auth/principal.ts'
import type { ApiContext } from '../http/context.ts'
import { whenClosing, whenGone } from '../http/leaving.ts'
import { Problem } from '../http/problems.ts'
import { LedgerParam, problemResponses } from '../http/schemas.ts'
import { frames } from './frames.ts'
import { followedStreamTypes, streamTypesFor } from './visibility.ts'

/** A stream that does not end, so neither a query nor a command. */
export const eventsRoute = {
  path: '/events',
  operationId: 'followEvents',
  permission: 'event.follow',
  about: 'Facts as they are recorded, so far as the caller may see each of them (server-sent events).',
} as const

const names = z
  .string()
  .max(2000)
  .transform((list) => list.split(',').filter((name) => name !== ''))
  .optional()

const Query = z.strictObject({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe('Begin after this position; 0 is the beginning of the ledger. Default: with what comes from now on'),
  types: names.describe('Only facts of these types, with commas between them'),
  streams: names.describe(`Only facts about these: ${followedStreamTypes.join(', ')}`),
})

const Headers = z.object({
  'last-event-id': z
    .string()
    .regex(/^\d{1,15}$/, 'the id of an event of this stream')
    .optional()
    .describe('The position of the last event that was received; goes before `after`. Browsers send it by themselves'),
})

export interface EventsOptions {
  readonly heartbeatMs?: number | undefined
}

/** Proxies and browsers take a connection that is silent for longer as dead. */
const HEARTBEAT_MS = 15_000

export function registerEvents(
  app: FastifyInstance,
  context: ApiContext,
  { heartbeatMs = HEARTBEAT_MS }: EventsOptions = {},
): void {
  const closing = whenClosing(app)
  const { path, operationId, permission, about } = eventsRoute
  app.route({
    method: 'GET',
    url: `/v1/:ledger${path}`,
    schema: {
      operationId,
      tags: ['event'],
      summary: about,
      description: `Permission: \`${permission}\`; each fact needs besides what a query about the same thing needs. Facts come as CloudEvents in keys alone, without personal data. \`id\` is the position in the ledger: a client that comes back with it as \`Last-Event-ID\` misses nothing. A comment every 15 seconds says that the stream is alive.`,
      security: [{ apiKey: [] }, { session: [] }],
      params: z.object({ ledger: LedgerParam }),
      querystring: Query,
      headers: Headers,
      response: {
        200: { description: 'The stream', content: { 'text/event-stream': { schema: z.string() } } },
        ...problemResponses('stream'),
      },
    },
    handler: async (request, reply) => {
      const { ledger } = request.params as { ledger: string }
      const principal = authorise(request.principal, permission, ledger)
      const { after: asked, types, streams } = request.query as z.output<typeof Query>
      const resumed = (request.headers as z.output<typeof Headers>)['last-event-id']
      const unknown = streams?.find((name) => !followedStreamTypes.includes(name))
      if (unknown !== undefined) throw problemOf({ code: 'unknown-stream-type', streamType: unknown })
      const seen = streamTypesFor(principal)
      const after = resumed === undefined ? (asked ?? (await context.store.head(ledger))) : Number(resumed)
      const signal = AbortSignal.any([whenGone(reply), closing])
      const subscribed = await context.subscriptions.subscribe({
        ledger,
        after,
        types,
        streamTypes: seen.filter((name) => streams?.includes(name) ?? true),
        signal,
      })
      if (!subscribed.ok) throw problemOf(subscribed.refusal)
      const follower = { principal, context, ledger }
      const stillMay = async () => {
        const now = await principalOf(request, context.keys, context.users)
        return now !== null && isSame(now, principal) && may(now.role, permission) && now.ledgers.includes(ledger)
      }
      const { batches } = subscribed
      const text = frames({ batches, after, follower, heartbeatMs, stillMay, signal })
      return (
        reply
          .type('text/event-stream; charset=utf-8')
          .header('cache-control', 'private, no-store')
          // Nothing else comes over this connection: kept open, it would hold up whoever closes the server.
          .header('connection', 'close')
          // Of nginx: pieces go out as they come.
          .header('x-accel-buffering', 'no')
          .send(Readable.from(text, { highWaterMark: 1 }))
      )
    },
  })
}

/** What somebody may see hangs on both: with another institution they have other cases. */
const isSame = (now: Principal, before: Principal) =>
  now.role === before.role && now.institutionId === before.institutionId

function problemOf(refusal: SubscriptionRefusal): Problem {
  switch (refusal.code) {
    case 'unknown-ledger':
      return new Problem('not-found')
    case 'position-beyond-head': {
      const { position, head } = refusal
      return new Problem('position-beyond-head', { details: { position, head } })
    }
    case 'unknown-event-type': {
      const errors = [{ path: 'query.types', message: `there is no event type '${refusal.type}'` }]
      return new Problem('invalid-request', { errors })
    }
    case 'unknown-stream-type': {
      const message = `there are no streams '${refusal.streamType}', only ${followedStreamTypes.join(', ')}`
      return new Problem('invalid-request', { errors: [{ path: 'query.streams', message }] })
    }
    case 'invalid-position':
      throw new Error(`the schema let the position ${refusal.position} pass`)
  }
}
