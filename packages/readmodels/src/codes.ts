import type * as Domain from '@kooperacje/domain'

/** What the columns of the read models may say; where the domain has the word, it is the domain's. */

/** `YYYY-MM-DD`, a civil day in Poland. */
export type Day = string
/** ISO 8601 in UTC. */
export type Instant = string

export type PartnershipStatus = Exclude<Domain.PartnershipStatus, Domain.Absent>
export type MembershipStatus = Domain.MembershipStatus
export type ReferralStatus = 'WAITING' | 'ACCEPTED' | 'RETURNED' | 'REDIRECTED'
export type CaseStatus = Exclude<Domain.CaseStatus, Domain.Absent>
export type GapStatus = 'OPEN' | 'CLOSED'
export type PaperKind = 'REGULATIONS_DRAFT' | 'REGULATIONS' | 'WORK_PLAN' | 'COMMUNICATION_RULES' | 'EVALUATION_CONCEPT'
export type MeetingKind = 'INITIATING' | 'PLENARY' | 'TEAM'
export type MeetingStatus = 'SCHEDULED' | 'HELD' | 'CANCELLED'
/** A deadline that is missed is open, and past: which it is depends on the day one asks on. */
export type StoredStatus = Exclude<Domain.DeadlineStatus, 'PAUSED' | 'MISSED'>
export type DeadlineStatus = Domain.DeadlineStatus
export type DeadlineOrigin = Domain.DeadlineOrigin
export type DeadlineRecipient = Domain.DeadlineRecipient

/** How a deadline stood before a fact changed it, and what kind of fact that was. */
export interface DeadlineChange {
  readonly position: number
  readonly why: 'LATE_ENTRY' | 'CORRECTION' | 'MIGRATION' | 'STANDSTILL' | 'PROLONGATION'
  readonly dueOn: Day
  readonly status: StoredStatus
}
export type MailStatus = 'PENDING' | 'GROUPED' | 'SENT' | 'CAUGHT' | 'FAILED'
