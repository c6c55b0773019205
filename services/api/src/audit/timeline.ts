import { timelineOf } from '@kooperacje/history'
import { z } from 'zod'
import { stream } from '../http/stream-route.ts'
import {
  AskedDate,
  AskedPosition,
  AskedStream,
  clearanceOf,
  refuseBeyond,
  refuseReversed,
  refuseUnknownStream,
  streamIn,
  stretchIn,
} from './asked.ts'
import { TimelineRowView } from './shapes.ts'

const Query = z.object({
  stream: AskedStream.optional().describe('Only this thing'),
  from: AskedPosition.optional().describe('First position'),
  to: AskedPosition.optional().describe('Last position'),
  since: AskedDate.optional().describe('Happened then or later (business time)'),
  until: AskedDate.optional().describe('Happened by the end of it'),
  recordedSince: AskedDate.optional(),
  recordedUntil: AskedDate.optional(),
  type: z.string().max(100).optional().describe('Only facts of this type'),
  actor: z.string().max(200).optional().describe('Only what this account did'),
  correlation: z.string().max(200).optional().describe('Only what goes back to this request'),
  backward: z.enum(['true', 'false']).default('false').describe('Newest first'),
})

export const timelineRoute = stream({
  path: '/audit/timeline',
  operationId: 'auditTimeline',
  tag: 'audit',
  about: 'The history of a ledger or of one thing, fact by fact, in the order of recording.',
  permission: 'audit.read',
  query: Query,
  item: TimelineRowView,
  place: ({ position }) => position,
  open: async ({ ledger, query, principal, context, after, atMost, signal }) => {
    const { from, to, backward, type, actor, correlation } = query
    const { closedStore: store } = context
    const clearance = clearanceOf(principal)
    const asked = {
      stream: streamIn(query.stream),
      since: stretchIn(query.since),
      until: stretchIn(query.until),
      recordedSince: stretchIn(query.recordedSince),
      recordedUntil: stretchIn(query.recordedUntil),
    }
    refuseReversed([
      ['from', from, 'to', to],
      ['since', asked.since, 'until', asked.until],
      ['recordedSince', asked.recordedSince, 'recordedUntil', asked.recordedUntil],
    ])
    const head = await store.head(ledger)
    refuseBeyond(head, { from, to })
    if (asked.stream) await refuseUnknownStream(store, ledger, asked.stream, clearance)
    const newestFirst = backward === 'true'
    return timelineOf(store, {
      ...asked,
      ledger,
      from: after !== undefined && !newestFirst ? after + 1 : from,
      to: after !== undefined && newestFirst ? after - 1 : (to ?? head),
      types: type === undefined ? undefined : [type],
      actorId: actor,
      correlationId: correlation,
      backward: newestFirst,
      limit: atMost,
      clearance,
      signal,
    })
  },
})
