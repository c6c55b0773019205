import { z } from 'zod'
import { TeamMeetingHeld } from '../cases/events.ts'
import { caseProcess } from '../cases/process.ts'
import type { CaseState } from '../cases/state.ts'
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

const Held = MeetingHeld.data.omit({ of: true }).extend({
  of: MeetingOf.optional().describe('Whose meeting it was; may be left out when it was called before'),
  ordinal: z.int().min(1).max(1000).optional().describe('The number it should have; another one is refused'),
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
    const { ordinal, ...minutes } = body
    const of = body.of ?? state.of
    if (!of) return refuse('not-found', { field: 'of' })
    const invited = body.invited ?? state.invited ?? undefined
    const held = { ...minutes, of, ...(invited !== undefined && { invited }) }
    const told = of.kind === 'TEAM' ? tellCase : tellPartnership
    const fact = told({ id, held, ordinal, owner: others.owner })
    return 'code' in fact ? fact : [event(MeetingHeld, held), fact]
  },
})

interface Told<Owner> {
  readonly id: string
  readonly held: DataOf<typeof MeetingHeld>
  readonly ordinal: number | undefined
  readonly owner: Owner
}

function tellCase({ id, held, ordinal, owner }: Told<CaseState>): EventOn | Refusal {
  const { of, invited, present, clientPresent, mode } = held
  if (of.kind !== 'TEAM') throw new Error('only a task team meets for a case')
  if (invited === undefined || present === undefined || clientPresent === undefined) {
    return refuse('attendance-missing', { need: ['invited', 'present', 'clientPresent'] })
  }
  const { teamId = '', meetings = 0 } = owner.team ?? {}
  const data = { meetingId: id, teamId, ordinal: ordinal ?? meetings + 1, invited, present, clientPresent, mode }
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
