import { z } from 'zod'
import { BasketItem, MOST_SERVICES } from '../basket/values.ts'
import { defineEvent } from '../kernel/event.ts'
import { BusinessDate, Count, Id, MeetingMode, Sector, ShortText, Teryt } from '../kernel/values.ts'

export const PartnershipOpened = defineEvent({
  type: 'PartnershipOpened',
  version: 1,
  about: 'A municipality began to prepare a partnership (PZK) under its cooperation agreement.',
  data: z.strictObject({
    name: ShortText,
    municipality: Teryt,
    agreementSignedOn: BusinessDate,
    modelVersion: z.string().max(20),
  }),
})

export const LeaderDesignated = defineEvent({
  type: 'LeaderDesignated',
  version: 1,
  about: 'The social assistance centre that initiates and leads the partnership was named.',
  data: z.strictObject({ institutionId: Id, sector: Sector }),
})

export const SupportTeamAssigned = defineEvent({
  type: 'SupportTeamAssigned',
  version: 1,
  about: 'The regional centre gave the municipality an animator and a model expert.',
  data: z.strictObject({ animators: Count, modelExperts: Count }),
})

export const ResourceDiagnosisCompleted = defineEvent({
  type: 'ResourceDiagnosisCompleted',
  version: 1,
  about: 'Resources of assistance and of the community were counted, and the gaps between them.',
  data: z.strictObject({ assistanceResources: Count, localResources: Count, gaps: Count }),
})

export const CooperatorInvited = defineEvent({
  type: 'CooperatorInvited',
  version: 1,
  about: 'An institution was invited to cooperate.',
  data: z.strictObject({ institutionId: Id, sector: Sector, replyBy: BusinessDate.optional() }),
})

export const InitiatingMeetingHeld = defineEvent({
  type: 'InitiatingMeetingHeld',
  version: 1,
  about: 'An initiating meeting (spotkanie inicjujące) took place; there may be any number of them.',
  data: z.strictObject({
    meetingId: Id,
    ordinal: z.int().min(1).max(100),
    invited: Count.optional(),
    present: Count,
    mode: MeetingMode,
  }),
})

export const CandidatesPreselected = defineEvent({
  type: 'CandidatesPreselected',
  version: 1,
  about: 'The leader made the preliminary choice of persons and families: counts only, no data leaves the leader.',
  data: z.strictObject({ candidates: Count }),
})

export const RegulationsDraftCirculated = defineEvent({
  type: 'RegulationsDraftCirculated',
  version: 1,
  about: 'A draft of the regulations went to the future members.',
  data: z.strictObject({ draft: z.string().max(20), recipients: Count }),
})

export const RegulationsAdopted = defineEvent({
  type: 'RegulationsAdopted',
  version: 1,
  about: 'The regulations were adopted; institutions may now sign declarations.',
  data: z.strictObject({ regulationsVersion: z.int().min(1) }),
})

export const AccessionDeclarationSigned = defineEvent({
  type: 'AccessionDeclarationSigned',
  version: 1,
  about: 'An institution signed its declaration of accession.',
  data: z.strictObject({
    institutionId: Id,
    sector: Sector,
    signatoryHasMandate: z.literal(true),
    strategicPartner: z.boolean().default(false),
  }),
})

export const PartnershipConstituted = defineEvent({
  type: 'PartnershipConstituted',
  version: 1,
  about: 'The set of signed declarations constituted the partnership.',
  data: z.strictObject({ members: Count, sectors: Count }),
})

export const ContactPersonsDesignated = defineEvent({
  type: 'ContactPersonsDesignated',
  version: 1,
  about: 'Cooperators named their coordinating persons and the staff available for task teams (counts).',
  data: z.strictObject({ contactPersons: Count, teamCandidates: Count }),
})

export const NetworkOfficerAppointed = defineEvent({
  type: 'NetworkOfficerAppointed',
  version: 1,
  about: 'The person who runs the network was appointed.',
  data: z.strictObject({ institutionId: Id }),
})

export const PlenaryMeetingHeld = defineEvent({
  type: 'PlenaryMeetingHeld',
  version: 1,
  about: 'The partnership met.',
  data: z.strictObject({
    meetingId: Id,
    ordinal: z.int().min(1).max(1000),
    invited: Count.optional(),
    present: Count.optional(),
    mode: MeetingMode,
  }),
})

