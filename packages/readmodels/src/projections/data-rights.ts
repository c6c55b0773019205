import { businessDate } from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import type { ErasuresTable, LegalHoldsTable } from '../data-rights-tables.ts'
import { table } from '../table.ts'
import { defineProjection } from '../table-projection.ts'

const stamp = ({ streamVersion }: RecordedEvent) => ({ version: streamVersion })
const erasures = table<ErasuresTable, 'erasureId'>('erasures', ['erasureId'], { stamp })
const holds = table<LegalHoldsTable, 'clientId' | 'holdId'>('legal_holds', ['clientId', 'holdId'])

const dayOf = ({ occurredAt }: { readonly occurredAt: string }) => businessDate(occurredAt)

/** Requests to erase, and the legal holds that stand in their way. */
export const dataRightsProjection = defineProjection({
  name: 'data_rights',
  version: 1,
  tables: [erasures, holds],
  on: {
    ErasureRequested: (event) =>
      erasures.insert({
        erasureId: event.streamId,
        ...event.data,
        status: 'REQUESTED',
        requestedOn: dayOf(event),
        confirmedBy: null,
        confirmedOn: null,
        begunOn: null,
        endedOn: null,
        refusalGround: null,
        version: event.streamVersion,
      }),
    ErasureConfirmed: (event) =>
      erasures.update(
        { erasureId: event.streamId },
        { status: 'CONFIRMED', confirmedBy: event.data.confirmedBy, confirmedOn: dayOf(event) },
      ),
    ErasureRefused: (event) =>
      erasures.update(
        { erasureId: event.streamId },
        { status: 'REFUSED', endedOn: dayOf(event), refusalGround: event.data.ground },
      ),
    ErasureWithdrawn: (event) =>
      erasures.update({ erasureId: event.streamId }, { status: 'WITHDRAWN', endedOn: dayOf(event) }),
    ErasureBegun: (event) => erasures.update({ erasureId: event.streamId }, { status: 'BEGUN', begunOn: dayOf(event) }),
    ErasureDone: (event) => erasures.update({ erasureId: event.streamId }, { status: 'DONE', endedOn: dayOf(event) }),

    LegalHoldPlaced: (event) =>
      holds.insert({
        clientId: event.streamId,
        holdId: event.data.holdId,
        ground: event.data.ground,
        placedOn: dayOf(event),
        liftedOn: null,
      }),
    LegalHoldLifted: (event) =>
      holds.update({ clientId: event.streamId, holdId: event.data.holdId }, { liftedOn: dayOf(event) }),
  },
})
