import { z } from 'zod'
import { defineEvent, personal } from '../kernel/event.ts'
import {
  BusinessDate,
  ClientKind,
  Count,
  Id,
  LongText,
  MeetingMode,
  ProblemArea,
  ReferralSource,
  ShortText,
} from '../kernel/values.ts'
import { Action, ClosureReason, ContractVariant, Criterion, Goal, GoalRating, TeamMember } from './values.ts'

/** Facts of a case that hold personal data name the person key themselves, so that each can be sealed on its own. */
const about = (data: { clientId: string }) => data.clientId

export const CaseProposed = defineEvent({
  type: 'CaseProposed',
  version: 1,
  about: 'A person, family or group was proposed for cooperation.',
  data: z.strictObject({
    partnershipId: Id,
    clientId: Id,
    clientKind: ClientKind,
    adults: Count,
    children: Count,
    source: ReferralSource,
    referralId: Id.optional(),
    preselected: z.boolean().default(false),
    /** The version of the model that the case runs on: the one of its partnership at this moment. */
    modelVersion: z.string().max(20).optional(),
    clientName: personal('C2', ShortText),
    problemAreas: personal('C3', z.array(ProblemArea).min(1).max(18)),
  }),
  subject: about,
})

export const CaseQualified = defineEvent({
  type: 'CaseQualified',
  version: 1,
  about: 'The leader recorded the selection criteria and named the coordinator.',
  data: z.strictObject({ criteriaMet: z.array(Criterion).max(5), coordinatorId: Id }),
})

export const CaseRejected = defineEvent({
  type: 'CaseRejected',
  version: 1,
  about: 'The proposal was not taken up.',
  data: z.strictObject({ reason: ShortText, redirectedTo: Id.optional() }),
})

export const ConsentGiven = defineEvent({
  type: 'ConsentGiven',
  version: 1,
  about: 'The client agreed to take part, and to what may be shared with whom.',
  data: z.strictObject({
    consentId: Id,
    kind: z.enum(['PARTICIPATION', 'DATA_SHARING']),
    adultsCovered: Count,
    institutions: z.array(Id).min(1).max(100),
    dataScopes: z.array(z.enum(['COOPERATION', 'HEALTH_MIN'])).min(1),
    form: z.enum(['PAPER', 'ELECTRONIC', 'ORAL_NOTED']),
    privacyNoticeVersion: z.string().min(1).max(20),
    validUntil: BusinessDate.optional(),
  }),
})

export const ConsentRefused = defineEvent({
  type: 'ConsentRefused',
  version: 1,
  about: 'The client did not agree to take part; the case ends, statutory help does not.',
  data: z.strictObject({}),
})

export const ConsentWithdrawn = defineEvent({
  type: 'ConsentWithdrawn',
  version: 1,
  about: 'The client withdrew consent; it works at once (RODO art. 7(3)).',
  data: z.strictObject({ scope: z.enum(['ALL', 'DATA_SHARING']) }),
})

export const SharedAccessRevoked = defineEvent({
  type: 'SharedAccessRevoked',
  version: 1,
  about: 'Institutions of the team lost their view of the case.',
  data: z.strictObject({ institutions: z.array(Id).max(100), openSharedDocuments: Count }),
})

export const EnvironmentalInterviewRequired = defineEvent({
  type: 'EnvironmentalInterviewRequired',
  version: 1,
  about: 'The centre learned that an environmental interview is needed; the statutory term begins.',
  data: z.strictObject({ urgent: z.boolean().default(false) }),
})

export const EnvironmentalInterviewCompleted = defineEvent({
  type: 'EnvironmentalInterviewCompleted',
  version: 1,
  about: 'The environmental interview was held.',
  data: z.strictObject({}),
})

export const TaskTeamAppointed = defineEvent({
  type: 'TaskTeamAppointed',
  version: 1,
  about: 'The partnership appointed the task team (ZZK) of the case.',
  data: z.strictObject({ teamId: Id, signature: ShortText.optional(), members: z.array(TeamMember).min(1).max(50) }),
})

export const TeamMemberAdded = defineEvent({
  type: 'TeamMemberAdded',
  version: 1,
  about: 'Somebody joined the task team.',
  data: z.strictObject({ member: TeamMember }),
})

