import { ReferralAccepted, ReferralSubmitted } from '@kooperacje/domain'
import { catchUp } from '@kooperacje/events'
import { expect } from 'vitest'
import { foldFromZero, storedRows } from '../fold-from-zero.ts'
import { referralInboxProjection } from '../projections/referral-inbox.ts'
import type { ReferralInboxTable } from '../schema.ts'
import { table } from '../table.ts'
import { defineProjection, type TableProjection } from '../table-projection.ts'
import { referring } from './facts.ts'
import type { Archive, History } from './history.ts'

/** The same inbox by other code: what was urgent is now called by another word. */
export const nextInbox: TableProjection = defineProjection({
  ...referralInboxProjection,
  version: referralInboxProjection.version + 1,
  on: {
    ReferralSubmitted: (event, models) =>
      referralInboxProjection
        .changes(event, models)
        .map((change) => (change.kind === 'insert' ? { ...change, row: { ...change.row, urgency: 'V2' } } : change)),
    ReferralAccepted: (event, models) => referralInboxProjection.changes(event, models),
    ReferralReturned: (event, models) => referralInboxProjection.changes(event, models),
    ReferralRedirected: (event, models) => referralInboxProjection.changes(event, models),
  },
})

/** The inbox of what was submitted, in a table of which nothing says that its keys are those of the streams. */
export const inboxWithKeys = (keys: Readonly<Record<string, string>>): TableProjection => {
  const inbox = table<ReferralInboxTable, 'referralId'>('referral_inbox', ['referralId'])
  return defineProjection({
    ...referralInboxProjection,
    tables: [inbox],
    on: {
      ReferralSubmitted: (event, models) =>
        referralInboxProjection
          .changes(event, models)
          .map((change) =>
            change.kind === 'insert'
              ? { ...change, table: inbox, row: { ...change.row, referralId: keys[event.streamId], version: 1 } }
              : change,
          ),
    },
  })
}

export async function refer(history: History, from: number, to: number) {
  for (let n = from; n < to; n++) {
    await history.tell('2019-11-06', `referral/r${n}`, ReferralSubmitted, referring())
    if (n % 3 === 0) await history.tell('2019-11-07', `referral/r${n}`, ReferralAccepted, { caseId: `c${n}` })
  }
}

export const project = ({ pool, codec }: Archive, history: History, projection: TableProjection) =>
  catchUp(pool, codec, projection, history.ledger, { batch: 50 })

export async function expectBuiltBy(archive: Archive, projection: TableProjection, histories: readonly History[]) {
  for (const { ledger } of histories) {
    expect(await storedRows(archive.pool, projection, ledger)).toEqual(
      await foldFromZero(archive.store, projection, ledger),
    )
  }
}
