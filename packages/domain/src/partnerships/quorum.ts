import type { DataOf } from '../kernel/event.ts'
import type { Models } from '../kernel/model.ts'
import type { PlenaryMeetingHeld } from './events.ts'
import { activeMembersOf, type PartnershipState, type PlenarySitting, type Sitting } from './state.ts'

/**
 * The members are those of the moment of recording. Minutes that name no institutions count people: one for each member,
 * as a partnership does that sends one person each.
 */
export function plenary(
  state: PartnershipState,
  { meetingId, ordinal, present, membersPresent }: DataOf<typeof PlenaryMeetingHeld>,
  heldOn: string,
): PlenarySitting {
  const active = activeMembersOf(state).map(({ institutionId }) => institutionId)
  const members = active.length
  const represented = membersPresent?.filter((id) => active.includes(id)).length ?? present ?? null
  return {
    kind: 'PLENARY',
    meetingId,
    ordinal,
    heldOn,
    members,
    represented: represented === null ? null : Math.min(represented, members),
    modelVersion: state.modelVersion,
  }
}

export interface Quorum {
  readonly members: number
  readonly need: number
  readonly have: number
  readonly reached: boolean
}

/** Without a record of who came nothing can be decided: what nobody can show was not there. */
export function quorumOf({ members, represented, modelVersion }: PlenarySitting, models: Models): Quorum {
  const { parameters } = models(modelVersion)
  const need = Math.ceil((members * parameters.plenaryQuorumPercent) / 100)
  const have = represented ?? 0
  return { members, need, have, reached: represented !== null && have >= need }
}

export const sittingIn = (state: PartnershipState, meetingId: string): Sitting | undefined =>
  state.sittings.find((sitting) => sitting.meetingId === meetingId)
