import { migrateBasket, withdrawServices } from '../basket/reactions.ts'
import { businessDate } from '../calendar/warsaw.ts'
import type { DataOf, Fact } from '../kernel/event.ts'
import { defineProcess } from '../kernel/process.ts'
import { partnershipDescription } from './description.ts'
import {
  type AccessionDeclarationSigned,
  type CooperatorIdentified,
  type CooperatorInvited,
  type DecisionTaken,
  type InitiatingMeetingHeld,
  type LeaderDesignated,
  type NetworkOfficerAppointed,
  type PlenaryMeetingHeld,
  partnershipEvents,
  type RegulationsAdopted,
  type RegulationsAmended,
  type ServiceBasketVersionPublished,
} from './events.ts'
import * as guards from './guards.ts'
import * as membershipGuards from './membership-guards.ts'
import { wordsNameNobody } from './public-words.ts'
import { plenary } from './quorum.ts'
import { warnBelowMinimum } from './reactions.ts'
import * as sittingGuards from './sitting-guards.ts'
import { initialPartnership, type PartnershipOthers, type PartnershipState, withCooperator } from './state.ts'

/** The words in which versions of the model describe a partnership; `description.ts` is how the software brings it. */
export const partnership = defineProcess<PartnershipState, PartnershipOthers>({
  name: 'partnership',
  events: partnershipEvents,
  initial: initialPartnership,
  guards: { ...guards, ...membershipGuards, ...sittingGuards, wordsNameNobody },
  stateGuards: [
    'noLeaderYet',
    'leaderDesignated',
    'invitationSent',
    'leaderHasSigned',
    'enoughInstitutions',
    'enoughSectors',
    'someSitting',
    'somePlenary',
    'noTeamOpen',
  ],
  reactions: [warnBelowMinimum, withdrawServices, migrateBasket],
  description: partnershipDescription,
  looksAt: (_, { institutionId = '', agreementId = '' }) => ({
    institution: { type: 'institution', id: institutionId },
    agreement: { type: 'agreement', id: agreementId },
  }),
  remember: {
    LeaderDesignated: (_, { data }: Fact<typeof LeaderDesignated>) => ({ leader: data }),
    CooperatorIdentified: (state, { data }: Fact<typeof CooperatorIdentified>) => ({
      cooperators: withCooperator(state, { ...data, strategicPartner: false }),
    }),
    CooperatorInvited: (state, { data: { institutionId, sector } }: Fact<typeof CooperatorInvited>) => ({
      invitationsSent: state.invitationsSent + 1,
      cooperators: withCooperator(state, { institutionId, sector, strategicPartner: false }),
    }),
    InitiatingMeetingHeld: (state, { data, occurredAt }: Fact<typeof InitiatingMeetingHeld>) => ({
      initiatingMeetings: data.ordinal,
      sittings: [
        ...state.sittings,
        { kind: 'INITIATING', meetingId: data.meetingId, ordinal: data.ordinal, heldOn: businessDate(occurredAt) },
      ],
    }),
    RegulationsAdopted: adopted,
    RegulationsAmended: adopted,
    AccessionDeclarationSigned: (state, { data }: Fact<typeof AccessionDeclarationSigned>) => ({
      cooperators: withCooperator(state, {
        institutionId: data.institutionId,
        sector: data.sector,
        strategicPartner: data.strategicPartner,
      }),
    }),
    NetworkOfficerAppointed: (_, { data }: Fact<typeof NetworkOfficerAppointed>) => ({
      networkOfficer: { institutionId: data.institutionId, officerId: data.officerId ?? null },
    }),
    PlenaryMeetingHeld: (state, fact: Fact<typeof PlenaryMeetingHeld>) => ({
      plenaryMeetings: fact.data.ordinal,
      sittings: [...state.sittings, plenary(state, fact.data, businessDate(fact.occurredAt))],
    }),
    DecisionTaken: (state, { data }: Fact<typeof DecisionTaken>) => ({
      decisions: [...state.decisions, data.decisionId],
    }),
    ServiceBasketVersionPublished: (state, { data }: Fact<typeof ServiceBasketVersionPublished>) => ({
      basketVersions: [...state.basketVersions, data.basketVersion],
    }),
  },
})

type Regulations = DataOf<typeof RegulationsAdopted> | DataOf<typeof RegulationsAmended>

function adopted(_: PartnershipState, { data }: { readonly data: Regulations }): Partial<PartnershipState> {
  return { regulationsVersion: data.regulationsVersion }
}
