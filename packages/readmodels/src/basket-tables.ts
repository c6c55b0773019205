import type { BasketItem, Fee, ProblemArea, Sector, ServiceTerms, TargetGroup } from '@kooperacje/domain'
import type { Day } from './codes.ts'

export type ServiceStatus = 'PROPOSED' | 'VERIFIED' | 'PUBLISHED' | 'SUSPENDED' | 'WITHDRAWN'

export interface BasketsTable {
  ledger: string
  basketId: string
  modelVersion: string | null
  openedOn: Day
  reviewedOn: Day | null
  version: number
  position: number
  updatedPosition: number
}

/** A newest revision that is not in force yet. */
export type PendingRevision = ServiceTerms & { readonly revision: number; readonly verified: boolean }

export interface ServicesTable {
  ledger: string
  basketId: string
  serviceId: string
  institutionId: string
  status: ServiceStatus
  revision: number
  inForce: boolean
  pending: PendingRevision | null
  /** The version of the basket that it was last published in. */
  basketVersion: string | null
  name: string
  namePlain: string
  category: string
  sector: Sector
  targetGroups: readonly TargetGroup[]
  needs: readonly ProblemArea[]
  address: string | null
  teryt: string | null
  contact: ServiceTerms['contact'] | null
  referralNeeded: boolean
  incomeTest: boolean
  fee: Fee
  capacity: number | null
  taken: number
  waitingDays: number | null
  legalBasis: string | null
  validFrom: Day | null
  validTo: Day | null
  position: number
  updatedPosition: number
}

export interface BasketVersionsTable {
  ledger: string
  basketId: string
  basketVersion: string
  publishedOn: Day
  services: number
  institutions: number
  items: readonly BasketItem[] | null
  position: number
}
