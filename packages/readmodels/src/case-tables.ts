import type { Day } from './codes.ts'

/** What a case consists of, row by row; the DDL (`migrations/0006_cases.sql`) explains the columns. */

export interface CaseConsentsTable {
  ledger: string
  caseId: string
  consentId: string
  kind: 'PARTICIPATION' | 'DATA_SHARING'
  status: 'IN_FORCE' | 'NARROWED' | 'ENDED'
  givenOn: Day
  form: string
  privacyNoticeVersion: string
  adultsCovered: number
  children: number
  childrenHeard: number
  institutions: readonly string[]
  dataScopes: readonly string[]
  validUntil: Day | null
  endedOn: Day | null
  endedBy: 'WITHDRAWN' | 'EXPIRED' | 'REOPENED' | null
  position: number
  updatedPosition: number
}

export interface CaseGoalsTable {
  ledger: string
  caseId: string
  goalId: string
  lifeArea: string | null
  rating: string | null
  ratedOn: Day | null
  dropped: boolean
  ofPresentPlan: boolean
  position: number
  updatedPosition: number
}

export interface CaseActionsTable {
  ledger: string
  caseId: string
  actionId: string
  goalId: string
  owner: string
  serviceId: string | null
  category: string | null
  startsOn: Day
  dueOn: Day
  status: 'PLANNED' | 'STARTED' | 'COMPLETED' | 'CANCELLED'
  since: Day
  ofPresentPlan: boolean
  position: number
  updatedPosition: number
}

/** Counts of needs and resources, as a whole and where they were told by life area. */
export interface DiagnosisCounts {
  readonly needs: number
  readonly ownResources: number
  readonly communityResources: number
  readonly byLifeArea: readonly {
    readonly lifeArea: string
    readonly needs: number
    readonly ownResources: number
    readonly communityResources: number
  }[]
}
