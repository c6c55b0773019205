import type * as Domain from '@kooperacje/domain'
import type {
  Day,
  DeadlineChange,
  DeadlineOrigin,
  DeadlineRecipient,
  Instant,
  MailStatus,
  StoredStatus,
} from './codes.ts'

/** A rule as it is kept: what triggers it is the model's business. */
export type KeptRule = Omit<
  Domain.DeadlineRule,
  'starts' | 'stops' | 'cancels' | 'prolongs' | 'process' | 'same' | 'first'
>

export interface DeadlinesTable {
  ledger: string
  rule: string
  startedAt: number
  about: string
  caseId: string | null
  partnershipId: string | null
  origin: DeadlineOrigin
  modelVersion: string
  /** Of the rows of its rule the one in force from this day. */
  validFrom: Day
  restricted: boolean
  bound: 'AT_MOST' | 'AT_LEAST'
  owner: { readonly actorId: string; readonly role: string }
  startedOn: Day
  startedRecordedAt: Instant
  termOn: Day
  termAt: Instant | null
  standstills: readonly Domain.Standstill[]
  aboveStandstills: readonly Domain.Standstill[]
  dueOn: Day
  dueAt: Instant | null
  status: StoredStatus
  pausedOn: Day | null
  stoppedOn: Day | null
  stoppedAt: number | null
  stoppedMoment: Instant | null
  cancelledOn: Day | null
  cancelledAt: number | null
  cancelledBy: 'FACT' | 'MIGRATION' | 'ANNULLED' | null
  migratedAt: number | null
  changes: readonly DeadlineChange[]
  notices: Domain.DeadlineNoticeState
  noticesVersion: number
  remindedOn: Day | null
  alarmedOn: Day | null
  remindOn: Day | null
  nextReminderOn: Day | null
  nextAlarmOn: Day | null
  withdrawBecause: 'LATE_ENTRY' | 'CORRECTION' | 'MIGRATION' | null
  updatedPosition: number
}

/** Once for all deadlines that run under it. */
export interface DeadlineRulesTable {
  ledger: string
  rule: string
  modelVersion: string
  validFrom: Day
  row: KeptRule
}

/** A fact as it is kept for the rules: version, position, moments of happening and recording, who, type, what rules ask for. */
export interface KeptFact {
  readonly v: number
  readonly p: number
  readonly at: Instant
  readonly r: Instant
  readonly by: string
  readonly role: string
  readonly t: string
  readonly d: Readonly<Record<string, unknown>>
  /** It never happened: a later correction may say that it did. */
  readonly x?: true
}

export interface DeadlineSubjectsTable {
  ledger: string
  about: string
  partnershipId: string | null
  facts: readonly KeptFact[]
  standstills: readonly Domain.Standstill[]
  position: number
  updatedPosition: number
}

export interface MailOutboxTable {
  ledger: string
  position: number
  recipient: DeadlineRecipient
  kind: 'REMINDER' | 'ALARM' | 'WITHDRAWAL'
  rule: string
  about: string
  caseId: string | null
  dueOn: Day
  step: number
  restricted: boolean
  owner: { readonly actorId: string; readonly role: string } | null
  createdAt: Instant
  status: MailStatus
  attempts: number
  claimedUntil: Instant | null
  sentAt: Instant | null
  failure: string | null
}
