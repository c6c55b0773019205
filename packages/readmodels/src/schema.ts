/**
 * Terminology
 *
 * read model   a table of schema `rm` that answers questions; written by projections, never by commands
 * projection   says which fact changes which row of which table
 * checkpoint   the position up to which a projection has taken a ledger in; commits together with the rows
 * fold         taking facts into rows, in the order of their positions
 * rebuild      folding all ledgers from position 1 into a new table beside the one that serves
 * cursor       where a page of a list ends: the position of its last row
 *
 * The tables below stand beside their DDL (`migrations/0001_read_models.sql`), which explains the columns. Days are
 * `YYYY-MM-DD`, moments ISO 8601 in UTC, positions numbers, names in camel case: what `database.ts` makes of them.
 */

import type * as Domain from '@kooperacje/domain'
import type { BasketsTable, BasketVersionsTable, ServicesTable } from './basket-tables.ts'
import type { CaseActionsTable, CaseConsentsTable, CaseGoalsTable, DiagnosisCounts } from './case-tables.ts'
import type {
  CaseStatus,
  Day,
  Instant,
  MeetingKind,
  MeetingStatus,
  MembershipStatus,
  PartnershipStatus,
  ReferralStatus,
} from './codes.ts'
import type { DataRightsTables } from './data-rights-tables.ts'
import type { DeadlineRulesTable, DeadlineSubjectsTable, DeadlinesTable, MailOutboxTable } from './deadline-tables.ts'
import type { GovernanceTables } from './governance-tables.ts'
import type { PartnershipTables } from './partnership-tables.ts'

export type * from './basket-tables.ts'
export type * from './case-tables.ts'
export type * from './codes.ts'
export type * from './deadline-tables.ts'
export type * from './partnership-tables.ts'

export interface InstitutionsTable {
  ledger: string
  institutionId: string
  name: string
  kind: string
  sector: string
  teryt: string
  registeredOn: Day
  position: number
}

export interface PartnershipsTable {
  ledger: string
  partnershipId: string
  name: string
  municipality: string
  modelVersion: string
  status: PartnershipStatus
  openedOn: Day
  leaderId: string | null
  leaderSector: string | null
  invitedCount: number
  initiatingMeetings: number
  firstInitiatingOn: Day | null
  regulationsVersion: number | null
  constitutedOn: Day | null
  /** What the domain remembers of it. */
  state: Domain.PartnershipState
  membersCount: number
  sectorsCount: number
  belowMinimum: boolean
  plenaryMeetings: number
  lastPlenaryOn: Day | null
  workPlanYear: number | null
  basketVersion: string | null
  basketServices: number
  basketInstitutions: number
  basketPublishedOn: Day | null
  suspendedOn: Day | null
  endedOn: Day | null
  version: number
  position: number
  updatedPosition: number
}

export interface PartnershipMembersTable {
  ledger: string
  partnershipId: string
  institutionId: string
  sector: string
  status: MembershipStatus
  leader: boolean
  strategicPartner: boolean
  since: Day
  replyBy: Day | null
  position: number
  updatedPosition: number
}

export interface ConstitutedPartnershipsTable {
  ledger: string
  partnershipId: string
  constitutedOn: Day
  position: number
}

interface TimelineColumns {
  ledger: string
  position: number
  type: string
  occurredAt: Instant
  recordedAt: Instant
  actorRole: string
  institutionId: string | null
  /** Numbers, ids, codes and dates of the fact, under the names they have in its payload. */
  summary: Readonly<Record<string, unknown>>
}

export interface PartnershipTimelineTable extends TimelineColumns {
  partnershipId: string
}

export interface CaseTimelineTable extends TimelineColumns {
  caseId: string
  /** Only for those who may know of a Blue Card procedure. */
  restricted: boolean
}

export interface ReferralInboxTable {
  ledger: string
  referralId: string
  partnershipId: string
  status: ReferralStatus
  clientId: string
  clientKind: string
  clientAgreed: string
  source: string
  urgency: string
  fromInstitutionId: string
  knownSince: Day
  submittedOn: Day
  recordedAt: Instant
  answeredOn: Day | null
  caseId: string | null
  returnReason: string | null
  redirectedTo: string | null
  version: number
  position: number
  updatedPosition: number
}

