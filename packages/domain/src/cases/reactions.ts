import { SocialContractEnded } from '../contracts/events.ts'
import type { EventOn } from '../kernel/command.ts'
import { type DataOf, event } from '../kernel/event.ts'
import { partStatus, partsOf } from '../kernel/process.ts'
import { defineReaction, type ReactionInput } from '../kernel/reaction.ts'
import { TeamEnded, TeamHandedOver, TeamOpened } from '../partnerships/events.ts'
import { type CaseClosed, ReviewHeld, SharedAccessRevoked, type TeamMeetingHeld } from './events.ts'
import { type CaseState, institutionsOf, union } from './state.ts'
import type { ClosureReason } from './values.ts'

export const revokeSharedAccess = defineReaction<CaseState>({
  name: 'RevokeSharedAccess',
  about:
    'Access ends by itself with the consent or the case: a person who forgets it must not be the reason why an ' +
    'institution goes on seeing it. What is shared are views of the case and no documents, so none can be left open.',
  adds: [SharedAccessRevoked],
  events: ({ state: { sharedWith } }) => revoking(sharedWith),
})

export const revokeLapsedAccess = defineReaction<CaseState>({
  name: 'RevokeLapsedAccess',
  about:
    'With a consent that ran out, those institutions lose their view that neither another consent nor a seat gives it.',
  adds: [SharedAccessRevoked],
  events: ({ state: { sharedWith, consent, team } }) => {
    const stay = consent.sharing ? union(consent.institutions, institutionsOf(team?.members ?? [])) : []
    return revoking(sharedWith.filter((institutionId) => !stay.includes(institutionId)))
  },
})

const revoking = (institutions: readonly string[]) =>
  institutions.length > 0
    ? [event(SharedAccessRevoked, { institutions: [...institutions], openSharedDocuments: 0 })]
    : []

export const recordReview = defineReaction<CaseState>({
  name: 'RecordReview',
  about: 'A sitting called to review the plan is a review of it.',
  adds: [ReviewHeld],
  events: ({ cause }) => {
    const { meetingId } = cause.data as DataOf<typeof TeamMeetingHeld>
    return [event(ReviewHeld, { meetingId })]
  },
})

export const tellPartnershipOfTeam = defineReaction<CaseState>({
  name: 'TellPartnershipOfTeam',
  about: 'The partnership knows its open teams: it cannot be dissolved over their heads.',
  adds: [TeamOpened],
  events: (input) =>
    toPartnership(input, event(TeamOpened, { caseId: input.id, teamId: input.state.team?.teamId ?? '' })),
})

export const tellPartnershipOfTeamsEnd = defineReaction<CaseState>({
  name: 'TellPartnershipOfTeamsEnd',
  about: 'The team ends with its case, and the partnership learns it in the same commit.',
  adds: [TeamEnded],
  events: (input) => {
    const { id, state, others } = input
    const open = others.partnership && partStatus(others.partnership, 'team', id) === 'OPEN'
    return open ? toPartnership(input, event(TeamEnded, { caseId: id, teamId: state.team?.teamId ?? '' })) : []
  },
})

export const tellPartnershipsOfTransfer = defineReaction<CaseState>({
  name: 'TellPartnershipsOfTransfer',
  about: 'The team leaves one partnership and belongs to the other, so that the first can be dissolved.',
  adds: [TeamHandedOver, TeamOpened],
  events: ({ id, state, others, refs }) => {
    if (!refs.partnership || !refs.receiver) throw new Error('this command must read both partnerships')
    if (partsOf(state, 'team', 'APPOINTED', 'WORKING').length === 0) return []
    // It may have been handed over by the partnership before the case followed.
    const open = others.partnership && partStatus(others.partnership, 'team', id) === 'OPEN'
    const to = { partnershipId: refs.receiver.id }
    const team = { caseId: id, teamId: state.team?.teamId ?? '' }
    return [
      ...(open ? [{ ...refs.partnership, event: event(TeamHandedOver, { caseId: id, to }) }] : []),
      { ...refs.receiver, event: event(TeamOpened, team) },
    ]
  },
})

/** How a contract ended, where the reason of the case says it; a reason that says nothing of it leaves it to the case. */
const CONTRACT_ENDS: Partial<Record<ClosureReason, 'FULFILLED' | 'BROKEN'>> = {
  GOALS_ACHIEVED: 'FULFILLED',
  GOALS_PARTLY_ACHIEVED: 'FULFILLED',
  CONTRACT_BROKEN: 'BROKEN',
}

export const endContract = defineReaction<CaseState>({
  name: 'EndContract',
  about: 'A social contract does not outlive its case, and ends for the reason for which the case was closed.',
  adds: [SocialContractEnded],
  events: ({ cause, others, refs }) => {
    const { contract } = others
    const ref = refs.contract
    if (!ref || !contract || !['DRAFTED', 'HALF_SIGNED', 'CONCLUDED'].includes(contract.status)) return []
    const { reason } = cause.data as DataOf<typeof CaseClosed>
    // What was never concluded could be neither fulfilled nor broken.
    const how = (contract.status === 'CONCLUDED' ? CONTRACT_ENDS[reason] : undefined) ?? 'CASE_CLOSED'
    return [{ ...ref, event: event(SocialContractEnded, { how, because: reason }) }]
  },
})

function toPartnership({ refs }: ReactionInput<CaseState>, fact: EventOn['event']): readonly EventOn[] {
  if (!refs.partnership) throw new Error('this command must read the partnership of the case')
  return [{ ...refs.partnership, event: fact }]
}