export const WorkPlanAdopted = defineEvent({
  type: 'WorkPlanAdopted',
  version: 1,
  about: 'The work plan of a year was adopted.',
  data: z.strictObject({ year: z.int().min(2000).max(2100) }),
})

export const CommunicationRulesAdopted = defineEvent({
  type: 'CommunicationRulesAdopted',
  version: 1,
  about: 'The rules of communication between the partnership and its task teams were adopted.',
  data: z.strictObject({}),
})

export const EvaluationConceptAdopted = defineEvent({
  type: 'EvaluationConceptAdopted',
  version: 1,
  about: 'The concept of evaluation and monitoring was adopted.',
  data: z.strictObject({}),
})

export const ServiceBasketVersionPublished = defineEvent({
  type: 'ServiceBasketVersionPublished',
  version: 1,
  about: 'A version of the local service basket (LKU) was published.',
  data: z.strictObject({
    basketVersion: z.string().max(20),
    services: z.int().min(1),
    institutions: z.int().min(1),
    /** What it holds, for ever; left out for a basket that is kept on paper and known by its counts. */
    items: z.array(BasketItem).min(1).max(MOST_SERVICES).optional(),
  }),
})

export const MemberWithdrew = defineEvent({
  type: 'MemberWithdrew',
  version: 1,
  about: 'A member left the partnership.',
  data: z.strictObject({ institutionId: Id }),
})

export const MemberExcluded = defineEvent({
  type: 'MemberExcluded',
  version: 1,
  about: 'A member was excluded from the partnership.',
  data: z.strictObject({ institutionId: Id, reason: ShortText }),
})

export const PartnershipBelowMinimum = defineEvent({
  type: 'PartnershipBelowMinimum',
  version: 1,
  about: 'Warning: members or sectors fell under the minimum. The state does not change.',
  data: z.strictObject({ institutions: Count, sectors: Count }),
})

export const TeamOpened = defineEvent({
  type: 'TeamOpened',
  version: 1,
  about: 'A task team of the partnership began to work on a case.',
  data: z.strictObject({ caseId: Id, teamId: Id }),
})

export const TeamEnded = defineEvent({
  type: 'TeamEnded',
  version: 1,
  about: 'A task team ended with its case.',
  data: z.strictObject({ caseId: Id, teamId: Id }),
})

export const PartnershipSuspended = defineEvent({
  type: 'PartnershipSuspended',
  version: 1,
  about: 'The work of the partnership was suspended.',
  data: z.strictObject({ reason: z.enum(['EPIDEMIC', 'STAFF', 'FINANCE', 'OTHER']), note: ShortText.optional() }),
})

export const PartnershipResumed = defineEvent({
  type: 'PartnershipResumed',
  version: 1,
  about: 'The partnership works again.',
  data: z.strictObject({ mode: MeetingMode }),
})

export const PartnershipDissolved = defineEvent({
  type: 'PartnershipDissolved',
  version: 1,
  about: 'The partnership ended.',
  data: z.strictObject({ reason: ShortText }),
})

export const PartnershipAbandoned = defineEvent({
  type: 'PartnershipAbandoned',
  version: 1,
  about: 'The attempt to form a partnership was given up before it was constituted.',
  data: z.strictObject({ reason: ShortText }),
})

export const partnershipEvents = [
  PartnershipOpened,
  LeaderDesignated,
  SupportTeamAssigned,
  ResourceDiagnosisCompleted,
  CooperatorInvited,
  InitiatingMeetingHeld,
  CandidatesPreselected,
  RegulationsDraftCirculated,
  RegulationsAdopted,
  AccessionDeclarationSigned,
  PartnershipConstituted,
  ContactPersonsDesignated,
  NetworkOfficerAppointed,
  PlenaryMeetingHeld,
  WorkPlanAdopted,
  CommunicationRulesAdopted,
  EvaluationConceptAdopted,
  ServiceBasketVersionPublished,
  MemberWithdrew,
  MemberExcluded,
  PartnershipBelowMinimum,
  TeamOpened,
  TeamEnded,
  PartnershipSuspended,
  PartnershipResumed,
  PartnershipDissolved,
  PartnershipAbandoned,
] as const
