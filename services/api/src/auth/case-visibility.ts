import type { CaseRow } from '@kooperacje/readmodels'
import { may } from './permissions.ts'
import type { Principal } from './principal.ts'

/** @param today civil day in Poland */
export const maySeeCase = ({ role, institutionId }: Principal, row: CaseRow, today: string): boolean =>
  may(role, 'case.read') || (may(role, 'case.read-shared') && isSharedWith(row, institutionId, today))

/**
 * A partner sees a case while its institution sits in the task team, the client's consent names it, and that consent is
 * in force today. Each of the three is checked here, whatever the list was filtered by.
 */
export function isSharedWith(row: CaseRow, institutionId: string | null, today: string): boolean {
  return (
    institutionId !== null &&
    row.teamInstitutions.includes(institutionId) &&
    row.sharedWith.includes(institutionId) &&
    row.consentInForce &&
    (row.consentUntil === null || row.consentUntil >= today)
  )
}

/** What the team did together; how the case came about and what the leader decided alone stays with the leader. */
export const sharedEventTypes: ReadonlySet<string> = new Set([
  'TaskTeamAppointed',
  'TeamMemberAdded',
  'TeamMemberRemoved',
  'ConfidentialityStatementSigned',
  'CoordinatorChanged',
  'CaseTransferred',
  'TeamMeetingHeld',
  'TeamMinutesFiled',
  'ReviewHeld',
  'DiagnosisCompleted',
  'PlanAgreed',
  'PlanAmended',
  'ConflictDecided',
  'SocialContractConcluded',
  'ContractAmended',
  'PlanStartedWithoutContract',
  'ActionStarted',
  'ActionCompleted',
  'ActionCancelled',
  'GoalProgressRecorded',
  'CaseSuspended',
  'CaseResumed',
  'FinalEvaluationCompleted',
  'CaseClosed',
])
