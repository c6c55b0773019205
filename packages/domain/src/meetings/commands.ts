import { z } from 'zod'
import { TeamMeetingHeld } from '../cases/events.ts'
import { caseProcess } from '../cases/process.ts'
import type { CaseState } from '../cases/state.ts'
import { Attendance } from '../cases/values.ts'
import { defineCommand, type EventOn, recordCommand, type StreamRef } from '../kernel/command.ts'
import { type DataOf, event } from '../kernel/event.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { InitiatingMeetingHeld, PlenaryMeetingHeld } from '../partnerships/events.ts'
import { partnership } from '../partnerships/process.ts'
import type { PartnershipState } from '../partnerships/state.ts'
import { MeetingCancelled, MeetingHeld, MeetingOf, MeetingScheduled } from './events.ts'
import { meeting } from './process.ts'

/** Whose meeting it is: the case of a team, or the partnership. */
const ownerOf = (of: MeetingOf | null): StreamRef => {
  if (of?.kind === 'TEAM') return { process: caseProcess, id: of.caseId }
  return { process: partnership, id: of?.partnershipId ?? '' }
}

const ENDED = ['REJECTED', 'CLOSED', 'DISSOLVED', 'ABANDONED']

export const scheduleMeeting = defineCommand({
  name: 'ScheduleMeeting',
  about: 'Call a meeting of a task team or of the partnership.',
  process: meeting,
  creates: true,
  adds: [MeetingScheduled],
  body: MeetingScheduled.data,
  reads: ({ body }) => ({ owner: ownerOf(body.of) }),
  events: ({ body, others }) => {
    const { status } = others.owner as CaseState | PartnershipState
    if (status === 'NONE') return refuse('not-found', { field: 'of' })
    if (ENDED.includes(status)) return refuse('not-allowed-in-state', { state: status, step: 'MeetingScheduled' })
    return [event(MeetingScheduled, body)]
  },
})

const Held = MeetingHeld.data.omit({ of: true, decisions: true }).extend({
  of: MeetingOf.optional().describe('Whose meeting it was; may be left out when it was called before'),
  ordinal: z.int().min(1).max(1000).optional().describe('The number it should have; another one is refused'),
  decisions: MeetingHeld.data.shape.decisions.unwrap().optional().describe('Left out: as many as were decided'),
  attendance: z
    .array(Attendance.omit({ sector: true }))
    .max(50)
    .optional()
    .describe('Of a task team: who of it was invited, and whether they came. The numbers follow from it'),
  clientVoice: TeamMeetingHeld.data.shape.clientVoice.describe('Of a task team: what the client said for themself'),
  decided: TeamMeetingHeld.data.shape.decided.describe('Of a task team: what was decided, in words'),
})

export const holdMeeting = defineCommand({
  name: 'HoldMeeting',
  about: 'Record a meeting that took place, called before or not; the case or partnership learns of it at once.',
  process: meeting,
  creates: true,
  adds: [MeetingHeld],
  body: Held,
  reads: ({ body, state }) => ({ owner: ownerOf(body.of ?? state.of) }),
  events: ({ id, body, state, others }) => {
    const { ordinal, attendance, clientVoice, decided, ...minutes } = body
    const of = body.of ?? state.of
    if (!of) return refuse('not-found', { field: 'of' })
    const invited = body.invited ?? attendance?.length ?? state.invited ?? undefined
    const present = body.present ?? attendance?.filter((each) => each.present).length
    const held = {
      ...minutes,
      of,
      decisions: body.decisions ?? decided?.length ?? 0,
      ...(invited !== undefined && { invited }),
      ...(present !== undefined && { present }),
    }
    const told = of.kind === 'TEAM' ? tellCase : tellPartnership
    const fact = told({ id, held, ordinal, attendance, words: { clientVoice, decided }, owner: others.owner })
    return 'code' in fact ? fact : [event(MeetingHeld, held), fact]
  },
})

interface Told<Owner> {
  readonly id: string
  readonly held: DataOf<typeof MeetingHeld>
  readonly ordinal: number | undefined
  readonly attendance: readonly { readonly memberId: string; readonly present: boolean }[] | undefined
  readonly words: Pick<DataOf<typeof TeamMeetingHeld>, 'clientVoice' | 'decided'>
  readonly owner: Owner
}

function tellCase({ id, held, ordinal, attendance, words, owner }: Told<CaseState>): EventOn | Refusal {
  const { of, invited, present, clientPresent, mode, purpose } = held
  if (of.kind !== 'TEAM') throw new Error('only a task team meets for a case')
  if (invited === undefined || present === undefined || clientPresent === undefined) {
    return refuse('attendance-missing', { need: ['invited', 'present', 'clientPresent'] })
  }
  const sectors = new Map(owner.team?.members.map(({ memberId, sector }) => [memberId, sector]))
  const list = attendance?.map((each) => ({ ...each, sector: sectors.get(each.memberId) ?? ('OTHER' as const) }))
  const spoken = Object.entries(words).filter(([, word]) => word !== undefined)
  const data = {
    meetingId: id,
    teamId: owner.team?.teamId ?? '',
    ordinal: ordinal ?? owner.sittings + 1,
    invited,
    present,
    clientPresent,
    mode,
    ...(purpose !== undefined && { purpose }),
    ...(list !== undefined && { attendance: list }),
    ...(spoken.length > 0 && { clientId: owner.clientId ?? '', ...Object.fromEntries(spoken) }),
  }
  return { process: caseProcess, id: of.caseId, event: event(TeamMeetingHeld, data) }
}

function tellPartnership({ id, held, ordinal, owner }: Told<PartnershipState>): EventOn | Refusal {
  const { of, invited, present, membersPresent, mode } = held
  if (of.kind === 'TEAM') throw new Error('a partnership has initiating and plenary meetings')
  const on = { process: partnership, id: of.partnershipId }
  const some = { meetingId: id, mode, ...(invited !== undefined && { invited }) }
  if (of.kind === 'PLENARY') {
    const data = {
      ...some,
      ordinal: ordinal ?? owner.plenaryMeetings + 1,
      ...(present !== undefined && { present }),
      ...(membersPresent !== undefined && { membersPresent }),
    }
    return { ...on, event: event(PlenaryMeetingHeld, data) }
  }
  if (present === undefined) return refuse('attendance-missing', { need: ['present'] })
  const data = { ...some, ordinal: ordinal ?? owner.initiatingMeetings + 1, present }
  return { ...on, event: event(InitiatingMeetingHeld, data) }
}

export const cancelMeeting = recordCommand(meeting, MeetingCancelled, {
  name: 'CancelMeeting',
  about: 'Record that a meeting that was called does not take place.',
})

export const meetingCommands = [scheduleMeeting, holdMeeting, cancelMeeting] as const
