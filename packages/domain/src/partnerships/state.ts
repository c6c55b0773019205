import type { InstitutionState } from '../institutions/process.ts'
import { type Absent, absent, type ProcessState, partStatus } from '../kernel/process.ts'
import type { Sector } from '../kernel/values.ts'

export type PartnershipStatus =
  | Absent
  | 'PREPARING'
  | 'INITIATING'
  | 'FORMALISING'
  | 'ACTIVE'
  | 'SUSPENDED'
  | 'DISSOLVED'
  | 'ABANDONED'

/** Membership of one institution; its course is described beside the partnership's (`description.ts`). */
export type MembershipStatus = 'INVITED' | 'DECLARED' | 'ACTIVE' | 'WITHDRAWN' | 'EXCLUDED'

export interface Cooperator {
  readonly institutionId: string
  readonly sector: Sector
  readonly strategicPartner: boolean
}

export interface PartnershipState extends ProcessState<PartnershipStatus> {
  readonly leader: { readonly institutionId: string; readonly sector: Sector } | null
  readonly invitationsSent: number
  /** A list and not a record by id: an id such as `constructor` must not find what every object inherits. */
  readonly cooperators: readonly Cooperator[]
  readonly initiatingMeetings: number
  readonly plenaryMeetings: number
  readonly regulationsVersion: number | null
  readonly basketVersions: readonly string[]
}

/** Other streams that guards of this process look at; each command reads the ones its facts need. */
export interface PartnershipOthers {
  readonly institution?: InstitutionState
}

export const initialPartnership: PartnershipState = {
  ...absent,
  leader: null,
  invitationsSent: 0,
  cooperators: [],
  initiatingMeetings: 0,
  plenaryMeetings: 0,
  regulationsVersion: null,
  basketVersions: [],
}

export const membershipOf = (state: PartnershipState, institutionId: string) =>
  partStatus(state, 'membership', institutionId) as MembershipStatus | Absent

/** Whoever has signed a declaration and not left since. The leader is a member like the others, once it has signed. */
export const membersOf = (state: PartnershipState): readonly Cooperator[] =>
  state.cooperators.filter(({ institutionId }) => isMember(state, institutionId))

export const isMember = (state: PartnershipState, institutionId: string): boolean =>
  ['DECLARED', 'ACTIVE'].includes(membershipOf(state, institutionId))

export const membersBesidesLeader = (state: PartnershipState): readonly Cooperator[] =>
  membersOf(state).filter(({ institutionId }) => institutionId !== state.leader?.institutionId)

export const sectorsOf = (members: readonly { readonly sector: Sector }[]): readonly Sector[] => [
  ...new Set(members.map(({ sector }) => sector)),
]

/** The list with this cooperator as it is known now, in the place where it first stood. */
export function withCooperator(state: PartnershipState, cooperator: Cooperator): readonly Cooperator[] {
  const known = state.cooperators.some(({ institutionId }) => institutionId === cooperator.institutionId)
  if (!known) return [...state.cooperators, cooperator]
  return state.cooperators.map((each) => (each.institutionId === cooperator.institutionId ? cooperator : each))
}