export interface TeamMemberEntry {
  readonly memberId: string
  /** Null for an ad-hoc guest from outside the partnership. */
  readonly institutionId: string | null
  readonly sector: string
  readonly role: string | null
  /** When the person signed the statement of confidentiality. */
  readonly signedOn: Day | null
}

export interface CasesTable {
  ledger: string
  caseId: string
  partnershipId: string
  status: CaseStatus
  /** What the domain remembers of it. */
  state: Domain.CaseState
  modelVersion: string | null
  clientId: string
  clientKind: string
  adults: number
  children: number
  source: string
  referralId: string | null
  preselected: boolean
  coordinatorId: string | null
  teamId: string | null
  team: readonly TeamMemberEntry[]
  teamSize: number
  teamSectors: readonly string[]
  teamInstitutions: readonly string[]
  consentInForce: boolean
  consentedOn: Day | null
  consentUntil: Day | null
  consentInstitutions: readonly string[]
  consentScopes: readonly string[]
  sharedWith: readonly string[]
  interviewRequiredOn: Day | null
  interviewUrgent: boolean | null
  interviewCompletedOn: Day | null
  sittings: number
  lastSittingOn: Day | null
  diagnosedOn: Day | null
  plannedOn: Day | null
  goals: number
  actions: number
  actionsClosed: number
  contractId: string | null
  contractVariant: string | null
  contractConcludedOn: Day | null
  contractEndsOn: Day | null
  reviewsOn: readonly Day[]
  reviewedOn: readonly Day[]
  diagnosis: DiagnosisCounts | null
  evaluatedOn: Day | null
  clientScore: number | null
  followedUpOn: Day | null
  followUpOutcome: string | null
  reopenedOn: Day | null
  closureReason: string | null
  openedOn: Day
  closedOn: Day | null
  version: number
  position: number
  updatedPosition: number
}

export interface AttendanceEntry {
  readonly memberId: string
  readonly sector: string
  readonly present: boolean
}

export interface MeetingsTable {
  ledger: string
  meetingId: string
  kind: MeetingKind
  partnershipId: string | null
  caseId: string | null
  status: MeetingStatus
  ordinal: number | null
  plannedOn: Day | null
  heldOn: Day | null
  nextOn: Day | null
  invited: number | null
  present: number | null
  clientPresent: boolean | null
  mode: string | null
  decisions: number
  purpose: string | null
  attendance: readonly AttendanceEntry[]
  minutesFiledOn: Day | null
  position: number
  updatedPosition: number
}

export interface IndicatorFactsTable {
  ledger: string
  position: number
  streamType: string
  streamId: string
  streamVersion: number
  type: string
  occurredOn: Day
  recordedAt: Instant
  delay: number
  actorRole: string
  data: object
  replaces: number | null
  replacedAs: Domain.Replacement['as'] | null
  restatedOn: Day | null
}

export interface ProjectionVersionsTable {
  projection: string
  version: number
  builtAt: Instant
}

/** `referralInbox` here is `rm.referral_inbox` there. */
export interface ReadModelTables extends GovernanceTables, PartnershipTables, DataRightsTables {
  institutions: InstitutionsTable
  partnerships: PartnershipsTable
  partnershipMembers: PartnershipMembersTable
  constitutedPartnerships: ConstitutedPartnershipsTable
  partnershipTimeline: PartnershipTimelineTable
  referralInbox: ReferralInboxTable
  cases: CasesTable
  caseTimeline: CaseTimelineTable
  caseConsents: CaseConsentsTable
  caseGoals: CaseGoalsTable
  caseActions: CaseActionsTable
  meetings: MeetingsTable
  deadlines: DeadlinesTable
  deadlineSubjects: DeadlineSubjectsTable
  deadlineRules: DeadlineRulesTable
  indicatorFacts: IndicatorFactsTable
  mailOutbox: MailOutboxTable
  baskets: BasketsTable
  services: ServicesTable
  basketVersions: BasketVersionsTable
  projectionVersions: ProjectionVersionsTable
}