export const TeamMemberRemoved = defineEvent({
  type: 'TeamMemberRemoved',
  version: 1,
  about: 'Somebody left the task team.',
  data: z.strictObject({ memberId: Id }),
})

export const TeamMeetingHeld = defineEvent({
  type: 'TeamMeetingHeld',
  version: 1,
  about: 'The task team met.',
  data: z.strictObject({
    meetingId: Id,
    teamId: Id,
    ordinal: z.int().min(1).max(1000),
    invited: Count,
    present: Count,
    clientPresent: z.boolean(),
    mode: MeetingMode,
  }),
})

export const DiagnosisCompleted = defineEvent({
  type: 'DiagnosisCompleted',
  version: 1,
  about: 'The individual, cross-sector diagnosis was completed.',
  data: z.strictObject({
    clientId: Id,
    needs: Count,
    ownResources: Count,
    communityResources: Count,
    summary: personal('C3', LongText).optional(),
  }),
  subject: about,
})

export const PlanAgreed = defineEvent({
  type: 'PlanAgreed',
  version: 1,
  about: 'Client and team agreed goals and actions.',
  data: z.strictObject({
    clientId: Id,
    clientTookPart: z.boolean(),
    goals: z.array(Goal).min(1).max(50),
    actions: z.array(Action).min(1).max(200),
  }),
  subject: about,
})

export const SocialContractConcluded = defineEvent({
  type: 'SocialContractConcluded',
  version: 1,
  about: 'The social contract was signed by client and social worker; the work of the plan begins.',
  data: z.strictObject({
    contractId: Id,
    variant: ContractVariant,
    reviewsOn: z.array(BusinessDate).min(1).max(50),
    endsOn: BusinessDate,
  }),
})

export const PlanStartedWithoutContract = defineEvent({
  type: 'PlanStartedWithoutContract',
  version: 1,
  about: 'The plan began without a contract: for groups, or where a contract is contraindicated.',
  data: z.strictObject({ reason: ShortText }),
})

export const ActionCompleted = defineEvent({
  type: 'ActionCompleted',
  version: 1,
  about: 'An action of the plan was done.',
  data: z.strictObject({ actionId: Id }),
})

export const ActionCancelled = defineEvent({
  type: 'ActionCancelled',
  version: 1,
  about: 'An action of the plan was given up.',
  data: z.strictObject({ actionId: Id, reason: ShortText }),
})

export const GoalProgressRecorded = defineEvent({
  type: 'GoalProgressRecorded',
  version: 1,
  about: 'The team recorded how far a goal is reached.',
  data: z.strictObject({ goalId: Id, rating: GoalRating }),
})

export const CaseSuspended = defineEvent({
  type: 'CaseSuspended',
  version: 1,
  about: 'Work on the case was suspended; the former state is remembered.',
  data: z.strictObject({ reason: ShortText }),
})

export const CaseResumed = defineEvent({
  type: 'CaseResumed',
  version: 1,
  about: 'Work on the case goes on where it stopped.',
  data: z.strictObject({}),
})

export const FinalEvaluationCompleted = defineEvent({
  type: 'FinalEvaluationCompleted',
  version: 1,
  about: 'Client and team rated every goal.',
  data: z.strictObject({
    ratings: z.array(z.strictObject({ goalId: Id, rating: GoalRating })).min(1),
    clientScore: z.int().min(1).max(5).optional(),
  }),
})

export const CaseClosed = defineEvent({
  type: 'CaseClosed',
  version: 1,
  about: 'The case was closed with a reason.',
  data: z.strictObject({ reason: ClosureReason, clientId: Id, note: personal('C3', LongText).optional() }),
  subject: about,
})

export const caseEvents = [
  CaseProposed,
  CaseQualified,
  CaseRejected,
  ConsentGiven,
  ConsentRefused,
  ConsentWithdrawn,
  SharedAccessRevoked,
  EnvironmentalInterviewRequired,
  EnvironmentalInterviewCompleted,
  TaskTeamAppointed,
  TeamMemberAdded,
  TeamMemberRemoved,
  TeamMeetingHeld,
  DiagnosisCompleted,
  PlanAgreed,
  SocialContractConcluded,
  PlanStartedWithoutContract,
  ActionCompleted,
  ActionCancelled,
  GoalProgressRecorded,
  CaseSuspended,
  CaseResumed,
  FinalEvaluationCompleted,
  CaseClosed,
] as const
