import type { CountedType } from './counted-data.ts'
import type { CountableFact } from './fact.ts'
import type { Tally } from './tally.ts'
import type { FactView } from './view.ts'

export type IndicatorUnit =
  | 'LOCAL_AUTHORITIES'
  | 'PARTNERSHIPS'
  | 'INSTITUTIONS'
  | 'SECTORS'
  | 'CLIENTS'
  | 'TEAMS'
  | 'SITTINGS'
  | 'HOURS'
  | 'PERSONS'
  | 'MEETINGS'
  | 'SERVICES'
  | 'PRACTICES'
  | 'PERCENT'
  | 'RATIO'
  | 'DAYS'

export interface Measured {
  readonly main: Tally
  /** The same measure of a part, or another figure that belongs beside it. */
  readonly parts?: Readonly<Record<string, Tally>>
}

/** One row of a tally, for whoever names the group that it falls in. */
export type NameOfRow = (fact: CountableFact, detail: object | null, view: FactView) => string | null

export type Breakdown =
  | {
      readonly name: NameOfRow
      /** These parts are more rows of the same measure, and fall into groups of their own. */
      readonly joins?: readonly string[]
    }
  /** Where a group is more than some of the rows: a person may be in several forms of training, and counts in each. */
  | { readonly groups: (view: FactView) => ReadonlyMap<string, Tally> }

export interface IndicatorDefinition {
  readonly id: string
  readonly pl: string
  readonly en: string
  readonly unit: IndicatorUnit
  readonly formula: { readonly pl: string; readonly en: string }
  /** Every event of these types counts, or is left out with a reason. */
  readonly reads: readonly CountedType[] | 'ALL'
  /** Beside region, local authority, month and quarter, which every indicator has. */
  readonly breakdowns: Readonly<Record<string, Breakdown>>
  readonly measure: (view: FactView) => Measured
  /** What tells two rows apart when several ledgers are reported as one; rows of different ledgers differ otherwise. */
  readonly distinct?: (fact: CountableFact, detail: object | null) => string
}

/** What an indicator counts under when a fact does not say. */
export const NOT_STATED = 'NOT_STATED'
