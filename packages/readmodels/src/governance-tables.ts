import type * as Domain from '@kooperacje/domain'
import type { Day } from './codes.ts'

interface Row {
  ledger: string
  position: number
  updatedPosition: number
  /** Of the stream, as `If-Match` wants it. */
  version: number
}

export interface AgreementsTable extends Row {
  agreementId: string
  region: Domain.Region
  parties: readonly Domain.AgreementParty[]
  status: Domain.AgreementStatus
  signedOn: Day
  terminatedOn: Day | null
}

export interface PilotsTable extends Row {
  pilotId: string
  status: Domain.PilotStatus
  models: Readonly<Partial<Record<Domain.Macroregion, string>>>
}

export interface PilotPhasesTable extends Omit<Row, 'version'> {
  pilotId: string
  phase: Domain.PilotPhase
  startedOn: Day
  plannedEnd: Day
  endedOn: Day | null
}

export interface PilotTargetsTable {
  ledger: string
  position: number
  pilotId: string
  indicator: string
  region: Domain.Region | null
  teryt: string | null
  value: number
  comparator: Domain.PilotTarget['comparator']
  source: string
  validFrom: Day
  validTo: Day | null
}

export interface MilestonesTable extends Row {
  milestoneId: string
  number: number
  dueOn: Day
  status: Domain.MilestoneStatus
  startedOn: Day | null
  evidence: readonly Domain.Evidence[]
  acceptedOn: Day | null
  acceptedBy: string | null
  returnReason: string | null
}

export interface SupportActivitiesTable extends Row {
  activityId: string
  kind: Domain.SupportKind
  status: Domain.SupportStatus
  plannedOn: Day | null
  heldOn: Day | null
  mode: string | null
  channel: Domain.ConsultationChannel | null
  hours: number | null
  days: number | null
  participants: number | null
  sectors: Readonly<Partial<Record<Domain.Sector, number>>>
}

export interface ModelVersionsTable extends Row {
  modelVersion: string
  namePl: string
  nameEn: string
  family: Domain.ModelDocument['family']
  basedOn: string | null
  status: Domain.ModelVersionStatus
  draftedOn: Day
  revisedOn: Day | null
  consultationOpenedOn: Day | null
  consultationUntil: Day | null
  consultationClosedOn: Day | null
  opinions: readonly {
    readonly by: string
    readonly favourable: boolean
    readonly on: Day
    readonly text: string | null
  }[]
  approvals: readonly { readonly by: Domain.Approver; readonly on: Day }[]
  publishedOn: Day | null
  macroregion: Domain.Macroregion | null
  inPilotOn: Day | null
  evaluatedOn: Day | null
  recommendedOn: Day | null
  supersededOn: Day | null
  supersededBy: string | null
}

export type RemarkDecision = 'ACCEPTED' | 'PARTLY_ACCEPTED' | 'REJECTED'

export interface RemarksTable extends Row {
  remarkId: string
  modelVersion: string
  channel: Domain.ConsultationChannel
  authorRole: Domain.RemarkAuthor
  teryt: string | null
  chapter: string
  text: string
  proposedWording: string | null
  status: Domain.RemarkStatus
  submittedOn: Day
  decision: RemarkDecision | null
  decidedOn: Day | null
  response: string | null
  incorporatedVersion: string | null
  incorporatedChapter: string | null
}

export interface BarriersTable extends Row {
  barrierId: string
  area: Domain.BarrierArea
  level: Domain.BarrierLevel
  partnershipId: string | null
  text: string
  proposal: string | null
  status: Domain.BarrierStatus
  reportedOn: Day
  escalatedTo: Domain.Escalation | null
  reason: string | null
  endedOn: Day | null
}

export interface RecommendationsTable extends Row {
  recommendationId: string
  text: string
  addressee: Domain.Addressee
  barriers: readonly string[]
  status: Domain.RecommendationStatus
  proposedOn: Day
  reason: string | null
  publishedOn: Day | null
}

export interface PracticesTable extends Row {
  practiceId: string
  title: string
  description: string
  partnershipId: string | null
  status: Domain.PracticeStatus
  submittedOn: Day
  verifiedOn: Day | null
  publishedOn: Day | null
  returnReason: string | null
}

export interface MattersTable extends Row {
  matterId: string
  kind: Domain.MatterKind
  complex: boolean
  caseId: string | null
  status: Domain.MatterStatus
  openedOn: Day
  extendedOn: Day | null
  extendedUntil: Day | null
  reviews: number
  lastReviewedOn: Day | null
  settledOn: Day | null
}

export interface InterdisciplinaryTeamsTable extends Row {
  teamId: string
  municipality: string | null
  formedOn: Day
  sittings: number
  lastSatOn: Day | null
}

/** Their part of `ReadModelTables`. */
export interface GovernanceTables {
  agreements: AgreementsTable
  pilots: PilotsTable
  pilotPhases: PilotPhasesTable
  pilotTargets: PilotTargetsTable
  milestones: MilestonesTable
  supportActivities: SupportActivitiesTable
  modelVersions: ModelVersionsTable
  remarks: RemarksTable
  barriers: BarriersTable
  recommendations: RecommendationsTable
  practices: PracticesTable
  matters: MattersTable
  interdisciplinaryTeams: InterdisciplinaryTeamsTable
}
