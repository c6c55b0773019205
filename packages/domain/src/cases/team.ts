import type { DataOf } from '../kernel/event.ts'
import type { GuardInput } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { isMember, type PartnershipState, sectorsOf } from '../partnerships/state.ts'
import type {
  ConfidentialityStatementSigned,
  TaskTeamAppointed,
  TeamMeetingHeld,
  TeamMemberAdded,
  TeamMemberRemoved,
  TeamMinutesFiled,
} from './events.ts'
import type { CaseOthers, CaseState } from './state.ts'
import type { TeamMember } from './values.ts'

type Input<Data> = GuardInput<CaseState, Data, CaseOthers>
type Members = DataOf<typeof TaskTeamAppointed> | DataOf<typeof TeamMemberAdded>

const membersIn = (data: Members): readonly TeamMember[] => ('members' in data ? data.members : [data.member])

export function readPartnership({ partnership }: CaseOthers): PartnershipState {
  if (!partnership) throw new Error('this command must read the partnership of the case')
  return partnership
}

/** A task team can start only once the partnership is formal: the rule for which the sources give evidence. */
export function partnershipActive({ others }: Input<unknown>): Refusal | null {
  const { status } = readPartnership(others)
  return status === 'ACTIVE' ? null : refuse('partnership-not-active', { state: status })
}

export function eachNamedOnce({ data }: Input<Members>): Refusal | null {
  const ids = membersIn(data).map(({ memberId }) => memberId)
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at)
  return twice.length > 0 ? refuse('named-twice', { ids: [...new Set(twice)] }) : null
}

export function enoughMembers({ data, model }: Input<DataOf<typeof TaskTeamAppointed>>): Refusal | null {
  const have = data.members.length
  const need = model.parameters.minTeamMembers
  return have < need ? refuse('too-few-team-members', { have, need }) : null
}

export function enoughTeamSectors({ data, others, model }: Input<DataOf<typeof TaskTeamAppointed>>): Refusal | null {
  const { leader } = readPartnership(others)
  const have = sectorsOf(data.members).filter((sector) => sector !== leader?.sector).length
  const need = model.parameters.minTeamSectorsBesidesLeader
  return have < need ? refuse('too-few-team-sectors', { have, need }) : null
}

/** Who names no institution comes as an ad-hoc guest; who names one speaks for it, so it must belong to the partnership. */
export function fromMembersOrGuests({ data, others }: Input<Members>): Refusal | null {
  const partnership = readPartnership(others)
  const outside = membersIn(data).find(
    ({ institutionId }) => institutionId !== undefined && !isMember(partnership, institutionId),
  )
  return outside ? refuse('not-a-member', { institutionId: outside.institutionId }) : null
}

/**
 * Signed by the day on which the person first sits in the team: from then on they hear what is confidential. Either said
 * with the member, or recorded as a statement of its own.
 */
export function confidentialitySigned({ state, data, occurredOn }: Input<Members>): Refusal | null {
  const signed = (member: TeamMember): boolean =>
    [
      member.confidentialitySignedOn,
      ...state.statements.filter(({ memberId }) => memberId === member.memberId).map(({ signedOn }) => signedOn),
    ].some((on) => on !== undefined && on <= occurredOn)
  const memberIds = membersIn(data)
    .filter((member) => !signed(member))
    .map(({ memberId }) => memberId)
  return memberIds.length > 0 ? refuse('confidentiality-missing', { memberIds }) : null
}

type Statement = Input<DataOf<typeof ConfidentialityStatementSigned>>

export const signedByThen = ({ data, occurredOn }: Statement): Refusal | null =>
  data.signedOn > occurredOn ? refuse('date-order', { field: 'signedOn', notAfter: occurredOn }) : null

export const notSignedYet = ({ state, data: { memberId } }: Statement): Refusal | null =>
  state.statements.some((statement) => statement.memberId === memberId) ? refuse('already-signed', { memberId }) : null

export function notInTeamYet({ state, data: { member } }: Input<DataOf<typeof TeamMemberAdded>>): Refusal | null {
  const sits = state.team?.members.some(({ memberId }) => memberId === member.memberId)
  return sits ? refuse('already-in-team', { memberId: member.memberId }) : null
}

/** No guard keeps the team at its minimum here: somebody who has left has left, whatever the rules would like. */
export function inTeam({ state, data: { memberId } }: Input<DataOf<typeof TeamMemberRemoved>>): Refusal | null {
  const sits = state.team?.members.some((member) => member.memberId === memberId)
  return sits ? null : refuse('not-in-team', { memberId })
}

export const nextTeamMeeting = ({ state, data }: Input<DataOf<typeof TeamMeetingHeld>>): Refusal | null => {
  const need = state.sittings + 1
  return data.ordinal === need ? null : refuse('wrong-ordinal', { have: data.ordinal, need })
}

/** Whoever comes to a task team was invited by name: it deals with confidential matters. */
export const onlyInvitedPresent = ({ data }: Input<DataOf<typeof TeamMeetingHeld>>): Refusal | null =>
  data.present > data.invited ? refuse('attendance-impossible', { present: data.present, invited: data.invited }) : null

export const someMinutesAwaited = ({ state: { awaitingMinutes } }: Input<unknown>): Refusal | null =>
  awaitingMinutes.length > 0 ? null : refuse('minutes-not-awaited')

export const minutesAwaited = ({
  state,
  data: { meetingId },
}: Input<DataOf<typeof TeamMinutesFiled>>): Refusal | null =>
  state.awaitingMinutes.includes(meetingId) ? null : refuse('minutes-not-awaited', { meetingId })

/** Attendance is taken of those who sit in the team, each once, and is what the numbers say. */
export function attendanceOfTeam({ state, data }: Input<DataOf<typeof TeamMeetingHeld>>): Refusal | null {
  const { attendance, invited, present } = data
  if (attendance === undefined) return null
  const ids = attendance.map(({ memberId }) => memberId)
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at)
  if (twice.length > 0) return refuse('named-twice', { ids: [...new Set(twice)] })
  const stranger = ids.find((id) => !state.team?.members.some(({ memberId }) => memberId === id))
  if (stranger !== undefined) return refuse('not-in-team', { memberId: stranger })
  const came = attendance.filter((each) => each.present).length
  return came === present && ids.length === invited
    ? null
    : refuse('attendance-impossible', { present, invited, attended: came, listed: ids.length })
}
