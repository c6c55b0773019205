import type { DataOf } from '../kernel/event.ts'
import { type GuardInput, partsOf } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type {
  AccessionDeclarationSigned,
  CooperatorInvited,
  MemberWithdrew,
  PartnershipOpened,
  RegulationsAdopted,
  ServiceBasketVersionPublished,
} from './events.ts'
import {
  isMember,
  membersBesidesLeader,
  membersOf,
  type PartnershipOthers,
  type PartnershipState,
  sectorsOf,
} from './state.ts'

type Input<Data = unknown> = GuardInput<PartnershipState, Data, PartnershipOthers>

export const agreementSignedBefore = ({ data, occurredOn }: Input<DataOf<typeof PartnershipOpened>>): Refusal | null =>
  data.agreementSignedOn > occurredOn
    ? refuse('date-order', { field: 'agreementSignedOn', notAfter: occurredOn })
    : null

export const noLeaderYet = ({ state }: Input): Refusal | null =>
  state.leader ? refuse('leader-already-designated', { institutionId: state.leader.institutionId }) : null

/** In every source the leader is a social assistance centre; since 2020 a municipality may have turned it into a CUS. */
export function leaderEligible({ others }: Input): Refusal | null {
  if (!others.institution) throw new Error('a command that designates the leader must read the institution')
  const kind = others.institution.institution?.kind
  if (kind === undefined) return refuse('not-found', { field: 'institutionId' })
  return kind === 'OPS' || kind === 'CUS' ? null : refuse('leader-not-eligible', { kind })
}

export const leaderDesignated = ({ state }: Input): Refusal | null => (state.leader ? null : refuse('leader-missing'))

export const invitationSent = ({ state }: Input): Refusal | null =>
  state.invitationsSent > 0 ? null : refuse('no-invitation-sent')

export const nextInitiatingMeeting = ({ state, data }: Input<{ ordinal: number }>): Refusal | null =>
  follows(state.initiatingMeetings, data.ordinal)

export const nextPlenaryMeeting = ({ state, data }: Input<{ ordinal: number }>): Refusal | null =>
  follows(state.plenaryMeetings, data.ordinal)

const follows = (held: number, ordinal: number): Refusal | null =>
  ordinal === held + 1 ? null : refuse('wrong-ordinal', { have: ordinal, need: held + 1 })

/** Only the first version is adopted on this way: what comes later amends it. */
export const firstRegulations = ({ data }: Input<DataOf<typeof RegulationsAdopted>>): Refusal | null =>
  follows(0, data.regulationsVersion)

export const notYetMember = ({
  state,
  data,
}: Input<DataOf<typeof AccessionDeclarationSigned> | DataOf<typeof CooperatorInvited>>): Refusal | null =>
  isMember(state, data.institutionId) ? refuse('member-already-signed', { institutionId: data.institutionId }) : null

export const byMember = ({ state, data }: Input<{ institutionId: string }>): Refusal | null =>
  isMember(state, data.institutionId) ? null : refuse('not-a-member', { institutionId: data.institutionId })

/** The sources know no change of leader. Without this guard a partnership could go on led by an outsider. */
export const notByLeader = ({ state, data }: Input<DataOf<typeof MemberWithdrew>>): Refusal | null =>
  state.leader?.institutionId === data.institutionId
    ? refuse('leader-cannot-leave', { institutionId: data.institutionId })
    : null

export const leaderHasSigned = ({ state }: Input): Refusal | null =>
  state.leader && isMember(state, state.leader.institutionId) ? null : refuse('leader-has-not-signed')

export function enoughInstitutions({ state, model }: Input): Refusal | null {
  const have = membersBesidesLeader(state).length
  const need = model.parameters.minInstitutions
  return have < need ? refuse('too-few-institutions', { have, need }) : null
}

export function enoughSectors({ state, model }: Input): Refusal | null {
  const have = sectorsOf(membersOf(state)).length
  const need = model.parameters.minSectors
  return have < need ? refuse('too-few-sectors', { have, need }) : null
}

/** Plans refer to a service by its basket version, so a version that was published must stay what it was. */
export const newBasketVersion = ({
  state,
  data,
}: Input<DataOf<typeof ServiceBasketVersionPublished>>): Refusal | null =>
  state.basketVersions.includes(data.basketVersion)
    ? refuse('basket-version-published', { basketVersion: data.basketVersion })
    : null

/** Each family is looked after to its end: a team either finishes or is handed over before the partnership goes. */
export function noTeamOpen({ state }: Input): Refusal | null {
  const caseIds = partsOf(state, 'team', 'OPEN')
  return caseIds.length > 0 ? refuse('teams-open', { caseIds: caseIds.slice(0, 20), open: caseIds.length }) : null
}
