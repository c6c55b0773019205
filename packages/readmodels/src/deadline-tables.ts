import type { Day, DeadlineOrigin, DeadlineRecipient, DeadlineStatus, Instant, MailStatus } from './codes.ts'

/** A time in which proposed deadlines stand still. */
export interface Standstill {
  /** `case/…` or `partnership/…` */
  readonly of: string
  readonly from: Day
  /** Null while it lasts. */
  readonly to: Day | null
}

export interface DeadlinesTable {
  ledger: string
  rule: string
  startedAt: number
  about: string
  caseId: string | null
  partnershipId: string | null
  origin: DeadlineOrigin
  recipient: DeadlineRecipient
  startedOn: Day
  startedRecordedAt: Instant
  initialDueOn: Day
  initialRemindOn: Day
  initialAlarmOn: Day
  standstills: readonly Standstill[]
  dueOn: Day
  remindOn: Day
  alarmOn: Day
  status: DeadlineStatus
  pausedOn: Day | null
  stoppedOn: Day | null
  stoppedAt: number | null
  remindedOn: Day | null
  alarmedOn: Day | null
  updatedPosition: number
}

export interface DeadlineSubjectsTable {
  ledger: string
  about: string
  partnershipId: string | null
  standstills: readonly Standstill[]
  position: number
  updatedPosition: number
}

export interface MailOutboxTable {
  ledger: string
  position: number
  recipient: DeadlineRecipient
  kind: 'REMINDER' | 'ALARM'
  rule: string
  about: string
  caseId: string | null
  dueOn: Day
  createdAt: Instant
  status: MailStatus
  attempts: number
  claimedUntil: Instant | null
  sentAt: Instant | null
  failure: string | null
}
