import type { DataOf } from '../kernel/event.ts'
import type { GuardInput } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { DecisionTaken, MinutesFiled, PlenaryMeetingHeld, RegulationsAmended } from './events.ts'
import { quorumOf, sittingIn } from './quorum.ts'
import { isMember, type PartnershipOthers, type PartnershipState } from './state.ts'

type Input<Data = unknown> = GuardInput<PartnershipState, Data, PartnershipOthers>

export const nextInitiatingMeeting = ({ state, data }: Input<{ ordinal: number }>): Refusal | null =>
  numbered(state.initiatingMeetings, data.ordinal)

export const nextPlenaryMeeting = ({ state, data }: Input<{ ordinal: number }>): Refusal | null =>
  numbered(state.plenaryMeetings, data.ordinal)

const numbered = (held: number, ordinal: number): Refusal | null =>
  ordinal === held + 1 ? null : refuse('wrong-ordinal', { have: ordinal, need: held + 1 })

/** The quorum counts members, each once, and nobody can be represented without somebody there. */
export function membersCame({ state, data }: Input<DataOf<typeof PlenaryMeetingHeld>>): Refusal | null {
  const { membersPresent = [], present } = data
  const twice = membersPresent.filter((id, at) => membersPresent.indexOf(id) !== at)
  if (twice.length > 0) return refuse('named-twice', { ids: [...new Set(twice)] })
  const stranger = membersPresent.find((id) => !isMember(state, id))
  if (stranger !== undefined) return refuse('not-a-member', { institutionId: stranger })
  if (present === undefined || present >= membersPresent.length) return null
  return refuse('attendance-impossible', { present, membersPresent: membersPresent.length })
}

export const someSitting = ({ state }: Input): Refusal | null =>
  state.sittings.length > 0 ? null : refuse('unknown-meeting')

export const somePlenary = ({ state }: Input): Refusal | null =>
  state.plenaryMeetings > 0 ? null : refuse('unknown-meeting', { need: 'PLENARY' })

export const sittingKnown = ({ state, data }: Input<DataOf<typeof MinutesFiled>>): Refusal | null =>
  sittingIn(state, data.meetingId) ? null : refuse('unknown-meeting', { meetingId: data.meetingId })

/** A plenary may be held by whoever comes; it decides only with enough of the members. */
export function quorumReached({
  state,
  data,
  models,
  occurredOn,
}: Input<DataOf<typeof DecisionTaken>>): Refusal | null {
  const { meetingId } = data
  const sitting = sittingIn(state, meetingId)
  if (sitting?.kind !== 'PLENARY') return refuse('unknown-meeting', { meetingId, need: 'PLENARY' })
  if (occurredOn < sitting.heldOn) return refuse('date-order', { field: 'occurredAt', notBefore: sitting.heldOn })
  const { reached, ...counts } = quorumOf(sitting, models)
  return reached ? null : refuse('no-quorum', { meetingId, ...counts })
}

export const newDecision = ({ state, data: { decisionId } }: Input<DataOf<typeof DecisionTaken>>): Refusal | null =>
  state.decisions.includes(decisionId) ? refuse('already-exists', { field: 'decisionId', decisionId }) : null

/** Amendments follow one another by number; the decision is named where there was a vote. */
export function nextRegulations({ state, data }: Input<DataOf<typeof RegulationsAmended>>): Refusal | null {
  const { regulationsVersion, decisionId } = data
  const known = decisionId === undefined || state.decisions.includes(decisionId)
  if (!known) return refuse('not-found', { field: 'decisionId', decisionId })
  return numbered(state.regulationsVersion ?? 0, regulationsVersion)
}
