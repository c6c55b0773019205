import { businessDate } from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import type { InterdisciplinaryTeamsTable, MattersTable } from '../governance-tables.ts'
import { table } from '../table.ts'
import { defineProjection } from '../table-projection.ts'

const stamp = ({ streamVersion }: RecordedEvent) => ({ version: streamVersion })
const matters = table<MattersTable, 'matterId'>('matters', ['matterId'], { stream: 'matterId', stamp })
const teams = table<InterdisciplinaryTeamsTable, 'teamId'>('interdisciplinary_teams', ['teamId'], {
  stream: 'teamId',
  stamp,
})

const dayOf = ({ occurredAt }: { readonly occurredAt: string }) => businessDate(occurredAt)

const later = (known: string | null, day: string): string => (known !== null && known > day ? known : day)

/** Matters that the law sets a term for, and the sittings that it asks for: kinds and days. */
export const mattersProjection = defineProjection({
  name: 'matters',
  version: 3,
  tables: [matters, teams],
  on: {
    MatterOpened: (event) =>
      matters.insert({
        matterId: event.streamId,
        kind: event.data.kind,
        complex: event.data.complex ?? false,
        caseId: event.data.caseId ?? null,
        status: 'OPEN',
        openedOn: dayOf(event),
        extendedOn: null,
        extendedUntil: null,
        reviews: 0,
        lastReviewedOn: null,
        settledOn: null,
        version: event.streamVersion,
      }),
    MatterExtended: (event) =>
      matters.update(
        { matterId: event.streamId },
        { status: 'EXTENDED', extendedOn: dayOf(event), extendedUntil: event.data.until ?? null },
      ),
    // Like sittings, reviews may be entered in any order.
    MatterReviewed: (event) =>
      matters.update({ matterId: event.streamId }, ({ reviews, lastReviewedOn }) => ({
        reviews: reviews + 1,
        lastReviewedOn: later(lastReviewedOn, dayOf(event)),
      })),
    MatterSettled: (event) =>
      matters.update({ matterId: event.streamId }, { status: 'SETTLED', settledOn: dayOf(event) }),

    InterdisciplinaryTeamFormed: (event) =>
      teams.insert({
        teamId: event.streamId,
        municipality: event.data.municipality ?? null,
        formedOn: dayOf(event),
        sittings: 0,
        lastSatOn: null,
        version: event.streamVersion,
      }),
    // Sittings may be entered in any order: the last one is the latest.
    InterdisciplinaryTeamSat: (event) =>
      teams.update({ teamId: event.streamId }, ({ sittings, lastSatOn }) => ({
        sittings: sittings + 1,
        lastSatOn: later(lastSatOn, dayOf(event)),
      })),
  },
})
