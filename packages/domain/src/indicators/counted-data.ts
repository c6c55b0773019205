/**
 * What an indicator, or the `when` of a deadline rule, reads of a payload: ids, numbers, codes and flags. Never anything
 * about a person but their key, so that these rows can be kept in clear. An event whose type is not named here is kept
 * without data: it still counts in the recording delay, and may stand for itself (`GoodPracticePublished`).
 */
export interface CountedData {
  CooperationAgreementSigned: { parties: readonly { kind: string; teryt: string }[]; region?: string }
  CooperationAgreementTerminated: object
  PartnershipOpened: { municipality: string }
  LeaderDesignated: { institutionId: string; sector: string }
  AccessionDeclarationSigned: { institutionId: string; sector: string }
  MemberWithdrew: { institutionId: string }
  MemberExcluded: { institutionId: string }
  InitiatingMeetingHeld: { ordinal: number; mode: string }
  PlenaryMeetingHeld: { mode: string }
  PartnershipConstituted: object
  PartnershipSuspended: object
  PartnershipResumed: object
  PartnershipDissolved: object
  BasketOpened: { partnershipId: string }
  ServiceBasketVersionPublished: {
    basketVersion: string
    services: number
    institutions: number
    items?: readonly CountedService[]
  }
  ReferralSubmitted: { partnershipId: string; urgency: string }
  CaseProposed: { partnershipId: string; clientId: string; clientKind: string; adults: number; children: number }
  CaseReopened: object
  CaseClosed: { reason: string }
  ConsentGiven: { kind: string }
  ConsentRefused: object
  ConsentWithdrawn: { scope: string }
  EnvironmentalInterviewRequired: { urgent: boolean }
  EnvironmentalInterviewCompleted: { lastingHelp?: boolean }
  TaskTeamAppointed: { teamId: string; members: readonly TeamSeat[] }
  TeamMemberAdded: { member: TeamSeat }
  TeamMemberRemoved: { memberId: string }
  TeamMeetingHeld: {
    teamId: string
    invited: number
    present: number
    clientPresent: boolean
    mode: string
    attendance?: readonly { sector: string; present: boolean }[]
  }
  PlanAgreed: Plan
  PlanAmended: Plan
  ActionCompleted: { actionId: string }
  ActionCancelled: { actionId: string }
  SocialContractConcluded: { variant: string }
  FinalEvaluationCompleted: { ratings: readonly { goalId: string; rating: string }[] }
  IntersectoralTrainingHeld: Attended
  CooperationWorkshopHeld: Attended
  EducationalMeetingHeld: Attended
  CoachingSessionHeld: { workerId: string; hours: number }
  SupervisionSessionHeld: Attended
  ConsultationMeetingHeld: { channel?: string }
  RemarkSubmitted: { channel: string; chapter: string }
  RemarkAccepted: object
  RemarkPartlyAccepted: object
  RemarkRejected: object
  GoodPracticeSubmitted: object
  GoodPracticePublished: object
  PilotPhaseStarted: { phase: string; plannedEnd: string }
  PilotPhaseEnded: { phase: string }
  PilotTargetSet: {
    indicator: string
    region?: string
    teryt?: string
    value: number
    comparator: string
    source: string
    validFrom: string
    validTo?: string
  }
  MatterOpened: { kind: string; complex?: boolean; caseId?: string }
}

export type CountedType = keyof CountedData

export interface TeamSeat {
  readonly memberId: string
  readonly sector: string
}

export interface CountedService {
  readonly serviceId: string
  readonly institutionId: string
  readonly category: string
  readonly sector: string
}

export interface PlannedAction {
  readonly actionId: string
  /** An institution, or `CLIENT`. */
  readonly owner: string
  readonly serviceId?: string
  readonly category?: string
}

interface Plan {
  readonly goals: readonly { readonly goalId: string; readonly lifeArea?: string }[]
  readonly actions: readonly PlannedAction[]
}

/** An activity names its participants by their staff keys, or says how many there were. */
export interface Attended {
  readonly hours: number
  readonly participants?: readonly { readonly personId: string; readonly sector: string }[]
  readonly participantCount?: number
}

type Fields<Data> = {
  readonly [Field in keyof Data]-?: NonNullable<Data[Field]> extends readonly (infer Item)[]
    ? Fields<Item>
    : NonNullable<Data[Field]> extends object
      ? Fields<NonNullable<Data[Field]>>
      : true
}

const plan: Fields<Plan> = {
  goals: { goalId: true, lifeArea: true },
  actions: { actionId: true, owner: true, serviceId: true, category: true },
}
const attended: Fields<Attended> = {
  hours: true,
  participants: { personId: true, sector: true },
  participantCount: true,
}
const nothing = {}

