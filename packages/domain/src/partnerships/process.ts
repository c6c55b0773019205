import type { Fact } from '../kernel/event.ts'
import { defineProcess } from '../kernel/process.ts'
import { partnershipDescription } from './description.ts'
import {
  type AccessionDeclarationSigned,
  type CooperatorInvited,
  type InitiatingMeetingHeld,
  type LeaderDesignated,
  type PlenaryMeetingHeld,
  partnershipEvents,
  type RegulationsAdopted,
  type ServiceBasketVersionPublished,
} from './events.ts'
import * as guards from './guards.ts'
import { warnBelowMinimum } from './reactions.ts'
import { initialPartnership, type PartnershipOthers, type PartnershipState, withCooperator } from './state.ts'

/** The words in which versions of the model describe a partnership; `description.ts` is how the software brings it. */
export const partnership = defineProcess<PartnershipState, PartnershipOthers>({
  name: 'partnership',
  events: partnershipEvents,
  initial: initialPartnership,
  guards: { ...guards },
  stateGuards: [
    'noLeaderYet',
    'leaderDesignated',
    'invitationSent',
    'leaderHasSigned',
    'enoughInstitutions',
    'enoughSectors',
    'noTeamOpen',
  ],
  reactions: [warnBelowMinimum],
  description: partnershipDescription,
  looksAt: (_, { institutionId = '' }) => ({ institution: { type: 'institution', id: institutionId } }),
  remember: {
    LeaderDesignated: (_, { data }: Fact<typeof LeaderDesignated>) => ({ leader: data }),
    CooperatorInvited: (state, { data: { institutionId, sector } }: Fact<typeof CooperatorInvited>) => ({
      invitationsSent: state.invitationsSent + 1,
      cooperators: withCooperator(state, { institutionId, sector, strategicPartner: false }),
    }),
    InitiatingMeetingHeld: (_, { data }: Fact<typeof InitiatingMeetingHeld>) => ({ initiatingMeetings: data.ordinal }),
    RegulationsAdopted: (_, { data }: Fact<typeof RegulationsAdopted>) => ({
      regulationsVersion: data.regulationsVersion,
    }),
    AccessionDeclarationSigned: (state, { data }: Fact<typeof AccessionDeclarationSigned>) => ({
      cooperators: withCooperator(state, {
        institutionId: data.institutionId,
        sector: data.sector,
        strategicPartner: data.strategicPartner,
      }),
    }),
    PlenaryMeetingHeld: (_, { data }: Fact<typeof PlenaryMeetingHeld>) => ({ plenaryMeetings: data.ordinal }),
    ServiceBasketVersionPublished: (state, { data }: Fact<typeof ServiceBasketVersionPublished>) => ({
      basketVersions: [...state.basketVersions, data.basketVersion],
    }),
  },
})
