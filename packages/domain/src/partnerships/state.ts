import type { InstitutionState } from '../institutions/process.ts'
import type { Absent, ProcessState } from '../kernel/process.ts'
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

/**
 * Membership of one institution, as far as facts tell it: whom the leader has in mind (IDENTIFIED) and how an
 * invitation was answered before the declaration (INTERESTED, DECLINED) leaves no fact. DECLARED becomes ACTIVE when the
 * partnership is constituted; whoever signs later is ACTIVE at once.
 */
export type MembershipStatus = 'INVITED' | 'DECLARED' | 'ACTIVE' | 'WITHDRAWN' | 'EXCLUDED'

export interface Cooperator {
  readonly institutionId: string
  readonly sector: Sector
  readonly status: MembershipStatus
  readonly strategicPartner: boolean
}

export interface PartnershipState extends ProcessState<PartnershipStatus> {
  readonly modelVersion: string | null
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
  status: 'NONE',
  modelVersion: null,
  leader: null,
  invitationsSent: 0,
  cooperators: [],
  initiatingMeetings: 0,
  plenaryMeetings: 0,
  regulationsVersion: null,
  basketVersions: [],
}

/** Whoever has signed a declaration and not left since. The leader is a member like the others, once it has signed. */
export const membersOf = ({ cooperators }: PartnershipState): readonly Cooperator[] =>
  cooperators.filter(({ status }) => status === 'DECLARED' || status === 'ACTIVE')

export const isMember = (state: PartnershipState, institutionId: string): boolean =>
  membersOf(state).some((member) => member.institutionId === institutionId)

export const membersBesidesLeader = (state: PartnershipState): readonly Cooperator[] =>
  membersOf(state).filter(({ institutionId }) => institutionId !== state.leader?.institutionId)

export const sectorsOf = (members: readonly { readonly sector: Sector }[]): readonly Sector[] => [
  ...new Set(members.map(({ sector }) => sector)),
]

/** The list with this cooperator in its new standing, in the place where it first stood. */
export function withCooperator(state: PartnershipState, cooperator: Cooperator): readonly Cooperator[] {
  const known = state.cooperators.some(({ institutionId }) => institutionId === cooperator.institutionId)
  if (!known) return [...state.cooperators, cooperator]
  return state.cooperators.map((each) => (each.institutionId === cooperator.institutionId ? cooperator : each))
}

export const withStatus = (
  { cooperators }: PartnershipState,
  status: MembershipStatus,
  which: (cooperator: Cooperator) => boolean,
): readonly Cooperator[] => cooperators.map((each) => (which(each) ? { ...each, status } : each))
