import { counted } from '../plural.ts'
import type { Sentences } from '../sentence.ts'
import { basketSentences } from './basket-sentences.ts'
import { governanceSentences } from './governance-sentences.ts'

const people = counted.en('person', 'people')
const institutions = counted.en('institution', 'institutions')
const sectors = counted.en('sector', 'sectors')
const services = counted.en('service', 'services')
const animators = counted.en('animator', 'animators')
const experts = counted.en('model expert', 'model experts')
const needs = counted.en('need', 'needs')
const decisions = counted.en('decision', 'decisions')
const candidates = counted.en('candidate', 'candidates')
const goals = counted.en('goal', 'goals')
const actions = counted.en('action', 'actions')
const reached = counted.en('achieved', 'achieved')
const partly = counted.en('partly', 'partly')
const missed = counted.en('not achieved', 'not achieved')
const recipients = counted.en('recipient', 'recipients')

const some = (count: (n: number) => string, n: number | undefined) => (n === undefined ? null : count(n))
const list = (...parts: (string | null)[]) => parts.filter((part) => part !== null).join(', ')
const tail = (text: string) => (text === '' ? '.' : `: ${text}.`)

/** "present: 12 of 14" */
const attendance = (present: number | undefined, invited: number | undefined) =>
  present === undefined ? null : `present: ${present}${invited === undefined ? '' : ` of ${invited}`}`

export const sentences: Sentences = {
  InstitutionRegistered: (fact, say) =>
    `The institution ${say.text(fact.name)} was registered (${say.code('sector', fact.sector)}).`,

  PartnershipOpened: (fact, say) =>
    `Preparation of the partnership began. Agreement of ${say.date(fact.agreementSignedOn)}, model version ${say.text(fact.modelVersion)}.`,
  LeaderDesignated: (fact, say) => `The leader was named: ${say.institution(fact.institutionId)}.`,
  SupportTeamAssigned: (fact) =>
    `Support was assigned${tail(list(some(animators, fact.animators), some(experts, fact.modelExperts)))}`,
  ResourceDiagnosisCompleted: (fact, say) =>
    `The diagnosis of resources was completed. Resources of assistance: ${say.number(fact.assistanceResources)}, local resources: ${say.number(fact.localResources)}, gaps: ${say.number(fact.gaps)}.`,
  CooperatorInvited: (fact, say) =>
    `An institution was invited: ${say.institution(fact.institutionId)}.${fact.replyBy ? ` Answer by ${say.date(fact.replyBy)}.` : ''}`,
  InitiatingMeetingHeld: (fact, say) =>
    `Initiating meeting no. ${say.number(fact.ordinal)} was held${tail(list(attendance(fact.present, fact.invited), fact.mode ? say.code('mode', fact.mode) : null))}`,
  CandidatesPreselected: (fact) =>
    `The leader made a preliminary choice of persons and families${tail(list(some(candidates, fact.candidates)))}`,
  RegulationsDraftCirculated: (fact, say) =>
    `Draft ${say.text(fact.draft)} of the regulations was sent out${tail(list(some(recipients, fact.recipients)))}`,
  RegulationsAdopted: (fact, say) => `The regulations were adopted, version ${say.text(fact.regulationsVersion)}.`,
  AccessionDeclarationSigned: (fact, say) =>
    `The declaration of accession was signed by: ${say.institution(fact.institutionId)}${fact.strategicPartner ? ' (strategic partner)' : ''}.`,
  PartnershipConstituted: (fact) =>
    `The partnership was constituted${tail(list(some(institutions, fact.members), some(sectors, fact.sectors)))}`,
  ContactPersonsDesignated: (fact, say) =>
    `Contact persons (${say.number(fact.contactPersons)}) and staff for task teams (${say.number(fact.teamCandidates)}) were designated.`,
  NetworkOfficerAppointed: (fact, say) =>
    `The network officer was appointed. Employer: ${say.institution(fact.institutionId)}.`,
  PlenaryMeetingHeld: (fact, say) =>
    `Partnership meeting no. ${say.number(fact.ordinal)} was held${tail(list(attendance(fact.present, fact.invited), fact.mode ? say.code('mode', fact.mode) : null))}`,
  WorkPlanAdopted: (fact, say) => `The work plan for ${say.text(fact.year)} was adopted.`,
  CommunicationRulesAdopted: () => 'The rules of communication between partnership and task teams were adopted.',
  EvaluationConceptAdopted: () => 'The concept of evaluation and monitoring was adopted.',
  ServiceBasketVersionPublished: (fact, say) =>
    `Version ${say.text(fact.basketVersion)} of the local service basket was published${tail(list(some(services, fact.services), some(institutions, fact.institutions)))}`,
  MemberWithdrew: (fact, say) => `A member left the partnership: ${say.institution(fact.institutionId)}.`,
  MemberExcluded: (fact, say) => `A member was excluded from the partnership: ${say.institution(fact.institutionId)}.`,
  TeamOpened: () => 'A task team of the partnership began to work.',
  TeamEnded: () => 'A task team of the partnership ended its work.',
  PartnershipBelowMinimum: (fact) =>
    `The partnership fell below its minimum${tail(list(some(institutions, fact.institutions), some(sectors, fact.sectors)))}`,
  PartnershipSuspended: (fact, say) =>
    `The work of the partnership was suspended. Reason: ${say.code('suspensionReason', fact.reason)}.`,
  PartnershipResumed: (fact, say) => `The partnership works again, mode: ${say.code('mode', fact.mode)}.`,
  PartnershipDissolved: () => 'The partnership was dissolved.',
  PartnershipAbandoned: () => 'The attempt to form a partnership was given up.',

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
  GoalProgressRecorded: (fact, say) => `Goal ${say.text(fact.goalId)}: ${say.code('rating', fact.rating)}.`,
  CaseSuspended: () => 'The case was suspended.',
  CaseResumed: () => 'Work on the case was resumed.',
  FinalEvaluationCompleted: (fact) =>
    `Client and team rated every goal${tail(list(some(reached, fact.achieved), some(partly, fact.partly), some(missed, fact.not)))}${fact.clientScore === undefined ? '' : ` The client's score: ${fact.clientScore} of 5.`}`,
  CaseClosed: (fact, say) => `The case was closed. Reason: ${say.code('closureReason', fact.reason)}.`,

  MeetingScheduled: (fact, say) =>
    `A meeting (${say.code('meetingKind', fact.kind ?? fact.of?.kind ?? 'TEAM')}) was called for ${say.date(fact.plannedOn)}.`,
  MeetingHeld: (fact, say) =>
    `A meeting (${say.code('meetingKind', fact.of?.kind)}) was held${tail(list(attendance(fact.present, fact.invited), some(decisions, fact.decisions)))}`,
  MeetingCancelled: () => 'The meeting that was called did not take place.',

  SocialContractDrafted: (fact, say) => `A social contract of variant ${say.text(fact.variant)} was drawn up.`,
  SocialContractSigned: (fact, say) => `The social contract was signed by ${say.code('contractParty', fact.by)}.`,
  SocialContractEnded: (fact, say) => `The social contract ended: ${say.code('contractEnd', fact.how)}.`,

  ...basketSentences,
  ...governanceSentences,

  DeadlineReminded: (fact, say) =>
    `A reminder of deadline ${say.text(fact.rule)} (${say.date(fact.dueOn)}) went to the ${say.code('recipient', fact.recipient)}.`,
  DeadlineAlarmRaised: (fact, say) =>
    `Deadline ${say.text(fact.rule)} (${say.date(fact.dueOn)}) passed; the ${say.code('recipient', fact.recipient)} was told.`,
}
