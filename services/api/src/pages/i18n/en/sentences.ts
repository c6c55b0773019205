import { list, some, tail } from '../compose.ts'
import { counted } from '../plural.ts'
import type { Sentences } from '../sentence.ts'
import { attendance } from './attendance.ts'
import { basketSentences } from './basket-sentences.ts'
import { dataRightsSentences } from './data-rights-sentences.ts'
import { governanceSentences } from './governance-sentences.ts'
import { partnershipSentences } from './partnership-sentences.ts'

const people = counted.en('person', 'people')
const needs = counted.en('need', 'needs')
const decisions = counted.en('decision', 'decisions')
const goals = counted.en('goal', 'goals')
const actions = counted.en('action', 'actions')
const reached = counted.en('achieved', 'achieved')
const partly = counted.en('partly', 'partly')
const missed = counted.en('not achieved', 'not achieved')

export const sentences: Sentences = {
  InstitutionRegistered: (fact, say) =>
    `The institution ${say.text(fact.name)} was registered (${say.code('sector', fact.sector)}).`,

  ...partnershipSentences,

  ReferralSubmitted: (fact, say) =>
    `A referral came in (urgency: ${say.code('urgency', fact.urgency)}). From: ${say.institution(fact.fromInstitutionId)}.`,
  ReferralAccepted: () => 'The leader accepted the referral and proposed a case.',
  ReferralReturned: (fact, say) =>
    `The leader returned the referral. Reason: ${say.code('returnReason', fact.reason)}.`,
  ReferralRedirected: (fact, say) => `The leader passed the referral on. To: ${say.institution(fact.toInstitutionId)}.`,

  CaseProposed: (fact, say) =>
    `The case was proposed (${say.code('clientKind', fact.clientKind)}). Source: ${say.code('source', fact.source)}.`,
  CaseQualified: (fact) =>
    `The case was qualified${tail(fact.criteriaMet === undefined ? '' : `criteria met ${fact.criteriaMet} of 5`)}`,
  CaseRejected: (fact, say) =>
    `The case was not taken up.${fact.redirectedTo ? ` Passed on to: ${say.institution(fact.redirectedTo)}.` : ''}`,
  ConsentGiven: (fact, say) =>
    `The client gave consent ${say.code('consentForm', fact.form)}.${fact.validUntil ? ` It is valid until ${say.date(fact.validUntil)}.` : ''}`,
  ConsentRefused: () => 'The client did not agree to take part. Statutory help goes on unchanged.',
  ConsentWithdrawn: (fact) =>
    fact.scope === 'DATA_SHARING'
      ? 'The client withdrew consent to the sharing of data, with immediate effect.'
      : 'The client withdrew consent, with immediate effect.',
  SharedAccessRevoked: (fact, say) => `Access to the case was revoked. Institutions: ${say.number(fact.institutions)}.`,
  EnvironmentalInterviewRequired: (fact) =>
    `An environmental interview was found to be needed${fact.urgent ? ', urgently' : ''}.`,
  EnvironmentalInterviewCompleted: () => 'The environmental interview was held.',
  TaskTeamAppointed: (fact) => `The task team was appointed${tail(list(some(people, fact.members)))}`,
  TeamMemberAdded: (fact, say) => `Somebody joined the team (${say.code('sector', fact.sector)}).`,
  TeamMemberRemoved: () => 'Somebody left the team.',
  TeamMeetingHeld: (fact, say) =>
    `Team sitting no. ${say.number(fact.ordinal)} was held${tail(list(attendance(fact.present, fact.invited), fact.clientPresent === undefined ? null : fact.clientPresent ? 'with the client' : 'without the client', fact.mode ? say.code('mode', fact.mode) : null))}`,
  DiagnosisCompleted: (fact, say) =>
    `The diagnosis was completed${tail(list(some(needs, fact.needs), `own resources: ${say.number(fact.ownResources)}`, `community resources: ${say.number(fact.communityResources)}`))}`,
  PlanAgreed: (fact) =>
    `Client and team agreed on a plan${tail(list(some(goals, fact.goals), some(actions, fact.actions)))}`,
  SocialContractConcluded: (fact, say) =>
    `A social contract of variant ${say.text(fact.variant)} was concluded, until ${say.date(fact.endsOn)}.`,
  PlanStartedWithoutContract: () => 'The plan began without a social contract.',
  ActionCompleted: (fact, say) => `Action ${say.text(fact.actionId)} was completed.`,
  ActionCancelled: (fact, say) => `Action ${say.text(fact.actionId)} was cancelled.`,
  GoalProgressRecorded: (fact, say) =>
    `The goal ${say.text(fact.goalId)} was rated: ${say.code('rating', fact.rating)}.`,
  CaseSuspended: () => 'The case was suspended.',
  CaseResumed: () => 'Work on the case was resumed.',
  FinalEvaluationCompleted: (fact) =>
    `Client and team rated every goal${tail(list(some(reached, fact.achieved), some(partly, fact.partly), some(missed, fact.not)))}${fact.clientScore === undefined ? '' : ` The client's score: ${fact.clientScore} of 5.`}`,
  CaseClosed: (fact, say) => `The case was closed. Reason: ${say.code('closureReason', fact.reason)}.`,

  CoordinatorChanged: () => 'Another coordinator took the case over.',
  CaseTransferred: () => 'The case was handed over to another partnership, with its team.',
  CaseMigrated: (fact, say) => `The case goes on under version ${say.text(fact.modelVersion)} of the model.`,
  ConsentExpired: (fact, say) => `The consent ${say.code('consentKind', fact.kind)} ran out.`,
  DisclosureMade: (fact, say) =>
    `Data was handed to ${say.institution(fact.toInstitutionId)}${tail([list(...(fact.kinds ?? []).map((kind) => say.code('dataScope', kind))), `basis: ${say.code('disclosureBasis', fact.basis)}`].filter(Boolean).join('; '))}`,
  ConfidentialityStatementSigned: () => 'A statement of confidentiality was signed.',
  TeamMinutesFiled: () => 'The minutes of a sitting of the team were filed.',
  ReviewHeld: (fact, say) =>
    `The plan was reviewed${fact.outcome ? ` (${say.code('reviewOutcome', fact.outcome)})` : ''}.`,
  PlanAmended: (fact) =>
    `Client and team changed the plan${tail(list(some(goals, fact.goals), some(actions, fact.actions), fact.droppedGoals ? `given up: ${goals(fact.droppedGoals)}` : null))}`,
  ConflictDecided: (fact, say) =>
    `Two actions ${say.code('conflictKind', fact.kind)}. It was decided: ${say.code('conflictDecision', fact.decision)}.`,
  ContractAmended: (fact, say) => `Both parties amended the social contract. It ends on ${say.date(fact.endsOn)}.`,
  ActionStarted: (fact, say) => `Action ${say.text(fact.actionId)} was started.`,
  ContactAttempted: (fact, say) =>
    fact.made
      ? 'The client was reached.'
      : `Attempt ${say.number(fact.ordinal)} to reach the client was in vain${fact.means ? ` (${say.code('contactMeans', fact.means)})` : ''}.`,
  FollowUpRecorded: (fact, say) => `It was asked what has lasted: ${say.code('followUpOutcome', fact.outcome)}.`,
  CaseReopened: () => 'The case was reopened. The client has to agree anew.',

  BlueCardProcedureOpened: () => 'The Blue Card procedure was opened.',
  BlueCardFormForwarded: () => 'Form A was forwarded to the interdisciplinary team.',
  BlueCardPassedToGroup: () => 'The interdisciplinary team passed the form to the diagnostic-aid group.',
  BlueCardGroupMet: () => 'The diagnostic-aid group sat.',
  BlueCardSuspectInformed: () => 'The person suspected was told that the procedure began.',
  BlueCardProcedureClosed: () => 'The Blue Card procedure was closed.',

  MeetingScheduled: (fact, say) =>
    `A meeting (${say.code('meetingKind', fact.kind ?? fact.of?.kind ?? 'TEAM')}) was called for ${say.date(fact.plannedOn)}.`,
  MeetingHeld: (fact, say) =>
    `A meeting (${say.code('meetingKind', fact.of?.kind)}) was held${tail(list(attendance(fact.present, fact.invited), some(decisions, fact.decisions)))}`,
  MeetingCancelled: () => 'The meeting that was called did not take place.',

  SocialContractDrafted: (fact, say) => `A social contract of variant ${say.text(fact.variant)} was drawn up.`,
  SocialContractSigned: (fact, say) => `The social contract was signed by ${say.code('contractParty', fact.by)}.`,
  SocialContractAmended: (fact, say) =>
    `Both parties signed an amendment of the social contract, until ${say.date(fact.endsOn)}.`,
  SocialContractEnded: (fact, say) => `The social contract ended: ${say.code('contractEnd', fact.how)}.`,

  ...basketSentences,
  ...governanceSentences,
  ...dataRightsSentences,

  DeadlineReminded: (fact, say) =>
    `A reminder of deadline ${say.text(fact.rule)} (${say.date(fact.dueOn)}) went to the ${say.code('recipient', fact.recipient)}.`,
  DeadlineAlarmRaised: (fact, say) =>
    `Deadline ${say.text(fact.rule)} (${say.date(fact.dueOn)}) passed; the ${say.code('recipient', fact.recipient)} was told.`,
  DeadlineNoticeWithdrawn: (fact, say) =>
    `The alarm about deadline ${say.text(fact.rule)} was taken back; the ${say.code('recipient', fact.recipient)} was told.`,
}
