import { ConflictDecided } from '../coordination/events.ts'
import {
  ConsentExpired,
  ConsentGiven,
  ConsentRefused,
  ConsentWithdrawn,
  DisclosureMade,
  SharedAccessRevoked,
} from './consent-events.ts'
import {
  CaseClosed,
  CaseMigrated,
  CaseReopened,
  CaseResumed,
  CaseSuspended,
  ContactAttempted,
  FinalEvaluationCompleted,
  FollowUpRecorded,
} from './ending-events.ts'
import {
  ActionCancelled,
  ActionCompleted,
  ActionStarted,
  ContractAmended,
  DiagnosisCompleted,
  GoalProgressRecorded,
  PlanAgreed,
  PlanAmended,
  PlanStartedWithoutContract,
  SocialContractConcluded,
} from './plan-events.ts'
import { CaseProposed, CaseQualified, CaseRejected } from './proposal-events.ts'
import { restrictedEvents } from './restricted.ts'
import {
  CaseTransferred,
  ConfidentialityStatementSigned,
  CoordinatorChanged,
  EnvironmentalInterviewCompleted,
  EnvironmentalInterviewRequired,
  ReviewHeld,
  TaskTeamAppointed,
  TeamMeetingHeld,
  TeamMemberAdded,
  TeamMemberRemoved,
  TeamMinutesFiled,
} from './team-events.ts'

export * from './consent-events.ts'
export * from './ending-events.ts'
export * from './plan-events.ts'
export * from './proposal-events.ts'
export * from './restricted.ts'
export * from './team-events.ts'

/**
 * Every fact of a case, in the order of its course. Those that hold personal data name the person key themselves, so that
 * each can be sealed on its own.
 */
export const caseEvents = [
  CaseProposed,
  CaseQualified,
  CaseRejected,
  ConsentGiven,
  ConsentRefused,
  ConsentWithdrawn,
  ConsentExpired,
  SharedAccessRevoked,
  DisclosureMade,
  EnvironmentalInterviewRequired,
  EnvironmentalInterviewCompleted,
  ConfidentialityStatementSigned,
  TaskTeamAppointed,
  TeamMemberAdded,
  TeamMemberRemoved,
  CoordinatorChanged,
  CaseTransferred,
  TeamMeetingHeld,
  TeamMinutesFiled,
  ReviewHeld,
  DiagnosisCompleted,
  PlanAgreed,
  PlanAmended,
  ConflictDecided,
  SocialContractConcluded,
  ContractAmended,
  PlanStartedWithoutContract,
  ActionStarted,
  ActionCompleted,
  ActionCancelled,
  GoalProgressRecorded,
  CaseSuspended,
  CaseResumed,
  ContactAttempted,
  FinalEvaluationCompleted,
  CaseClosed,
  FollowUpRecorded,
  CaseReopened,
  CaseMigrated,
  ...restrictedEvents,
] as const
