import type { caseEvents, TeamMember } from '@kooperacje/domain'
import type { EventNamed } from '../table-projection.ts'

type CaseEvent = (typeof caseEvents)[number]['type']

const sectors = (members: readonly TeamMember[]) => [...new Set(members.map(({ sector }) => sector))]

/**
 * What the timeline keeps of each fact. Written out one by one and not taken from the payload as it comes: a field that
 * a fact gains must not appear here before somebody has thought of what people write into it. Reasons and notes in free
 * words stay in the log.
 */
export const caseSummaries: {
  readonly [Name in CaseEvent]: (data: EventNamed<Name>['data']) => Readonly<Record<string, unknown>>
} = {
  CaseProposed: ({ partnershipId, clientKind, adults, children, source, referralId, preselected }) => ({
    partnershipId,
    clientKind,
    adults,
    children,
    source,
    referralId,
    preselected,
  }),
  CaseQualified: ({ criteriaMet, coordinatorId, evidence }) => ({
    criteriaMet: criteriaMet.length,
    coordinatorId,
    evidence: evidence?.length,
  }),
  CaseRejected: ({ redirectedTo }) => ({ redirectedTo }),
  CoordinatorChanged: ({ coordinatorId }) => ({ coordinatorId }),
  CaseTransferred: ({ fromPartnershipId, toPartnershipId }) => ({ fromPartnershipId, toPartnershipId }),
  CaseMigrated: ({ modelVersion }) => ({ modelVersion }),
  ConsentGiven: ({ kind, institutions, dataScopes, form, validUntil, children }) => ({
    kind,
    children: children?.length,
    institutions: institutions.length,
    dataScopes,
    form,
    validUntil,
  }),
  ConsentRefused: () => ({}),
  ConsentWithdrawn: ({ scope }) => ({ scope }),
  ConsentExpired: ({ kind }) => ({ kind }),
  DisclosureMade: ({ toInstitutionId, categories, basis }) => ({ toInstitutionId, kinds: categories, basis }),
  SharedAccessRevoked: ({ institutions, openSharedDocuments }) => ({
    institutions: institutions.length,
    openSharedDocuments,
  }),
  EnvironmentalInterviewRequired: ({ urgent }) => ({ urgent }),
  EnvironmentalInterviewCompleted: ({ lastingHelp }) => ({ lastingHelp }),
  ConfidentialityStatementSigned: ({ signedOn }) => ({ signedOn }),
  TaskTeamAppointed: ({ teamId, members }) => ({ teamId, members: members.length, sectors: sectors(members) }),
  TeamMemberAdded: ({ member }) => ({ institutionId: member.institutionId, sector: member.sector }),
  TeamMemberRemoved: () => ({}),
  TeamMeetingHeld: ({ meetingId, ordinal, invited, present, clientPresent, mode, purpose }) => ({
    meetingId,
    ordinal,
    invited,
    present,
    clientPresent,
    mode,
    purpose,
  }),
  TeamMinutesFiled: ({ meetingId }) => ({ meetingId }),
  ReviewHeld: ({ meetingId, outcome }) => ({ meetingId, outcome }),
  DiagnosisCompleted: ({ needs, ownResources, communityResources }) => ({ needs, ownResources, communityResources }),
  PlanAgreed: ({ goals, actions, clientTookPart }) => ({
    goals: goals.length,
    actions: actions.length,
    actionsFromBasket: actions.filter(({ serviceId }) => serviceId !== undefined).length,
    clientTookPart,
  }),
  PlanAmended: ({ goals, actions, droppedGoals, clientTookPart }) => ({
    goals: goals.length,
    actions: actions.length,
    droppedGoals: droppedGoals.length,
    clientTookPart,
  }),
  ConflictDecided: ({ kind, decision }) => ({ kind, decision }),
  ContractAmended: ({ contractId, reviewsOn, endsOn }) => ({ contractId, reviewsOn, endsOn }),
  SocialContractConcluded: ({ contractId, variant, reviewsOn, endsOn }) => ({ contractId, variant, reviewsOn, endsOn }),
  PlanStartedWithoutContract: () => ({}),
  ActionStarted: ({ actionId }) => ({ actionId }),
  ActionCompleted: ({ actionId }) => ({ actionId }),
  ActionCancelled: ({ actionId }) => ({ actionId }),
  GoalProgressRecorded: ({ goalId, rating }) => ({ goalId, rating }),
  CaseSuspended: () => ({}),
  CaseResumed: () => ({}),
  ContactAttempted: ({ made, ordinal, means }) => ({ made, ordinal, means }),
  FinalEvaluationCompleted: ({ ratings, clientScore }) => {
    const rated = (wanted: string) => ratings.filter(({ rating }) => rating === wanted).length
    return { achieved: rated('ACHIEVED'), partly: rated('PARTLY'), not: rated('NOT'), clientScore }
  },
  CaseClosed: ({ reason }) => ({ reason }),
  FollowUpRecorded: ({ outcome }) => ({ outcome }),
  CaseReopened: ({ coordinatorId }) => ({ coordinatorId }),

  // Restricted: shown to those who may know, and then the date says it all.
  BlueCardProcedureOpened: () => ({}),
  BlueCardFormForwarded: () => ({}),
  BlueCardPassedToGroup: () => ({}),
  BlueCardGroupMet: () => ({}),
  BlueCardSuspectInformed: () => ({}),
  BlueCardProcedureClosed: () => ({}),
}