const kept: { readonly [Type in CountedType]: Fields<CountedData[Type]> } = {
  CooperationAgreementSigned: { parties: { kind: true, teryt: true }, region: true },
  CooperationAgreementTerminated: nothing,
  PartnershipOpened: { municipality: true },
  LeaderDesignated: { institutionId: true, sector: true },
  AccessionDeclarationSigned: { institutionId: true, sector: true },
  MemberWithdrew: { institutionId: true },
  MemberExcluded: { institutionId: true },
  InitiatingMeetingHeld: { ordinal: true, mode: true },
  PlenaryMeetingHeld: { mode: true },
  PartnershipConstituted: nothing,
  PartnershipSuspended: nothing,
  PartnershipResumed: nothing,
  PartnershipDissolved: nothing,
  BasketOpened: { partnershipId: true },
  ServiceBasketVersionPublished: {
    basketVersion: true,
    services: true,
    institutions: true,
    items: { serviceId: true, institutionId: true, category: true, sector: true },
  },
  ReferralSubmitted: { partnershipId: true, urgency: true },
  CaseProposed: { partnershipId: true, clientId: true, clientKind: true, adults: true, children: true },
  CaseReopened: nothing,
  CaseClosed: { reason: true },
  ConsentGiven: { kind: true },
  ConsentRefused: nothing,
  ConsentWithdrawn: { scope: true },
  EnvironmentalInterviewRequired: { urgent: true },
  EnvironmentalInterviewCompleted: { lastingHelp: true },
  TaskTeamAppointed: { teamId: true, members: { memberId: true, sector: true } },
  TeamMemberAdded: { member: { memberId: true, sector: true } },
  TeamMemberRemoved: { memberId: true },
  TeamMeetingHeld: {
    teamId: true,
    invited: true,
    present: true,
    clientPresent: true,
    mode: true,
    attendance: { sector: true, present: true },
  },
  PlanAgreed: plan,
  PlanAmended: plan,
  ActionCompleted: { actionId: true },
  ActionCancelled: { actionId: true },
  SocialContractConcluded: { variant: true },
  FinalEvaluationCompleted: { ratings: { goalId: true, rating: true } },
  IntersectoralTrainingHeld: attended,
  CooperationWorkshopHeld: attended,
  EducationalMeetingHeld: attended,
  CoachingSessionHeld: { workerId: true, hours: true },
  SupervisionSessionHeld: attended,
  ConsultationMeetingHeld: { channel: true },
  RemarkSubmitted: { channel: true, chapter: true },
  RemarkAccepted: nothing,
  RemarkPartlyAccepted: nothing,
  RemarkRejected: nothing,
  GoodPracticeSubmitted: nothing,
  GoodPracticePublished: nothing,
  PilotPhaseStarted: { phase: true, plannedEnd: true },
  PilotPhaseEnded: { phase: true },
  PilotTargetSet: {
    indicator: true,
    region: true,
    teryt: true,
    value: true,
    comparator: true,
    source: true,
    validFrom: true,
    validTo: true,
  },
  MatterOpened: { kind: true, complex: true, caseId: true },
}

export const countedTypes = Object.keys(kept) as readonly CountedType[]

/** The part of a payload that is kept for counting. */
export function countedData(type: string, payload: unknown): object {
  const fields = keeping.get(type)
  return fields ? takeFrom(payload, fields) : {}
}

type Keep = true | { readonly [field: string]: Keep }

/** Field by field, and of a field that is kept in part, which of its own. Listed once: every event of a ledger is asked. */
type Kept = readonly (readonly [field: string, inner: Kept | null])[]

const listed = (keep: { readonly [field: string]: Keep }): Kept =>
  Object.entries(keep).map(([field, inner]) => [field, inner === true ? null : listed(inner)])

const keeping: ReadonlyMap<string, Kept> = new Map(
  Object.entries(kept).map(([type, keep]) => [type, listed(keep as Exclude<Keep, true>)]),
)

function takeFrom(value: unknown, fields: Kept): object {
  if (Array.isArray(value)) return value.map((item) => takeFrom(item, fields))
  const from = (value ?? {}) as Readonly<Record<string, unknown>>
  const taken: Record<string, unknown> = {}
  for (const [field, inner] of fields) {
    const given = from[field]
    if (given === undefined || given === null) continue
    taken[field] = inner ? takeFrom(given, inner) : typeof given === 'object' ? null : given
  }
  return taken
}
