import { SocialContractEnded } from '../contracts/events.ts'
import type { EventOn } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import { partStatus } from '../kernel/process.ts'
import { defineReaction, type ReactionInput } from '../kernel/reaction.ts'
import { TeamEnded, TeamOpened } from '../partnerships/events.ts'
import { SharedAccessRevoked } from './events.ts'
import type { CaseState } from './state.ts'

export const revokeSharedAccess = defineReaction<CaseState>({
  name: 'RevokeSharedAccess',
  about:
    'Access ends by itself with the consent or the case: a person who forgets it must not be the reason why an ' +
    'institution goes on seeing it. What is shared are views of the case and no documents, so none can be left open.',
  adds: [SharedAccessRevoked],
  events: ({ state: { sharedWith } }) =>
    sharedWith.length > 0
      ? [event(SharedAccessRevoked, { institutions: [...sharedWith], openSharedDocuments: 0 })]
      : [],
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

export const endContract = defineReaction<CaseState>({
  name: 'EndContract',
  about: 'A social contract does not outlive its case.',
  adds: [SocialContractEnded],
  events: ({ others, refs }) => {
    const { contract } = others
    const ref = refs.contract
    if (!ref || !contract || !['DRAFTED', 'HALF_SIGNED', 'CONCLUDED'].includes(contract.status)) return []
    return [{ ...ref, event: event(SocialContractEnded, { how: 'CASE_CLOSED' }) }]
  },
})

function toPartnership({ refs }: ReactionInput<CaseState>, fact: EventOn['event']): readonly EventOn[] {
  if (!refs.partnership) throw new Error('this command must read the partnership of the case')
  return [{ ...refs.partnership, event: fact }]
}
