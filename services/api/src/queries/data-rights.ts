import { type ClientState, client, ErasureGround, type ErasureState, erasure, holdsOn } from '@kooperacje/domain'
import { z } from 'zod'
import { standingOf } from '../erasure/client.ts'
import { query } from '../http/query-route.ts'
import { stateOf } from './shapes.ts'

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

const ClientDataView = z
  .object({
    clientId: z.string(),
    restricted: z.boolean().describe('While it is, personal data is shown only to answer the client or a court'),
    holds: z.array(z.string()).describe('Legal holds that stand'),
    erased: z.boolean().describe('Nothing is kept of this client but ids and figures'),
  })
  .meta({ id: 'ClientData' })

/** Read from the streams themselves: few facts, and whoever decides on them must not see yesterday's. */
export const dataRightsQueries = [
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
