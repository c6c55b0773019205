import type {
  ClientKind,
  ClosureReason,
  Conflict,
  ContractParty,
  ContractVariant,
  Fee,
  GoalRating,
  IndicatorUnit,
  MeetingMode,
  ProblemArea,
  ReferralReturnReason,
  ReferralSource,
  Sector,
  TargetGroup,
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
  PartnershipStatus,
  ReferralStatus,
  ServiceStatus,
} from '@kooperacje/readmodels'
import type { z } from 'zod'
import type { Purpose } from '../../auth/disclosures.ts'
import type { Role } from '../../auth/permissions.ts'
import type { GovernanceCodeNames } from './governance-code-names.ts'

type NamesOf<Code extends string> = Readonly<Record<Code, string>>

/** A name on the screen for every code there is: a code that the domain gains and a language lacks does not compile. */
export interface CodeNames extends GovernanceCodeNames {
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
  readonly consentForm: NamesOf<'PAPER' | 'ELECTRONIC' | 'ORAL_NOTED'>
  readonly suspensionReason: NamesOf<'EPIDEMIC' | 'STAFF' | 'FINANCE' | 'OTHER'>
  readonly contractEnd: NamesOf<'FULFILLED' | 'EXPIRED' | 'BROKEN' | 'CASE_CLOSED'>
  readonly contractParty: NamesOf<z.infer<typeof ContractParty>>
  readonly meetingKind: NamesOf<MeetingKind>
  readonly recipient: NamesOf<DeadlineRecipient>
  readonly origin: NamesOf<DeadlineOrigin>
  readonly mailKind: NamesOf<MailOutboxTable['kind']>
  readonly mailStatus: NamesOf<MailStatus>
  readonly indicatorUnit: NamesOf<IndicatorUnit>
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
