import type { DataOf } from '../kernel/event.ts'
import { type GuardInput, partStatus } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { ContactPersonsDesignated, MemberWithdrew, MutualBenefitRecorded, SupportTeamAssigned } from './events.ts'
import { isMember, type PartnershipOthers, type PartnershipState } from './state.ts'

type Input<Data = unknown> = GuardInput<PartnershipState, Data, PartnershipOthers>
type OfInstitution = Input<{ readonly institutionId: string }>

export const notYetMember = ({ state, data }: OfInstitution): Refusal | null =>
  isMember(state, data.institutionId) ? refuse('member-already-signed', { institutionId: data.institutionId }) : null

export const byMember = ({ state, data }: OfInstitution): Refusal | null =>
  isMember(state, data.institutionId) ? null : refuse('not-a-member', { institutionId: data.institutionId })

/** The sources know no change of leader. Without this guard a partnership could go on led by an outsider. */
export const notByLeader = ({ state, data }: Input<DataOf<typeof MemberWithdrew>>): Refusal | null =>
  state.leader?.institutionId === data.institutionId
    ? refuse('leader-cannot-leave', { institutionId: data.institutionId })
    : null

/** Whoever is asked to the table may say what it hopes for and brings, also before it signs. */
export function byCooperator({ state, data }: Input<DataOf<typeof MutualBenefitRecorded>>): Refusal | null {
  const { institutionId } = data
  const status = partStatus(state, 'membership', institutionId)
  const takesPart = !['NONE', 'DECLINED', 'WITHDRAWN', 'EXCLUDED'].includes(status)
  const leads = state.leader?.institutionId === institutionId
  return takesPart || leads ? null : refuse('not-a-cooperator', { institutionId })
}

/** Keys are optional, the numbers are what is counted: where both are given they agree. */
export function supportCounted({ data }: Input<DataOf<typeof SupportTeamAssigned>>): Refusal | null {
  const { animators, modelExperts, animatorIds, modelExpertIds } = data
  return disagree({ animators }, animatorIds) ?? disagree({ modelExperts }, modelExpertIds)
}

export function staffOfMembers({ state, data }: Input<DataOf<typeof ContactPersonsDesignated>>): Refusal | null {
  const { contactPersons, teamCandidates, byInstitution } = data
  if (!byInstitution) return null
  const stranger = byInstitution.find(({ institutionId }) => !isMember(state, institutionId))
  if (stranger) return refuse('not-a-member', { institutionId: stranger.institutionId })
  const contacts = byInstitution.flatMap(({ contactPersonIds }) => contactPersonIds)
  const candidates = byInstitution.flatMap(({ teamCandidateIds }) => teamCandidateIds)
  return disagree({ contactPersons }, contacts) ?? disagree({ teamCandidates }, candidates)
}

function disagree(count: Readonly<Record<string, number>>, ids: readonly string[] | undefined): Refusal | null {
  if (!ids) return null
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at)
  if (twice.length > 0) return refuse('named-twice', { ids: [...new Set(twice)] })
  const [[field, have] = ['', 0]] = Object.entries(count)
  return have === ids.length ? null : refuse('list-and-count-differ', { field, count: have, listed: ids.length })
}
