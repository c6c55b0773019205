import { governanceStates, governanceTables } from './governance-tables.ts'

/**
 * Which fact may follow in which state, and where it leads: written down a second time, from the tables of the model and
 * not from the code, so that the generated test has something to disagree with. `→ =` leaves the state as it is.
 */
export const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ...governanceTables,
  institution: {
    InstitutionRegistered: 'NONE → REGISTERED',
  },
  partnership: {
    PartnershipOpened: 'NONE → PREPARING',
    LeaderDesignated: 'PREPARING → =',
    SupportTeamAssigned: 'PREPARING → =',
    ResourceDiagnosisCompleted: 'PREPARING → =',
    ResourceMapDrawn: 'PREPARING INITIATING FORMALISING ACTIVE → =',
    ResourceGapRecorded: 'PREPARING INITIATING FORMALISING ACTIVE → =',
    ResourceGapClosed: 'PREPARING INITIATING FORMALISING ACTIVE → =',
    CooperatorIdentified: 'PREPARING INITIATING FORMALISING ACTIVE → =',
    CooperatorInvited: 'PREPARING INITIATING FORMALISING ACTIVE → =',
    CooperatorAnswered: 'PREPARING INITIATING FORMALISING ACTIVE → =',
    CandidatesPreselected: 'PREPARING INITIATING → =',
    InitiatingMeetingHeld: 'PREPARING INITIATING → INITIATING',
    MutualBenefitRecorded: 'INITIATING FORMALISING ACTIVE → =',
    CharterRecorded: 'INITIATING → =',
    RegulationsDraftCirculated: 'INITIATING ACTIVE → =',
    RegulationsAdopted: 'INITIATING → FORMALISING',
    RegulationsAmended: 'ACTIVE → =',
    AccessionDeclarationSigned: 'FORMALISING ACTIVE → =',
    PartnershipConstituted: 'FORMALISING → ACTIVE',
    ContactPersonsDesignated: 'ACTIVE → =',
    NetworkOfficerAppointed: 'ACTIVE → =',
    PlenaryMeetingHeld: 'ACTIVE → =',
    MinutesFiled: 'INITIATING FORMALISING ACTIVE SUSPENDED → =',
    DecisionTaken: 'ACTIVE → =',
    WorkPlanAdopted: 'ACTIVE → =',
    CommunicationRulesAdopted: 'ACTIVE → =',
    EvaluationConceptAdopted: 'ACTIVE → =',
    ServiceBasketVersionPublished: 'ACTIVE → =',
    MemberBecameInactive: 'ACTIVE → =',
    MemberReactivated: 'ACTIVE → =',
    MemberWithdrew: 'ACTIVE → =',
    MemberExcluded: 'ACTIVE → =',
    PartnershipBelowMinimum: 'ACTIVE → =',
    TeamOpened: 'ACTIVE → =',
    TeamHandedOver: 'ACTIVE SUSPENDED → =',
    TeamEnded: 'ACTIVE SUSPENDED → =',
    PartnershipSuspended: 'ACTIVE → SUSPENDED',
    PartnershipResumed: 'SUSPENDED → ACTIVE',
    PartnershipMigrated: 'PREPARING INITIATING FORMALISING ACTIVE SUSPENDED → =',
    PartnershipDissolved: 'ACTIVE SUSPENDED → DISSOLVED',
    PartnershipAbandoned: 'PREPARING INITIATING FORMALISING → ABANDONED',
  },
  referral: {
    ReferralSubmitted: 'NONE → WAITING',
    ReferralAccepted: 'WAITING → ACCEPTED',
    ReferralReturned: 'WAITING → RETURNED',
    ReferralRedirected: 'WAITING → REDIRECTED',
  },
  case: {
    CaseProposed: 'NONE → PROPOSED',
    CaseQualified: 'PROPOSED → QUALIFIED',
    CaseRejected: 'PROPOSED → REJECTED',
    CoordinatorChanged: 'QUALIFIED CONSENTED TEAM_APPOINTED DIAGNOSED PLANNED IN_PROGRESS SUSPENDED EVALUATED → =',
    CaseTransferred: 'any open → =',
    CaseMigrated: 'any open → =',
    // The first one to take part; later ones renew it, or say of more that it may be shared.
    ConsentGiven:
      'QUALIFIED → CONSENTED / CONSENTED TEAM_APPOINTED DIAGNOSED PLANNED IN_PROGRESS SUSPENDED EVALUATED → =',
    ConsentRefused: 'QUALIFIED → CLOSED',
    ConsentWithdrawn: 'any open → =',
    ConsentExpired: 'any open → =',
    SharedAccessRevoked: 'any open CLOSED → =',
    // With the client's consent; by law also after the end.
    DisclosureMade: 'any open CLOSED FOLLOWED_UP → =',
    EnvironmentalInterviewRequired: 'CONSENTED TEAM_APPOINTED DIAGNOSED PLANNED IN_PROGRESS SUSPENDED → =',
    EnvironmentalInterviewCompleted: 'CONSENTED TEAM_APPOINTED DIAGNOSED PLANNED IN_PROGRESS SUSPENDED → =',
    ConfidentialityStatementSigned: 'QUALIFIED CONSENTED TEAM_APPOINTED DIAGNOSED PLANNED IN_PROGRESS SUSPENDED → =',
    TaskTeamAppointed: 'CONSENTED → TEAM_APPOINTED',
    TeamMemberAdded: 'TEAM_APPOINTED DIAGNOSED PLANNED IN_PROGRESS → =',
    TeamMemberRemoved: 'TEAM_APPOINTED DIAGNOSED PLANNED IN_PROGRESS → =',
    TeamMeetingHeld: 'TEAM_APPOINTED DIAGNOSED PLANNED IN_PROGRESS → =',
    TeamMinutesFiled: 'TEAM_APPOINTED DIAGNOSED PLANNED IN_PROGRESS SUSPENDED EVALUATED CLOSED FOLLOWED_UP → =',
    ReviewHeld: 'IN_PROGRESS → =',
    DiagnosisCompleted: 'TEAM_APPOINTED → DIAGNOSED',
    ConflictDecided: 'DIAGNOSED PLANNED IN_PROGRESS → =',
    PlanAgreed: 'DIAGNOSED → PLANNED',
    PlanAmended: 'PLANNED IN_PROGRESS → =',
    SocialContractConcluded: 'PLANNED → IN_PROGRESS',
    ContractAmended: 'IN_PROGRESS → =',
    PlanStartedWithoutContract: 'PLANNED → IN_PROGRESS',
    ActionStarted: 'IN_PROGRESS → =',
    ActionCompleted: 'IN_PROGRESS EVALUATED → =',
    ActionCancelled: 'PLANNED IN_PROGRESS EVALUATED → =',
    GoalProgressRecorded: 'IN_PROGRESS → =',
    CaseSuspended: 'TEAM_APPOINTED DIAGNOSED PLANNED IN_PROGRESS → SUSPENDED',
    // To where it was suspended: the generated test suspends work in DIAGNOSED.
    CaseResumed: 'SUSPENDED → DIAGNOSED',
    ContactAttempted: 'any open → =',
    FinalEvaluationCompleted: 'IN_PROGRESS → EVALUATED',
    CaseClosed: 'any open → CLOSED',
    FollowUpRecorded: 'CLOSED → FOLLOWED_UP',
    CaseReopened: 'CLOSED FOLLOWED_UP → QUALIFIED',
    // Run by others, whatever becomes of the cooperation.
    BlueCardProcedureOpened: 'any open CLOSED FOLLOWED_UP REJECTED → =',
    BlueCardFormForwarded: 'any open CLOSED FOLLOWED_UP REJECTED → =',
    BlueCardPassedToGroup: 'any open CLOSED FOLLOWED_UP REJECTED → =',
    BlueCardGroupMet: 'any open CLOSED FOLLOWED_UP REJECTED → =',
    BlueCardSuspectInformed: 'any open CLOSED FOLLOWED_UP REJECTED → =',
    BlueCardProcedureClosed: 'any open CLOSED FOLLOWED_UP REJECTED → =',
  },
  meeting: {
    MeetingScheduled: 'NONE → SCHEDULED',
    MeetingHeld: 'NONE SCHEDULED → HELD',
    MeetingCancelled: 'SCHEDULED → CANCELLED',
  },
  contract: {
    SocialContractDrafted: 'NONE → DRAFTED',
    SocialContractSigned: 'DRAFTED → HALF_SIGNED / HALF_SIGNED → CONCLUDED',
    SocialContractAmended: 'CONCLUDED → =',
    SocialContractEnded: 'DRAFTED HALF_SIGNED CONCLUDED → ENDED',
  },
  basket: {
    BasketOpened: 'NONE → OPEN',
    ServiceProposed: 'OPEN → =',
    ServiceChanged: 'OPEN → =',
    ServiceVerified: 'OPEN → =',
    ServicesPublished: 'OPEN → =',
    ServiceSuspended: 'OPEN → =',
    ServiceResumed: 'OPEN → =',
    ServiceWithdrawn: 'OPEN → =',
    ServicePlaceTaken: 'OPEN → =',
    ServicePlaceFreed: 'OPEN → =',
    ServiceWaitingTimeReported: 'OPEN → =',
    BasketReviewed: 'OPEN → =',
    BasketMigrated: 'OPEN → =',
  },
  deadline: {
    DeadlineReminded: 'NONE REMINDED ALARMED WITHDRAWN → REMINDED',
    DeadlineAlarmRaised: 'NONE REMINDED ALARMED WITHDRAWN → ALARMED',
    DeadlineNoticeWithdrawn: 'REMINDED ALARMED WITHDRAWN → WITHDRAWN',
  },
}

