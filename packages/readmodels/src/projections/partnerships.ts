import {
  businessDate,
  evolve,
  type Models,
  membersOf,
  partnership,
  partnershipEvents,
  quorumOf,
  sectorsOf,
} from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import type { PartnershipSittingsTable, PartnershipStatus, PartnershipsTable } from '../schema.ts'
import { table } from '../table.ts'
import { defineProjection, type EventNamed, each } from '../table-projection.ts'

const partnerships = table<PartnershipsTable, 'partnershipId'>('partnerships', ['partnershipId'], {
  stream: 'partnershipId',
  stamp: ({ streamVersion }) => ({ version: streamVersion }),
})

const sittings = table<PartnershipSittingsTable, 'partnershipId' | 'meetingId'>(
  'partnership_sittings',
  ['partnershipId', 'meetingId'],
  { stream: 'partnershipId' },
)

type Row = Readonly<PartnershipsTable>

/** What a fact leaves on the row besides the state: mostly the day. */
const notes: {
  readonly [Name in (typeof partnershipEvents)[number]['type']]?: (event: EventNamed<Name>, row: Row) => Partial<Row>
} = {
  LeaderDesignated: ({ data }) => ({ leaderId: data.institutionId, leaderSector: data.sector }),
  InitiatingMeetingHeld: ({ occurredAt }, { firstInitiatingOn }) => ({
    firstInitiatingOn: firstInitiatingOn ?? businessDate(occurredAt),
  }),
  PartnershipConstituted: ({ occurredAt }) => ({ constitutedOn: businessDate(occurredAt) }),
  AccessionDeclarationSigned: () => ({ belowMinimum: false }),
  PartnershipBelowMinimum: () => ({ belowMinimum: true }),
  PlenaryMeetingHeld: ({ occurredAt }) => ({ lastPlenaryOn: businessDate(occurredAt) }),
  WorkPlanAdopted: ({ data: { year } }) => ({ workPlanYear: year }),
  ServiceBasketVersionPublished: ({ occurredAt, data: { basketVersion, services, institutions } }) => ({
    basketVersion,
    basketServices: services,
    basketInstitutions: institutions,
    basketPublishedOn: businessDate(occurredAt),
  }),
  PartnershipSuspended: ({ occurredAt }) => ({ suspendedOn: businessDate(occurredAt) }),
  PartnershipResumed: () => ({ suspendedOn: null }),
  PartnershipDissolved: ({ occurredAt }) => ({ endedOn: businessDate(occurredAt) }),
  PartnershipAbandoned: ({ occurredAt }) => ({ endedOn: businessDate(occurredAt) }),
}

/** The row follows the domain's own fold; what it adds are days and counts for lists. */
function followed(row: Row, event: RecordedEvent, models: Models): Partial<Row> {
  const state = evolve(partnership, row.state, event, models)
  const members = membersOf(state)
  const note = (notes as Readonly<Record<string, ((event: RecordedEvent, row: Row) => Partial<Row>) | undefined>>)[
    event.type
  ]
  return {
    state,
    status: state.status as PartnershipStatus,
    invitedCount: state.invitationsSent,
    initiatingMeetings: state.initiatingMeetings,
    regulationsVersion: state.regulationsVersion,
    plenaryMeetings: state.plenaryMeetings,
    membersCount: members.length,
    sectorsCount: sectorsOf(members).length,
    ...note?.(event, row),
  }
}

const follow = (event: RecordedEvent, models: Models) =>
  partnerships.update({ partnershipId: event.streamId }, (row) => followed(row, event, models))

/** After the fold has taken the meeting in: it knows who the members were. */
const sat = (
  {
    streamId: partnershipId,
    data: { meetingId, mode, present },
  }: EventNamed<'InitiatingMeetingHeld' | 'PlenaryMeetingHeld'>,
  models: Models,
) =>
  partnerships.look({ partnershipId }, (row) => {
    const sitting = row?.state.sittings.find((each) => each.meetingId === meetingId)
    if (!row || !sitting) return null
    const { kind, ordinal, heldOn } = sitting
    const counted = kind === 'PLENARY' ? sitting : null
    return sittings.insert({
      partnershipId,
      meetingId,
      kind,
      ordinal,
      heldOn,
      mode,
      present: present ?? null,
      members: counted?.members ?? null,
      represented: counted?.represented ?? null,
      quorum: counted && quorumOf(counted, models).need,
      minutesFiledOn: null,
    })
  })

export const partnershipsProjection = defineProjection({
  name: 'partnerships',
  version: 4,
  tables: [partnerships, sittings],
  on: {
    ...each(
      partnershipEvents.map(({ type }) => type),
      (event, models) => follow(event, models),
    ),
    InitiatingMeetingHeld: (event, models) => [follow(event, models), sat(event, models)],
    PlenaryMeetingHeld: (event, models) => [follow(event, models), sat(event, models)],
    MinutesFiled: (event, models) => [
      follow(event, models),
      sittings.update(
        { partnershipId: event.streamId, meetingId: event.data.meetingId },
        { minutesFiledOn: businessDate(event.occurredAt) },
      ),
    ],
    PartnershipOpened: (event, models) =>
      partnerships.insert({
        partnershipId: event.streamId,
        name: event.data.name,
        municipality: event.data.municipality,
        modelVersion: event.data.modelVersion,
        status: 'PREPARING',
        state: evolve(partnership, partnership.initial, event, models),
        openedOn: businessDate(event.occurredAt),
        leaderId: null,
        leaderSector: null,
        invitedCount: 0,
        initiatingMeetings: 0,
        firstInitiatingOn: null,
        regulationsVersion: null,
        constitutedOn: null,
        membersCount: 0,
        sectorsCount: 0,
        belowMinimum: false,
        plenaryMeetings: 0,
        lastPlenaryOn: null,
        workPlanYear: null,
        basketVersion: null,
        basketServices: 0,
        basketInstitutions: 0,
        basketPublishedOn: null,
        suspendedOn: null,
        endedOn: null,
        version: event.streamVersion,
      }),
  },
})
