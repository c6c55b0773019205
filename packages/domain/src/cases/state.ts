import { type Absent, absent, type ProcessState } from '../kernel/process.ts'
import type { PartnershipState } from '../partnerships/state.ts'
import type { TeamMember } from './values.ts'

export type CaseStatus =
  | Absent
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

/**
 * The task team (ZZK). It is part of the case and not a stream of its own: who sits in it, whether it has met and whether
 * the case may go on are decided together, and a team without its case is nothing.
 */
export interface TaskTeam {
  readonly teamId: string
  readonly members: readonly TeamMember[]
  readonly meetings: number
}

export interface Consent {
  /** The client takes part. Ends with a withdrawal of everything, and with it the work. */
  readonly participation: boolean
  /** Something may be shown to somebody. */
  readonly sharing: boolean
  readonly institutions: readonly string[]
  readonly withdrawn: 'ALL' | 'DATA_SHARING' | null
}

export interface CaseState extends ProcessState<CaseStatus> {
  readonly partnershipId: string | null
  readonly clientId: string | null
  readonly adults: number
  readonly coordinatorId: string | null
  readonly consent: Consent
  readonly team: TaskTeam | null
  /** Institutions that a consent or a seat in the team lets see the case, until that is revoked. */
  readonly sharedWith: readonly string[]
  readonly interviewOpen: boolean
  readonly goals: readonly string[]
  readonly contractId: string | null
}

/** Other streams that guards of this process look at; each command reads the ones its facts need. */
export interface CaseOthers {
  readonly partnership?: PartnershipState
  readonly contract?: ProcessState
}

export const initialCase: CaseState = {
  ...absent,
  partnershipId: null,
  clientId: null,
  adults: 0,
  coordinatorId: null,
  consent: { participation: false, sharing: false, institutions: [], withdrawn: null },
  team: null,
  sharedWith: [],
  interviewOpen: false,
  goals: [],
  contractId: null,
}

export const institutionsOf = (members: readonly TeamMember[]): readonly string[] =>
  members.flatMap(({ institutionId }) => (institutionId === undefined ? [] : [institutionId]))

export const union = (...lists: readonly (readonly string[])[]): readonly string[] => [...new Set(lists.flat())]
