import type { Fact } from '../kernel/event.ts'
import { defineProcess } from '../kernel/process.ts'
import {
  type AccessionDeclarationSigned,
  type CooperatorInvited,
  type InitiatingMeetingHeld,
  type LeaderDesignated,
  type MemberExcluded,
  type MemberWithdrew,
  type PartnershipOpened,
  type PlenaryMeetingHeld,
  partnershipEvents,
  type RegulationsAdopted,
  type ServiceBasketVersionPublished,
} from './events.ts'
import {
  agreementSignedBefore,
  byMember,
  enoughInstitutions,
  enoughSectors,
  firstRegulations,
  invitationSent,
  leaderDesignated,
  leaderEligible,
  leaderHasSigned,
  modelVersionKnown,
  newBasketVersion,
  nextInitiatingMeeting,
  nextPlenaryMeeting,
  noLeaderYet,
  notByLeader,
  notYetMember,
} from './guards.ts'
import {
  initialPartnership,
  type PartnershipOthers,
  type PartnershipState,
  withCooperator,
  withStatus,
} from './state.ts'

/**
 * A partnership (PZK) from the first preparation to its end. Invitations go on while it is active, because the sources
 * tell of members that came later; the preliminary choice of candidates belongs to the time before the regulations.
 *
 * The one guard of the model that does not stand here: a partnership is dissolved only when no task team is open. Teams
 * live on the streams of their cases, and a stream is decided on its own; a count from a read model would be late by
 * however much the reader lags. It belongs into the shell that asks for `DissolvePartnership`.
 */
export const partnership = defineProcess<PartnershipState, PartnershipOthers>({
  name: 'partnership',
  events: partnershipEvents,
  initial: initialPartnership,
  transitions: {
    PartnershipOpened: { from: ['NONE'], to: 'PREPARING', guards: [agreementSignedBefore, modelVersionKnown] },
    LeaderDesignated: { from: ['PREPARING'], guards: [noLeaderYet, leaderEligible] },
    SupportTeamAssigned: { from: ['PREPARING'] },
    ResourceDiagnosisCompleted: { from: ['PREPARING'] },
    CooperatorInvited: { from: ['PREPARING', 'INITIATING', 'FORMALISING', 'ACTIVE'], guards: [notYetMember] },
    CandidatesPreselected: { from: ['PREPARING', 'INITIATING'] },

    InitiatingMeetingHeld: {
      from: ['PREPARING', 'INITIATING'],
      to: 'INITIATING',
      guards: [leaderDesignated, invitationSent, nextInitiatingMeeting],
    },
    RegulationsDraftCirculated: { from: ['INITIATING'] },
    RegulationsAdopted: { from: ['INITIATING'], to: 'FORMALISING', guards: [firstRegulations] },

    AccessionDeclarationSigned: { from: ['FORMALISING', 'ACTIVE'], guards: [notYetMember] },
    PartnershipConstituted: {
      from: ['FORMALISING'],
      to: 'ACTIVE',
      guards: [leaderHasSigned, enoughInstitutions, enoughSectors],
    },

    ContactPersonsDesignated: { from: ['ACTIVE'] },
    NetworkOfficerAppointed: { from: ['ACTIVE'], guards: [byMember] },
    PlenaryMeetingHeld: { from: ['ACTIVE'], guards: [nextPlenaryMeeting] },
    WorkPlanAdopted: { from: ['ACTIVE'] },
    CommunicationRulesAdopted: { from: ['ACTIVE'] },
    EvaluationConceptAdopted: { from: ['ACTIVE'] },
    ServiceBasketVersionPublished: { from: ['ACTIVE'], guards: [newBasketVersion] },
    MemberWithdrew: { from: ['ACTIVE'], guards: [byMember, notByLeader] },
    MemberExcluded: { from: ['ACTIVE'], guards: [byMember, notByLeader] },
    PartnershipBelowMinimum: { from: ['ACTIVE'] },

    PartnershipSuspended: { from: ['ACTIVE'], to: 'SUSPENDED' },
    PartnershipResumed: { from: ['SUSPENDED'], to: 'ACTIVE' },
    PartnershipDissolved: { from: ['ACTIVE', 'SUSPENDED'], to: 'DISSOLVED' },
    PartnershipAbandoned: { from: ['PREPARING', 'INITIATING', 'FORMALISING'], to: 'ABANDONED' },
  },
  remember: {
    PartnershipOpened: (_, { data }: Fact<typeof PartnershipOpened>) => ({ modelVersion: data.modelVersion }),
    LeaderDesignated: (_, { data }: Fact<typeof LeaderDesignated>) => ({ leader: data }),
    CooperatorInvited: (state, { data: { institutionId, sector } }: Fact<typeof CooperatorInvited>) => ({
      invitationsSent: state.invitationsSent + 1,
      cooperators: withCooperator(state, { institutionId, sector, status: 'INVITED', strategicPartner: false }),
    }),
    InitiatingMeetingHeld: (_, { data }: Fact<typeof InitiatingMeetingHeld>) => ({ initiatingMeetings: data.ordinal }),
    RegulationsAdopted: (_, { data }: Fact<typeof RegulationsAdopted>) => ({
      regulationsVersion: data.regulationsVersion,
    }),
    AccessionDeclarationSigned: (state, { data }: Fact<typeof AccessionDeclarationSigned>) => ({
      cooperators: withCooperator(state, {
        institutionId: data.institutionId,
        sector: data.sector,
        status: state.status === 'ACTIVE' ? 'ACTIVE' : 'DECLARED',
        strategicPartner: data.strategicPartner,
      }),
    }),
    PartnershipConstituted: (state) => ({
      cooperators: withStatus(state, 'ACTIVE', ({ status }) => status === 'DECLARED'),
    }),
    PlenaryMeetingHeld: (_, { data }: Fact<typeof PlenaryMeetingHeld>) => ({ plenaryMeetings: data.ordinal }),
    ServiceBasketVersionPublished: (state, { data }: Fact<typeof ServiceBasketVersionPublished>) => ({
      basketVersions: [...state.basketVersions, data.basketVersion],
    }),
    MemberWithdrew: (state, { data }: Fact<typeof MemberWithdrew>) => ({
      cooperators: withStatus(state, 'WITHDRAWN', ({ institutionId }) => institutionId === data.institutionId),
    }),
    MemberExcluded: (state, { data }: Fact<typeof MemberExcluded>) => ({
      cooperators: withStatus(state, 'EXCLUDED', ({ institutionId }) => institutionId === data.institutionId),
    }),
  },
})
