import type { AgreementState } from '../agreements/state.ts'
import type { InstitutionState } from '../institutions/process.ts'
import type { Actor } from '../kernel/command.ts'
import { type Absent, absent, type ProcessState, partStatus } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
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

/** Membership of one institution; its course is described beside the partnership's (`membership.ts`). */
export type MembershipStatus =
  | 'IDENTIFIED'
  | 'INVITED'
  | 'INTERESTED'
  | 'DECLINED'
  | 'DECLARED'
  | 'ACTIVE'
  | 'INACTIVE'
  | 'WITHDRAWN'
  | 'EXCLUDED'

export interface Cooperator {
  readonly institutionId: string
  readonly sector: Sector
  readonly strategicPartner: boolean
}

interface Held {
  readonly meetingId: string
  readonly ordinal: number
  readonly heldOn: string
}

/** A plenary meeting as the quorum is counted: members that take part, and how many of them were there. */
export interface PlenarySitting extends Held {
  readonly kind: 'PLENARY'
  readonly members: number
  /** Null: the minutes do not say. */
  readonly represented: number | null
  /** The version of the model that the partnership ran on then: a later one does not give an old meeting a quorum. */
  readonly modelVersion: string | null
}

export type Sitting = PlenarySitting | (Held & { readonly kind: 'INITIATING' })

export interface PartnershipState extends ProcessState<PartnershipStatus> {
  readonly leader: { readonly institutionId: string; readonly sector: Sector } | null
  readonly invitationsSent: number
  /** A list and not a record by id: an id such as `constructor` must not find what every object inherits. */
  readonly cooperators: readonly Cooperator[]
  readonly initiatingMeetings: number
  readonly plenaryMeetings: number
  /** Its meetings of both kinds, in the order in which they were recorded. */
  readonly sittings: readonly Sitting[]
  readonly decisions: readonly string[]
  readonly regulationsVersion: number | null
  /** Where the person who runs the network is employed, and their key if it is known. */
  readonly networkOfficer: { readonly institutionId: string; readonly officerId: string | null } | null
  readonly basketVersions: readonly string[]
}

/** Other streams that guards of this process look at; each command reads the ones its facts need. */
export interface PartnershipOthers {
  readonly agreement?: AgreementState
  readonly institution?: InstitutionState
}

export const initialPartnership: PartnershipState = {
  ...absent,
  leader: null,
  invitationsSent: 0,
  cooperators: [],
  initiatingMeetings: 0,
  plenaryMeetings: 0,
  sittings: [],
  decisions: [],
  regulationsVersion: null,
  networkOfficer: null,
  basketVersions: [],
}

export const membershipOf = (state: PartnershipState, institutionId: string) =>
  partStatus(state, 'membership', institutionId) as MembershipStatus | Absent

/** Whoever has signed a declaration and not left since. The leader is a member like the others, once it has signed. */
export const membersOf = (state: PartnershipState): readonly Cooperator[] =>
  state.cooperators.filter(({ institutionId }) => isMember(state, institutionId))

export const isMember = (state: PartnershipState, institutionId: string): boolean =>
  ['DECLARED', 'ACTIVE', 'INACTIVE'].includes(membershipOf(state, institutionId))

/** Those members that take part: they make the quorum and the minimum. */
export const activeMembersOf = (state: PartnershipState): readonly Cooperator[] =>
  membersOf(state).filter(({ institutionId }) => membershipOf(state, institutionId) !== 'INACTIVE')

export const membersBesidesLeader = (state: PartnershipState): readonly Cooperator[] =>
  activeMembersOf(state).filter(({ institutionId }) => institutionId !== state.leader?.institutionId)

export const sectorsOf = (members: readonly { readonly sector: Sector }[]): readonly Sector[] => [
  ...new Set(members.map(({ sector }) => sector)),
]

/** The list with this cooperator as it is known now, in the place where it first stood. */
export function withCooperator(state: PartnershipState, cooperator: Cooperator): readonly Cooperator[] {
  const known = state.cooperators.some(({ institutionId }) => institutionId === cooperator.institutionId)
  if (!known) return [...state.cooperators, cooperator]
  return state.cooperators.map((each) => (each.institutionId === cooperator.institutionId ? cooperator : each))
}

/** An institution answers for itself, the leader for all. */
export const answersFor = (by: Actor, institutionId: string, { leader }: PartnershipState): Refusal | null =>
  by.institutionId !== null && [institutionId, leader?.institutionId].includes(by.institutionId)
    ? null
    : refuse('acts-for-another', { institutionId })
