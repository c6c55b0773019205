import type { Day, GapStatus, PaperKind } from './codes.ts'

/** Stand beside their DDL, `migrations/0005_partnership.sql`. */

interface OfPartnership {
  ledger: string
  partnershipId: string
  position: number
}

interface Changing extends OfPartnership {
  updatedPosition: number
}

export interface PartnershipSittingsTable extends Changing {
  meetingId: string
  kind: 'INITIATING' | 'PLENARY'
  ordinal: number
  heldOn: Day
  mode: string
  present: number | null
  members: number | null
  represented: number | null
  quorum: number | null
  minutesFiledOn: Day | null
}

export interface PartnershipResourcesTable extends Changing {
  sector: string
  assistanceResources: number
  localResources: number
}

export interface PartnershipGapsTable extends Changing {
  gapId: string
  sector: string
  missing: string
  status: GapStatus
  recordedOn: Day
  closedOn: Day | null
  closedBy: string | null
}

export interface PartnershipBenefitsTable extends Changing {
  institutionId: string
  gains: readonly string[]
  gives: readonly string[]
  recordedOn: Day
}

export interface PartnershipChartersTable extends Changing {
  aspiration: string
  coreValues: readonly string[]
  workRules: readonly string[]
  communicationStandards: readonly string[]
  recordedOn: Day
}

export interface PartnershipPapersTable extends OfPartnership {
  kind: PaperKind
  label: string | null
  datedOn: Day
}

export interface PartnershipDecisionsTable extends OfPartnership {
  decisionId: string
  meetingId: string
  subject: string
  takenOn: Day
}

export interface PartnershipTables {
  partnershipSittings: PartnershipSittingsTable
  partnershipResources: PartnershipResourcesTable
  partnershipGaps: PartnershipGapsTable
  partnershipBenefits: PartnershipBenefitsTable
  partnershipCharters: PartnershipChartersTable
  partnershipPapers: PartnershipPapersTable
  partnershipDecisions: PartnershipDecisionsTable
}
