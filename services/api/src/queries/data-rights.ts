import {
  type ClientState,
  client,
  ErasureGround,
  ErasureRefusalGround,
  type ErasureState,
  erasure,
  holdsOn,
} from '@kooperacje/domain'
import { erasuresList } from '@kooperacje/readmodels'
import { z } from 'zod'
import { standingOf } from '../erasure/client.ts'
import { query } from '../http/query-route.ts'
import { PageQuery, page, stateOf } from './shapes.ts'

const ErasureView = z
  .object({
    erasureId: z.string(),
    clientId: z.string(),
    ground: ErasureGround,
    status: stateOf(erasure),
    requestedBy: z.string().describe('Key of the account that asked; another one has to confirm'),
    since: z.iso.date(),
    version: z.int().describe('Of the stream; If-Match takes it'),
  })
  .meta({ id: 'Erasure' })

const ErasureEntry = z
  .object({
    erasureId: z.string(),
    clientId: z.string(),
    ground: ErasureGround,
    status: stateOf(erasure),
    holds: z.array(z.string()).describe('Legal holds on the client that keep this request from going on'),
    requestedBy: z.string().describe('Key of an account, as are the others'),
    requestedOn: z.iso.date(),
    confirmedBy: z.string().nullable(),
    confirmedOn: z.iso.date().nullable(),
    begunOn: z.iso.date().nullable(),
    endedOn: z.iso.date().nullable().describe('When it was done, refused or taken back'),
    refusalGround: ErasureRefusalGround.nullable(),
    version: z.int().describe('Of the stream; If-Match takes it'),
  })
  .meta({ id: 'ErasureEntry' })

const ClientDataView = z
  .object({
    clientId: z.string(),
    restricted: z.boolean().describe('While it is, personal data is shown only to answer the client or a court'),
    holds: z.array(z.string()).describe('Legal holds that stand'),
    erased: z.boolean().describe('Nothing is kept of this client but ids and figures'),
  })
  .meta({ id: 'ClientData' })

/** One thing is read from its stream: few facts, and whoever decides on them must not see yesterday's. */
export const dataRightsQueries = [
  query({
    path: '/erasures',
    operationId: 'listErasures',
    tag: 'erasure',
    about: 'Requests to erase, newest first: asked, confirmed, held, refused, taken back, done.',
    permission: ['erasure.request', 'erasure.decide'],
    projections: ['data_rights'],
    params: z.object({}),
    query: PageQuery.extend({
      status: z
        .union([stateOf(erasure), z.literal('HELD')])
        .optional()
        .describe('HELD: a legal hold keeps it from going on'),
    }),
    answer: page(ErasureEntry),
    run: async ({ ledger, query: { limit, cursor, status }, context }) => {
      const found = await erasuresList(context.pool, ledger, { status }, { limit, after: cursor })
      const items = found.items.map(({ ledger: _, position: __, updatedPosition: ___, holds, ...row }) => ({
        ...row,
        holds: [...holds],
      }))
      return { items, next: found.next }
    },
  }),
  query({
    path: '/erasures/:id',
    operationId: 'getErasure',
    tag: 'erasure',
    about: 'A request to erase and how far it has come.',
    permission: ['erasure.request', 'erasure.decide'],
    projections: [],
    params: z.object({ id: z.string() }),
    query: z.object({}),
    answer: ErasureView,
    run: async ({ ledger, params: { id }, context }) => {
      const { state, version } = await context.handler.state(ledger, { process: erasure, id })
      const { clientId, ground, requestedBy, status, since } = state as ErasureState
      if (status === 'NONE' || clientId === null || ground === null) return null
      return { erasureId: id, clientId, ground, status, requestedBy: requestedBy ?? '', since: since ?? '', version }
    },
  }),
  query({
    path: '/clients/:id',
    operationId: 'getClientData',
    tag: 'client',
    about: 'What applies to the data of a client: holds, restriction, erasure. The data itself is not part of it.',
    permission: ['erasure.request', 'erasure.decide', 'client.hold'],
    projections: [],
    params: z.object({ id: z.string() }),
    query: z.object({}),
    answer: ClientDataView,
    run: async ({ ledger, params: { id }, context }) => {
      const standing = await standingOf(context, ledger, id)
      if (standing === 'UNKNOWN') return null
      const { state } = (await context.handler.state(ledger, { process: client, id })) as { state: ClientState }
      const restricted = state.status === 'RESTRICTED'
      return { clientId: id, restricted, holds: [...holdsOn(state)], erased: standing === 'ERASED' }
    },
  }),
]
