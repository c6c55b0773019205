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
 * `YYYY-MM-DD`, moments ISO 8601 in UTC, positions numbers: what `database.ts` makes of the database's types.
 */

type Day = string
type Instant = string

export type PartnershipStatus =
  | 'PREPARING'
  | 'INITIATING'
  | 'FORMALISING'
  | 'ACTIVE'
  | 'SUSPENDED'
  | 'DISSOLVED'
  | 'ABANDONED'
export type MembershipStatus = 'INVITED' | 'ACTIVE' | 'WITHDRAWN' | 'EXCLUDED'
export type ReferralStatus = 'WAITING' | 'ACCEPTED' | 'RETURNED' | 'REDIRECTED'
export type CaseStatus =
  | 'PROPOSED'
  | 'REJECTED'
  | 'QUALIFIED'
  | 'CONSENTED'
  | 'TEAM_APPOINTED'
  | 'DIAGNOSED'
  | 'PLANNED'
  | 'IN_PROGRESS'
  | 'SUSPENDED'
  | 'EVALUATED'
  | 'CLOSED'
export type MeetingKind = 'INITIATING' | 'PLENARY' | 'TEAM'
export type MeetingStatus = 'SCHEDULED' | 'HELD' | 'CANCELLED'
export type DeadlineStatus = 'OPEN' | 'MET' | 'MET_LATE' | 'CANCELLED'
export type DeadlineOrigin = 'STATUTORY' | 'MODEL_PROPOSED'
export type DeadlineRecipient = 'COORDINATOR' | 'LEADER'
export type MailStatus = 'PENDING' | 'SENT' | 'CAUGHT' | 'FAILED'

export interface InstitutionsTable {
  ledger: string
  institution_id: string
  name: string
  kind: string
  sector: string
  teryt: string
  registered_on: Day
  position: number
}

export interface PartnershipsTable {
  ledger: string
  partnership_id: string
  name: string
  municipality: string
  model_version: string
  status: PartnershipStatus
  opened_on: Day
  leader_id: string | null
  leader_sector: string | null
  invited_count: number
  initiating_meetings: number
  first_initiating_on: Day | null
  regulations_version: number | null
  constituted_on: Day | null
  /** Members in force: institution id → sector. */
  members: Readonly<Record<string, string>>
  members_count: number
  sectors_count: number
  below_minimum: boolean
  plenary_meetings: number
  last_plenary_on: Day | null
  work_plan_year: number | null
  basket_version: string | null
  basket_services: number
  basket_institutions: number
  basket_published_on: Day | null
  suspended_on: Day | null
  ended_on: Day | null
  version: number
  position: number
  updated_position: number
}

export interface PartnershipMembersTable {
  ledger: string
  partnership_id: string
  institution_id: string
  sector: string
  status: MembershipStatus
  leader: boolean
  strategic_partner: boolean
  since: Day
  reply_by: Day | null
  position: number
  updated_position: number
}

interface TimelineColumns {
  ledger: string
  position: number
  type: string
  occurred_at: Instant
  recorded_at: Instant
  actor_role: string
  institution_id: string | null
  /** Numbers, ids, codes and dates of the fact, under the names they have in its payload. */
  summary: Readonly<Record<string, unknown>>
}

export interface PartnershipTimelineTable extends TimelineColumns {
  partnership_id: string
}

export interface CaseTimelineTable extends TimelineColumns {
  case_id: string
}

export interface ReferralInboxTable {
  ledger: string
  referral_id: string
  partnership_id: string
  status: ReferralStatus
  client_id: string
  client_kind: string
  client_agreed: string
  source: string
  urgency: string
  from_institution_id: string
  known_since: Day
  submitted_on: Day
  recorded_at: Instant
  answered_on: Day | null
  case_id: string | null
  return_reason: string | null
  redirected_to: string | null
  version: number
  position: number
  updated_position: number
}

export interface TeamMemberEntry {
  readonly memberId: string
  /** Null for an ad-hoc guest from outside the partnership. */
  readonly institutionId: string | null
  readonly sector: string
}

export interface CasesTable {
  ledger: string
  case_id: string
  partnership_id: string
  status: CaseStatus
  resumes_to: CaseStatus | null
  client_id: string
  client_kind: string
  adults: number
  children: number
  source: string
  referral_id: string | null
  preselected: boolean
  coordinator_id: string | null
  team_id: string | null
  team: readonly TeamMemberEntry[]
  team_size: number
  team_sectors: readonly string[]
  team_institutions: readonly string[]
  consent_in_force: boolean
  consented_on: Day | null
  consent_until: Day | null
  consent_institutions: readonly string[]
  consent_scopes: readonly string[]
  shared_with: readonly string[]
  interview_required_on: Day | null
  interview_urgent: boolean | null
  interview_completed_on: Day | null
  sittings: number
  last_sitting_on: Day | null
  diagnosed_on: Day | null
  planned_on: Day | null
  goals: number
  actions: number
  actions_closed: number
  contract_id: string | null
  contract_variant: string | null
  contract_concluded_on: Day | null
  contract_ends_on: Day | null
  reviews_on: readonly Day[]
  closure_reason: string | null
  opened_on: Day
  closed_on: Day | null
  version: number
  position: number
  updated_position: number
}

export interface MeetingsTable {
  ledger: string
  meeting_id: string
  kind: MeetingKind
  partnership_id: string | null
  case_id: string | null
  status: MeetingStatus
  ordinal: number | null
  planned_on: Day | null
  held_on: Day | null
  next_on: Day | null
  invited: number | null
  present: number | null
  client_present: boolean | null
  mode: string | null
  decisions: number
  position: number
  updated_position: number
}

export interface DeadlinesTable {
  ledger: string
  rule: string
  started_at: number
  about: string
  case_id: string | null
  partnership_id: string | null
  origin: DeadlineOrigin
  recipient: DeadlineRecipient
  started_on: Day
  started_recorded_at: Instant
  due_on: Day
  remind_on: Day | null
  alarm_on: Day | null
  status: DeadlineStatus
  paused_on: Day | null
  stopped_on: Day | null
  stopped_at: number | null
  reminded_on: Day | null
  alarmed_on: Day | null
  updated_position: number
}

export interface IndicatorFactsTable {
  ledger: string
  position: number
  ordinal: number
  kind: string
  occurred_on: Day
  recorded_at: Instant
  entry: Readonly<Record<string, unknown>>
}

export interface MailOutboxTable {
  ledger: string
  position: number
  recipient: DeadlineRecipient
  kind: 'REMINDER' | 'ALARM'
  rule: string
  about: string
  case_id: string | null
  due_on: Day
  created_at: Instant
  status: MailStatus
  attempts: number
  claimed_until: Instant | null
  sent_at: Instant | null
  failure: string | null
}

export interface ProjectionVersionsTable {
  projection: string
  version: number
  built_at: Instant
}

export interface ReadModelTables {
  institutions: InstitutionsTable
  partnerships: PartnershipsTable
  partnership_members: PartnershipMembersTable
  partnership_timeline: PartnershipTimelineTable
  referral_inbox: ReferralInboxTable
  cases: CasesTable
  case_timeline: CaseTimelineTable
  meetings: MeetingsTable
  deadlines: DeadlinesTable
  indicator_facts: IndicatorFactsTable
  mail_outbox: MailOutboxTable
  projection_versions: ProjectionVersionsTable
}
