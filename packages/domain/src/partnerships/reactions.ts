import { event } from '../kernel/event.ts'
import { defineReaction } from '../kernel/reaction.ts'
import { PartnershipBelowMinimum } from './events.ts'
import { activeMembersOf, membersBesidesLeader, type PartnershipState, sectorsOf } from './state.ts'

export const warnBelowMinimum = defineReaction<PartnershipState>({
  name: 'WarnBelowMinimum',
  about: 'When a member has gone or takes no part and the rest are too few, the warning is part of the same commit.',
  adds: [PartnershipBelowMinimum],
  events: ({ state, model }) => {
    const institutions = membersBesidesLeader(state).length
    const sectors = sectorsOf(activeMembersOf(state)).length
    const { minInstitutions, minSectors } = model.parameters
    if (institutions >= minInstitutions && sectors >= minSectors) return []
    return [event(PartnershipBelowMinimum, { institutions, sectors })]
  },
})
