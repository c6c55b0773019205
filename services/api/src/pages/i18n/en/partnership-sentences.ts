import { list, some, tail } from '../compose.ts'
import { counted } from '../plural.ts'
import type { PartnershipSentences } from '../sentence.ts'
import { attendance } from './attendance.ts'

const institutions = counted.en('institution', 'institutions')
const sectors = counted.en('sector', 'sectors')
const services = counted.en('service', 'services')
const animators = counted.en('animator', 'animators')
const experts = counted.en('model expert', 'model experts')
const candidates = counted.en('candidate', 'candidates')
const recipients = counted.en('recipient', 'recipients')
const gaps = counted.en('gap', 'gaps')

export const partnershipSentences: PartnershipSentences = {
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
  ResourceMapDrawn: (fact) =>
    `The map of resources was drawn${tail(list(some(sectors, fact.resources), some(gaps, fact.gaps)))}`,
  ResourceGapRecorded: (fact, say) =>
    `A gap was added to the resource map. Sector: ${say.code('sector', fact.sector)}.`,
  ResourceGapClosed: (fact, say) =>
    `A gap in the resources was filled.${fact.institutionId ? ` By: ${say.institution(fact.institutionId)}.` : ''}`,
  CooperatorIdentified: (fact, say) => `An institution was identified: ${say.institution(fact.institutionId)}.`,
  CooperatorAnswered: (fact, say) =>
    `An institution answered its invitation: ${say.institution(fact.institutionId)} (${say.code('membershipStatus', fact.answer)}).`,
  MutualBenefitRecorded: (fact, say) =>
    `An entry was made in the register of mutual benefits: ${say.institution(fact.institutionId)}.`,
  CharterRecorded: () => 'The charter was recorded: aspiration, values, rules of work and standards of communication.',
  RegulationsAmended: (fact, say) =>
    `The regulations were amended, version ${say.text(fact.regulationsVersion)} is in force.`,
  MinutesFiled: (fact, say) => `The minutes of the meeting ${say.text(fact.meetingId)} were filed.`,
  DecisionTaken: (fact, say) => `The meeting ${say.text(fact.meetingId)} took a decision.`,
  MemberBecameInactive: (fact, say) => `A member no longer takes part: ${say.institution(fact.institutionId)}.`,
  MemberReactivated: (fact, say) => `A member takes part again: ${say.institution(fact.institutionId)}.`,
  TeamHandedOver: () => 'A task team was handed over.',
  PartnershipMigrated: (fact, say) => `The partnership went to version ${say.text(fact.modelVersion)} of the model.`,
}