export const states: Readonly<Record<string, readonly string[]>> = {
  ...governanceStates,
  institution: ['NONE', 'REGISTERED'],
  partnership: ['NONE', 'PREPARING', 'INITIATING', 'FORMALISING', 'ACTIVE', 'SUSPENDED', 'DISSOLVED', 'ABANDONED'],
  referral: ['NONE', 'WAITING', 'ACCEPTED', 'RETURNED', 'REDIRECTED'],
  case: [
    'NONE',
    'PROPOSED',
    'QUALIFIED',
    'CONSENTED',
    'TEAM_APPOINTED',
    'DIAGNOSED',
    'PLANNED',
    'IN_PROGRESS',
    'SUSPENDED',
    'EVALUATED',
    'REJECTED',
    'CLOSED',
    'FOLLOWED_UP',
  ],
  meeting: ['NONE', 'SCHEDULED', 'HELD', 'CANCELLED'],
  basket: ['NONE', 'OPEN'],
  contract: ['NONE', 'DRAFTED', 'HALF_SIGNED', 'CONCLUDED', 'ENDED'],
  deadline: ['NONE', 'REMINDED', 'ALARMED', 'WITHDRAWN'],
}

const OPEN = 'PROPOSED QUALIFIED CONSENTED TEAM_APPOINTED DIAGNOSED PLANNED IN_PROGRESS SUSPENDED EVALUATED'

/** Where the table says that this fact leads from this state; `null`: it may not follow there. */
export function leadsTo(process: string, type: string, state: string): string | null {
  const row = tables[process]?.[type]
  if (row === undefined) throw new Error(`the table of ${process} has no row for ${type}`)
  for (const arrow of row.split(' / ')) {
    const [from = '', to = ''] = arrow.replace('any open', OPEN).split(' → ')
    if (from.split(' ').includes(state)) return to === '=' ? state : to
  }
  return null
}
