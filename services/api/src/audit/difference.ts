import { changeOf, changeRow, changesBetween, type Moment, type ThingChange } from '@kooperacje/history'
import { z } from 'zod'
import { Problem } from '../http/problems.ts'
import { stream } from '../http/stream-route.ts'
import {
  AskedDate,
  AskedKind,
  AskedPosition,
  AskedStream,
  clearanceOf,
  momentOf,
  refuseBeyond,
  refuseReversed,
  refuseUnknownStream,
  streamIn,
} from './asked.ts'
import { ChangeRowView } from './shapes.ts'

const Query = z.object({
  stream: AskedStream.optional().describe('Only this thing'),
  kind: AskedKind.optional().describe('Only things of this kind'),
  fromPosition: AskedPosition.optional().describe('Before: as it was known at this position'),
  fromRecordedUntil: AskedDate.optional().describe('Before: as it was known then'),
  fromUntil: AskedDate.optional().describe('Before: as it was at the end of this day'),
  toPosition: AskedPosition.optional().describe('After; now unless said otherwise'),
  toRecordedUntil: AskedDate.optional(),
  toUntil: AskedDate.optional(),
})

export const differenceRoute = stream({
  path: '/audit/difference',
  operationId: 'auditDifference',
  tag: 'audit',
  about: 'What differs between two positions or dates: thing by thing, place by place.',
  permission: 'audit.read',
  query: Query,
  item: ChangeRowView,
  place: ({ foundAt }) => foundAt,
  open: async ({ ledger, query: asked, principal, context, after: behind, signal }) => {
    const { closedStore: store } = context
    const before = momentOf({
      position: asked.fromPosition,
      recordedUntil: asked.fromRecordedUntil,
      until: asked.fromUntil,
    })
    const after = momentOf({ position: asked.toPosition, recordedUntil: asked.toRecordedUntil, until: asked.toUntil })
    refuseUnbounded(before)
    refuseReversed([
      ['fromPosition', before.position, 'toPosition', after.position],
      ['fromRecordedUntil', before.recordedUntil, 'toRecordedUntil', after.recordedUntil],
      ['fromUntil', before.until, 'toUntil', after.until],
    ])
    const head = await store.head(ledger)
    refuseBeyond(head, { fromPosition: before.position, toPosition: after.position })
    const clearance = clearanceOf(principal)
    const name = streamIn(asked.stream)
    if (name) {
      await refuseUnknownStream(store, ledger, name, clearance)
      return ofOne(await changeOf(store, name, { ledger, before, after, clearance }))
    }
    return rowsOf(changesBetween(store, { ledger, before, after, clearance, head, kind: asked.kind, behind, signal }))
  },
})

/** Without a beginning everything is new, which is what the states say. */
function refuseUnbounded(before: Moment): void {
  if (Object.values(before).some((bound) => bound !== undefined)) return
  const message = 'or fromRecordedUntil or fromUntil is needed: since when?'
  throw new Problem('invalid-request', { errors: [{ path: 'query.fromPosition', message }] })
}

/** One thing is one page. */
async function* ofOne(found: Omit<ThingChange, 'foundAt'>) {
  const foundAt = found.after.last?.position ?? found.before.last?.position ?? 1
  if (found.changes.length > 0) yield [{ ...changeRow(found), foundAt }]
}

async function* rowsOf(changes: AsyncIterable<ThingChange>) {
  for await (const change of changes) yield [{ ...changeRow(change), foundAt: change.foundAt }]
}
