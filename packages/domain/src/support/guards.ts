import type { DataOf } from '../kernel/event.ts'
import type { GuardInput, ProcessState } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Participant, SupportActivityPlanned } from './events.ts'

interface Gathering {
  readonly participants?: readonly Participant[]
  readonly participantCount?: number
}
type Input<Data> = GuardInput<ProcessState, Data, unknown>

export function plannedAhead({ data, occurredOn }: Input<DataOf<typeof SupportActivityPlanned>>): Refusal | null {
  return data.plannedOn < occurredOn ? refuse('date-order', { field: 'plannedOn', notBefore: occurredOn }) : null
}

/** An activity that nobody can be counted in would make every figure about support too small. */
export function participantsSaid({ data: { participants, participantCount } }: Input<Gathering>): Refusal | null {
  const named = participants?.length ?? 0
  const count = participantCount ?? named
  return count > 0 && count >= named ? null : refuse('participants-missing', { named, count })
}

export function participantsOnce({ data: { participants = [] } }: Input<Gathering>): Refusal | null {
  const seen = new Set<string>()
  const twice = participants.find(({ personId }) => seen.size === seen.add(personId).size)
  return twice ? refuse('named-twice', { id: twice.personId }) : null
}
