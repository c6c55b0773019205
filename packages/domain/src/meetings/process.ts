import type { DataOf, Fact } from '../kernel/event.ts'
import { type Absent, absent, defineProcess, type GuardInput, type ProcessState } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { meetingDescription } from './description.ts'
import { type MeetingHeld, type MeetingOf, type MeetingScheduled, meetingEvents } from './events.ts'

type Status = Absent | 'SCHEDULED' | 'HELD' | 'CANCELLED'

export interface MeetingState extends ProcessState<Status> {
  readonly of: MeetingOf | null
  readonly invited: number | null
}

type Input<Data> = GuardInput<MeetingState, Data, unknown>

export const meeting = defineProcess<MeetingState, unknown>({
  name: 'meeting',
  events: meetingEvents,
  initial: { ...absent, of: null, invited: null },
  guards: { plannedAhead, asCalled, nextLater },
  description: meetingDescription,
  remember: {
    MeetingScheduled: (_, { data }: Fact<typeof MeetingScheduled>) => ({ of: data.of, invited: data.invited }),
    MeetingHeld: (_, { data }: Fact<typeof MeetingHeld>) => ({ of: data.of }),
  },
})

function plannedAhead({ data, occurredOn }: Input<DataOf<typeof MeetingScheduled>>): Refusal | null {
  return data.plannedOn < occurredOn ? refuse('date-order', { field: 'plannedOn', notBefore: occurredOn }) : null
}

/** The meeting of one case cannot be held as the meeting of another. */
function asCalled({ state, data }: Input<DataOf<typeof MeetingHeld>>): Refusal | null {
  return state.of && !sameOwner(state.of, data.of) ? refuse('meeting-of-another', { calledFor: state.of }) : null
}

function nextLater({ data, occurredOn }: Input<DataOf<typeof MeetingHeld>>): Refusal | null {
  const early = data.nextOn !== undefined && data.nextOn < occurredOn
  return early ? refuse('date-order', { field: 'nextOn', notBefore: occurredOn }) : null
}

const ownerId = (of: MeetingOf): string => (of.kind === 'TEAM' ? of.caseId : of.partnershipId)

const sameOwner = (one: MeetingOf, other: MeetingOf): boolean =>
  one.kind === other.kind && ownerId(one) === ownerId(other)
