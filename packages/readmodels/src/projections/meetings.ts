import { businessDate } from '@kooperacje/domain'
import type { MeetingKind, MeetingsTable } from '../schema.ts'
import { table } from '../table.ts'
import { defineProjection, type EventNamed } from '../table-projection.ts'

const meetings = table<MeetingsTable, 'meetingId'>('meetings', ['meetingId'])

type Meeting = Omit<MeetingsTable, 'ledger' | 'position' | 'updatedPosition'>

const called = (meetingId: string, kind: MeetingKind): Meeting => ({
  meetingId,
  kind,
  partnershipId: null,
  caseId: null,
  status: 'SCHEDULED',
  ordinal: null,
  plannedOn: null,
  heldOn: null,
  nextOn: null,
  invited: null,
  present: null,
  clientPresent: null,
  mode: null,
  decisions: 0,
  purpose: null,
  attendance: [],
  minutesFiledOn: null,
})

const whose = (of: { partnershipId: string } | { caseId: string }) =>
  'caseId' in of ? { caseId: of.caseId } : { partnershipId: of.partnershipId }

/** Takes over what is said and keeps what the fact leaves unsaid. */
const said = <Fields extends object>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]: Exclude<Fields[Name], undefined>
  }

const minuted = ({ occurredAt, data: { meetingId } }: EventNamed<'MinutesFiled' | 'TeamMinutesFiled'>) =>
  meetings.update({ meetingId }, { minutesFiledOn: businessDate(occurredAt) })

/**
 * A meeting is told twice: on its own stream, and on the stream of the partnership or case that met, which alone knows
 * its ordinal. Meetings that nobody scheduled here are known from the second telling only, so either may come first.
 */
const held = (
  meetingId: string,
  kind: MeetingKind,
  occurredAt: string,
  fields: Partial<{ [Name in keyof Meeting]: Meeting[Name] | undefined }>,
) =>
  meetings.upsert({ meetingId }, (row) => ({
    ...(row ?? called(meetingId, kind)),
    status: 'HELD',
    heldOn: businessDate(occurredAt),
    ...said(fields),
  }))

export const meetingsProjection = defineProjection({
  name: 'meetings',
  version: 3,
  tables: [meetings],
  on: {
    MeetingScheduled: ({ streamId, data: { of, plannedOn, invited, mode } }) =>
      meetings.insert({ ...called(streamId, of.kind), ...whose(of), plannedOn, invited, mode }),
    MeetingCancelled: ({ streamId }) => meetings.update({ meetingId: streamId }, { status: 'CANCELLED' }),
    MeetingHeld: ({ streamId, occurredAt, data }) => {
      const { of, ...minutes } = data
      const { invited, present, clientPresent, mode, decisions, nextOn, purpose } = minutes
      const told = { invited, present, clientPresent, mode, decisions, nextOn, purpose }
      return held(streamId, of.kind, occurredAt, { ...whose(of), ...told })
    },

    InitiatingMeetingHeld: ({ streamId, occurredAt, data: { meetingId, ordinal, invited, present, mode } }) =>
      held(meetingId, 'INITIATING', occurredAt, { partnershipId: streamId, ordinal, invited, present, mode }),
    PlenaryMeetingHeld: ({ streamId, occurredAt, data: { meetingId, ordinal, invited, present, mode } }) =>
      held(meetingId, 'PLENARY', occurredAt, { partnershipId: streamId, ordinal, invited, present, mode }),
    TeamMeetingHeld: ({ streamId, occurredAt, data }) => {
      const { meetingId, ordinal, invited, present, clientPresent, mode, purpose, attendance } = data
      const told = { ordinal, invited, present, clientPresent, mode, purpose, attendance }
      return held(meetingId, 'TEAM', occurredAt, { caseId: streamId, ...told })
    },

    MinutesFiled: minuted,
    TeamMinutesFiled: minuted,
  },
})
