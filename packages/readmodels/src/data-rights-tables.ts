import type * as Domain from '@kooperacje/domain'
import type { Day } from './codes.ts'

export type ErasureStatus = Domain.ErasureStatus

export interface ErasuresTable {
  ledger: string
  erasureId: string
  clientId: string
  ground: Domain.ErasureGround
  status: ErasureStatus
  requestedBy: string
  requestedOn: Day
  confirmedBy: string | null
  confirmedOn: Day | null
  begunOn: Day | null
  endedOn: Day | null
  refusalGround: Domain.ErasureRefusalGround | null
  version: number
  position: number
  updatedPosition: number
}

export interface LegalHoldsTable {
  ledger: string
  clientId: string
  holdId: string
  ground: Domain.LegalHoldGround
  placedOn: Day
  liftedOn: Day | null
  position: number
  updatedPosition: number
}

export interface DataRightsTables {
  erasures: ErasuresTable
  legalHolds: LegalHoldsTable
}
