import { type AnyProcess, processes } from '@kooperacje/domain'
import { replay, type StreamName, stateRow, thingsAt } from '@kooperacje/history'
import { z } from 'zod'
import { Problem } from '../http/problems.ts'
import { query } from '../http/query-route.ts'
import { stream } from '../http/stream-route.ts'
import {
  AskedDate,
  AskedKind,
  AskedPosition,
  AskedStream,
  clearanceOf,
  momentOf,
  refuseBeyond,
  refuseUnknownStream,
  streamIn,
} from './asked.ts'
import { openedFor } from './opened.ts'
import { StateRowView, WholeStateView } from './shapes.ts'

const AsOf = {
  position: AskedPosition.optional().describe('As it was known at this position'),
  recordedUntil: AskedDate.optional().describe('As it was known at the end of this day, or at this moment'),
  until: AskedDate.optional().describe('As it was at the end of this day, by business dates'),
}

export const stateQuery = query({
  path: '/audit/state',
  operationId: 'auditState',
  tag: 'audit',
  about: 'How one thing stood at a position or a date: the state that a command would have met then.',
  permission: 'audit.read',
  projections: [],
  params: z.object({}),
  query: z.object({
    stream: AskedStream,
    ...AsOf,
    purpose: z
      .literal('CONTROL')
      .optional()
      .describe('Of a referral: opens who the client is (class C2), for `audit.read-personal`; kept on record'),
  }),
  answer: WholeStateView,
  run: async ({ ledger, query: asked, principal, context }) => {
    const name = streamIn(asked.stream) as StreamName
    const clearance = clearanceOf(principal)
    const { closedStore } = context
    refuseBeyond(await closedStore.head(ledger), { position: asked.position })
    await refuseUnknownStream(closedStore, ledger, name, clearance)
    const { store, onRecord } = openedFor(context, principal, asked.purpose)
    if (asked.purpose !== undefined) refuseNothingToOpen(name)
    const process = processes[name.type] as AnyProcess
    const at = await replay(store, process, { ledger, stream: name, moment: momentOf(asked), clearance }, onRecord)
    return { ...stateRow(name, at), state: { ...at.state } }
  },
})

/** Only referrals remember who somebody is: of others a read would be on record by which nothing was learnt. */
function refuseNothingToOpen({ type }: StreamName): void {
  if (type === 'referral') return
  const errors = [{ path: 'query.purpose', message: 'only a referral (referral/…) says who the client is' }]
  throw new Problem('invalid-request', { errors })
}

export const statesRoute = stream({
  path: '/audit/states',
  operationId: 'auditStates',
  tag: 'audit',
  about: 'How every thing of a ledger stood at a position or a date, in short, in the order in which they began.',
  permission: 'audit.read',
  query: z.object({ ...AsOf, kind: AskedKind.optional().describe('Only things of this kind') }),
  item: StateRowView.extend({ begunAt: z.int().describe('Position of its first fact') }).meta({ id: 'ThingOfLedger' }),
  place: ({ begunAt }) => begunAt,
  open: async ({ ledger, query: asked, principal, context, after, signal }) => {
    const { closedStore: store } = context
    const head = await store.head(ledger)
    refuseBeyond(head, { position: asked.position })
    const moment = momentOf(asked)
    const to = moment.position ?? head
    const clearance = clearanceOf(principal)
    const things = thingsAt(store, { ledger, moment, clearance, to, after, kind: asked.kind, signal })
    return rowsOf(things)
  },
})

async function* rowsOf(things: ReturnType<typeof thingsAt>) {
  for await (const batch of things) {
    yield batch.map(({ stream, at, begunAt }) => ({ ...stateRow(stream, at), begunAt }))
  }
}
