import { z } from 'zod'
import { BasketItem, MOST_SERVICES } from '../basket/values.ts'
import { defineEvent } from '../kernel/event.ts'
import { BusinessDate, Count, Id, MeetingMode, Sector, ShortText, Teryt } from '../kernel/values.ts'
import {
  AccessionDeclarationSigned,
  CooperatorAnswered,
  CooperatorIdentified,
  CooperatorInvited,
  MemberBecameInactive,
  MemberExcluded,
  MemberReactivated,
  MemberWithdrew,
} from './membership-events.ts'
import {
  CharterRecorded,
  CommunicationRulesAdopted,
  EvaluationConceptAdopted,
  MutualBenefitRecorded,
  RegulationsAdopted,
  RegulationsAmended,
  RegulationsDraftCirculated,
  WorkPlanAdopted,
} from './paper-events.ts'
import {
  ResourceDiagnosisCompleted,
  ResourceGapClosed,
  ResourceGapRecorded,
  ResourceMapDrawn,
} from './resource-events.ts'
import { DecisionTaken, InitiatingMeetingHeld, MinutesFiled, PlenaryMeetingHeld } from './sitting-events.ts'

export * from './membership-events.ts'
export * from './paper-events.ts'
export * from './resource-events.ts'
export * from './sitting-events.ts'

/** Staff by their keys (class C1): who they are is known to their institution. */
const StaffKeys = z.array(Id).max(500)

export const PartnershipOpened = defineEvent({
  type: 'PartnershipOpened',
  version: 1,
  about: 'A municipality began to prepare a partnership (PZK) under its cooperation agreement.',
  data: z.strictObject({
    name: ShortText,
    municipality: Teryt,
    agreementSignedOn: BusinessDate,
    /** Left out: the agreement is on paper and not in this ledger. */
    agreementId: Id.optional(),
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
  data: z.strictObject({
    animators: Count,
    modelExperts: Count,
    animatorIds: StaffKeys.optional(),
    modelExpertIds: StaffKeys.optional(),
  }),
})

export const CandidatesPreselected = defineEvent({
  type: 'CandidatesPreselected',
  version: 1,
  about: 'The leader made the preliminary choice of persons and families: counts only, no data leaves the leader.',
  data: z.strictObject({ candidates: Count }),
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
  data: z.strictObject({
    contactPersons: Count,
    teamCandidates: Count,
    byInstitution: z
      .array(z.strictObject({ institutionId: Id, contactPersonIds: StaffKeys, teamCandidateIds: StaffKeys }))
      .max(500)
      .optional(),
  }),
})

export const NetworkOfficerAppointed = defineEvent({
  type: 'NetworkOfficerAppointed',
  version: 1,
  about: 'The person who runs the network was appointed, the first or in place of another.',
  data: z.strictObject({ institutionId: Id, officerId: Id.optional() }),
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

export const TeamHandedOver = defineEvent({
  type: 'TeamHandedOver',
  version: 1,
  about: 'A task team at work was handed over: another institution or partnership answers for it from now on.',
  data: z.strictObject({
    caseId: Id,
    to: z.union([z.strictObject({ institutionId: Id }), z.strictObject({ partnershipId: Id })]),
  }),
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

export const PartnershipMigrated = defineEvent({
  type: 'PartnershipMigrated',
  version: 1,
  about: 'The partnership goes on under another version of the model, and its basket with it; its cases keep theirs.',
  data: z.strictObject({ modelVersion: z.string().max(20) }),
})

export const partnershipEvents = [
  PartnershipOpened,
  LeaderDesignated,
  SupportTeamAssigned,
  ResourceDiagnosisCompleted,
  ResourceMapDrawn,
  ResourceGapRecorded,
  ResourceGapClosed,
  CooperatorIdentified,
  CooperatorInvited,
  CooperatorAnswered,
  InitiatingMeetingHeld,
  MutualBenefitRecorded,
  CharterRecorded,
  CandidatesPreselected,
  RegulationsDraftCirculated,
  RegulationsAdopted,
  RegulationsAmended,
  AccessionDeclarationSigned,
  PartnershipConstituted,
  ContactPersonsDesignated,
  NetworkOfficerAppointed,
  PlenaryMeetingHeld,
  MinutesFiled,
  DecisionTaken,
  WorkPlanAdopted,
  CommunicationRulesAdopted,
  EvaluationConceptAdopted,
  ServiceBasketVersionPublished,
  MemberBecameInactive,
  MemberReactivated,
  MemberWithdrew,
  MemberExcluded,
  PartnershipBelowMinimum,
  TeamOpened,
  TeamHandedOver,
  TeamEnded,
  PartnershipSuspended,
  PartnershipResumed,
  PartnershipMigrated,
  PartnershipDissolved,
  PartnershipAbandoned,
] as const
