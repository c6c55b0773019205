import { z } from 'zod'
import { personal } from '../kernel/event.ts'
import { BusinessDate, Id, LifeArea, LongText, Sector, ShortText } from '../kernel/values.ts'

/** Selection criteria of the model: C1 and C2 are mandatory, four of five are enough. */
export const Criterion = z.enum(['C1', 'C2', 'C3', 'C4', 'C5'])
export type Criterion = z.infer<typeof Criterion>

/** What an office can point to; anything else is said in words. */
export const EvidenceCode = z.enum([
  'ADDRESS_CONFIRMED',
  'ON_BENEFITS',
  'APPLIED_FOR_HELP',
  'SEVERAL_INSTITUTIONS_INVOLVED',
  'PROBLEMS_IN_SEVERAL_AREAS',
  'CLIENT_SAID_SO',
  'OFFICE_RECORDS_CHECKED',
])
export type EvidenceCode = z.infer<typeof EvidenceCode>

/** One criterion: met or not, and what shows it. */
export const CriterionEvidence = z.strictObject({
  criterion: Criterion,
  met: z.boolean(),
  code: EvidenceCode.optional(),
  note: personal('C2', ShortText).optional(),
})

/** Two different things: taking part, an act of social work, and a ground for handing data on (RODO art. 6(1)(a), 9(2)(a)). */
export const ConsentKind = z.enum(['PARTICIPATION', 'DATA_SHARING'])
export type ConsentKind = z.infer<typeof ConsentKind>
export const ConsentForm = z.enum(['PAPER', 'ELECTRONIC', 'ORAL_NOTED'])

/** What kinds of data may be shared: `COOPERATION` is what the plan needs, the others are of special categories. */
export const DataScope = z.enum(['COOPERATION', 'HEALTH_MIN', 'ADDICTION', 'DISABILITY', 'CONVICTIONS'])
export type DataScope = z.infer<typeof DataScope>

/** By what right data was handed over: the client's consent, a statute, or the protection of somebody's life. */
export const DisclosureBasis = z.enum(['CONSENT', 'STATUTE', 'VITAL_INTEREST'])
export type DisclosureBasis = z.infer<typeof DisclosureBasis>

/** Whether a child was heard; what one from 13 on said is recorded apart, as a code and not in words. */
export const ChildsView = z.strictObject({
  /** Person key. */
  personId: Id,
  thirteenOrOlder: z.boolean(),
  heard: z.boolean(),
  view: z.enum(['AGREES', 'RESERVATIONS', 'DISAGREES', 'SAID_NOTHING']).optional(),
  notHeardBecause: z.enum(['TOO_YOUNG', 'UNABLE']).optional(),
})

export const MeetingPurpose = z.enum(['ORDINARY', 'REVIEW', 'FINAL'])
export type MeetingPurpose = z.infer<typeof MeetingPurpose>
export const ReviewOutcome = z.enum(['UNCHANGED', 'AMEND_PLAN', 'AMEND_CONTRACT', 'END'])
export const ContactMeans = z.enum(['VISIT', 'PHONE', 'LETTER', 'ELECTRONIC'])

/** What has remained of the goals some time after the end. */
export const FollowUpOutcome = z.enum(['LASTING', 'PARTLY_LASTING', 'NOT_LASTING', 'NOT_REACHED'])
export type FollowUpOutcome = z.infer<typeof FollowUpOutcome>

export const ClosureReason = z.enum([
  'GOALS_ACHIEVED',
  'GOALS_PARTLY_ACHIEVED',
  'CLIENT_RESIGNED',
  'CONSENT_WITHDRAWN',
  'CONSENT_REFUSED',
  'CONTRACT_BROKEN',
  'NO_CONTACT',
  'MOVED_AWAY',
  'DEATH',
  'MOVED_TO_STATUTORY_PROCEDURE',
  'PILOT_ENDED',
  'OTHER',
])
export type ClosureReason = z.infer<typeof ClosureReason>

export const TeamRole = z.enum([
  'COORDINATOR',
  'SOCIAL_WORKER',
  'FAMILY_ASSISTANT',
  'SPECIALIST',
  'REPRESENTATIVE',
  'GUEST',
])
export type TeamRole = z.infer<typeof TeamRole>

export const TeamMember = z.strictObject({
  /** Staff key, never a name. */
  memberId: Id,
  /** Left out for an ad-hoc guest from outside the partnership. */
  institutionId: Id.optional(),
  sector: Sector,
  role: TeamRole.optional(),
  /** Here, or by a statement of its own (`ConfidentialityStatementSigned`). */
  confidentialitySignedOn: BusinessDate.optional(),
})
export type TeamMember = z.infer<typeof TeamMember>

export const Attendance = z.strictObject({ memberId: Id, sector: Sector, present: z.boolean() })

export const Goal = z.strictObject({ goalId: Id, lifeArea: LifeArea.optional(), text: personal('C2', LongText) })

export const Action = z.strictObject({
  actionId: Id,
  goalId: Id,
  /** An institution, or the client themself. */
  owner: z.union([z.literal('CLIENT'), Id]),
  serviceId: Id.optional(),
  /** Kind of help, for an action that is no service of the basket. */
  category: z.string().min(1).max(60).optional(),
  /** First day; left out: from the day on which it was agreed. */
  from: BusinessDate.optional(),
  due: BusinessDate,
  text: personal('C2', LongText),
})

export const GoalRating = z.enum(['ACHIEVED', 'PARTLY', 'NOT'])
export type GoalRating = z.infer<typeof GoalRating>
export const ContractVariant = z.enum(['A', 'B'])
