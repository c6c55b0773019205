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
export type DeadlineStatus = 'OPEN' | 'MET' | 'MET_LATE' | 'CANCELLED'
export type DeadlineOrigin = Domain.DeadlineRule['origin']
export type DeadlineRecipient = Domain.DeadlineRule['recipient']
export type MailStatus = 'PENDING' | 'SENT' | 'CAUGHT' | 'FAILED'
