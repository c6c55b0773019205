import { type Caused, type Clearance, causeRow, causesOf, type PastStore } from '@kooperacje/history'
import { z } from 'zod'
import { stream } from '../http/stream-route.ts'
import { AskedPosition, clearanceOf, refuseBeyond } from './asked.ts'
import { CauseRowView } from './shapes.ts'

export const causesRoute = stream({
  path: '/audit/causes',
  operationId: 'auditCauses',
  tag: 'audit',
  about: 'What a fact follows from and what followed from it: by reactions, by workers, as notices and corrections.',
  permission: 'audit.read',
  query: z.object({ position: AskedPosition.describe('Of the fact asked about') }),
  item: CauseRowView,
  place: ({ position }) => position,
  open: async ({ ledger, query: { position }, principal, context, after = 0, signal }) => {
    const { closedStore: store } = context
    const clearance = clearanceOf(principal)
    const head = await store.head(ledger)
    refuseBeyond(head, { position })
    return rowsOf(store, causesOf(store, { ledger, position, head, clearance, signal }), clearance, after)
  },
})

async function* rowsOf(store: PastStore, found: AsyncIterable<Caused>, clearance: Clearance, after: number) {
  for await (const caused of found) {
    if (caused.event.position > after) yield [await causeRow(store, caused, clearance)]
  }
}
