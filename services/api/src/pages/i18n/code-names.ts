import type {
  ClientKind,
  ClosureReason,
  Conflict,
  ConflictDecision,
  ConsentKind,
  ContactMeans,
  ContractParty,
  ContractVariant,
  Criterion,
  DataScope,
  DisclosureBasis,
  EvidenceCode,
  Fee,
  FollowUpOutcome,
  GoalRating,
  IndicatorUnit,
  LifeArea,
  MeetingMode,
  MeetingPurpose,
  ProblemArea,
  ReferralReturnReason,
  ReferralSource,
  Region,
  ReviewOutcome,
  Sector,
  TargetGroup,
  TeamRole,
  Urgency,
} from '@kooperacje/domain'
import type {
  AccessRule,
  CaseStatus,
  DeadlineOrigin,
  DeadlineRecipient,
  MailOutboxTable,
  MailStatus,
  MeetingKind,
  MembershipStatus,
  PaperKind,
  PartnershipStatus,
  ReferralStatus,
  ServiceStatus,
} from '@kooperacje/readmodels'
import type { z } from 'zod'
import type { Purpose } from '../../auth/disclosures.ts'
import type { Role } from '../../auth/permissions.ts'
import type { FormCodeNames } from './form-code-names.ts'
import type { GovernanceCodeNames } from './governance-code-names.ts'
import type { ModelCodeNames } from './model-code-names.ts'

type NamesOf<Code extends string> = Readonly<Record<Code, string>>

/** A name on the screen for every code there is: a code that the domain gains and a language lacks does not compile. */
export interface CodeNames extends GovernanceCodeNames, FormCodeNames, ModelCodeNames {
  readonly role: NamesOf<Role | 'SYSTEM'>
  readonly sector: NamesOf<Sector>
  readonly problemArea: NamesOf<ProblemArea>
  readonly clientKind: NamesOf<z.infer<typeof ClientKind>>
  readonly urgency: NamesOf<z.infer<typeof Urgency>>
  readonly clientAgreed: NamesOf<'YES' | 'NO' | 'NOT_ASKED'>
  readonly mode: NamesOf<z.infer<typeof MeetingMode>>
  readonly source: NamesOf<z.infer<typeof ReferralSource>>
  readonly partnershipStatus: NamesOf<PartnershipStatus>
  readonly membershipStatus: NamesOf<MembershipStatus>
  readonly referralStatus: NamesOf<ReferralStatus>
  readonly returnReason: NamesOf<z.infer<typeof ReferralReturnReason>>
  readonly caseStatus: NamesOf<CaseStatus>
  readonly closureReason: NamesOf<ClosureReason>
  readonly contractVariant: NamesOf<z.infer<typeof ContractVariant>>
  readonly rating: NamesOf<z.infer<typeof GoalRating>>
  readonly criterion: NamesOf<Criterion>
  readonly evidence: NamesOf<EvidenceCode>
  readonly consentKind: NamesOf<ConsentKind>
  readonly consentStatus: NamesOf<'IN_FORCE' | 'NARROWED' | 'ENDED'>
  readonly dataScope: NamesOf<DataScope>
  readonly disclosureBasis: NamesOf<DisclosureBasis>
  readonly childsView: NamesOf<'AGREES' | 'RESERVATIONS' | 'DISAGREES' | 'SAID_NOTHING'>
  readonly teamRole: NamesOf<TeamRole>
  readonly meetingPurpose: NamesOf<MeetingPurpose>
  readonly reviewOutcome: NamesOf<z.infer<typeof ReviewOutcome>>
  readonly lifeArea: NamesOf<LifeArea>
  readonly actionStatus: NamesOf<'PLANNED' | 'STARTED' | 'COMPLETED' | 'CANCELLED' | 'OVERDUE'>
  readonly goalStatus: NamesOf<GoalRating | 'DROPPED' | 'NOT_RATED'>
  readonly contactMeans: NamesOf<z.infer<typeof ContactMeans>>
  readonly followUpOutcome: NamesOf<FollowUpOutcome>
  readonly conflictDecision: NamesOf<ConflictDecision>
  readonly consentForm: NamesOf<'PAPER' | 'ELECTRONIC' | 'ORAL_NOTED'>
  readonly suspensionReason: NamesOf<'EPIDEMIC' | 'STAFF' | 'FINANCE' | 'OTHER'>
  readonly contractEnd: NamesOf<'FULFILLED' | 'EXPIRED' | 'BROKEN' | 'CASE_CLOSED'>
  readonly contractParty: NamesOf<z.infer<typeof ContractParty>>
  readonly meetingKind: NamesOf<MeetingKind>
  readonly paperKind: NamesOf<PaperKind>
  readonly recipient: NamesOf<DeadlineRecipient>
  readonly origin: NamesOf<DeadlineOrigin>
  readonly mailKind: NamesOf<MailOutboxTable['kind']>
  readonly mailStatus: NamesOf<MailStatus>
  readonly indicatorUnit: NamesOf<IndicatorUnit>
  readonly region: NamesOf<Region>
  /** An indicator names its parts itself; one without a name here is shown by its code. */
  readonly indicatorPart: Readonly<Record<string, string>>
  readonly purpose: NamesOf<Purpose>
  readonly serviceStatus: NamesOf<ServiceStatus>
  readonly fee: NamesOf<Fee>
  readonly accessRule: NamesOf<AccessRule>
  readonly targetGroup: NamesOf<TargetGroup>
  readonly conflictKind: NamesOf<Conflict['kind']>
}

/** What the pages of the basket name. */
export type BasketCodeNames = Pick<CodeNames, 'serviceStatus' | 'fee' | 'accessRule' | 'targetGroup' | 'conflictKind'>

export type CodeGroup = keyof CodeNames
