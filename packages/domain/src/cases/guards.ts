import type { DataOf } from '../kernel/event.ts'
import type { GuardInput } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { CaseProposed, CaseQualified, CaseTransferred, CoordinatorChanged } from './events.ts'
import type { CaseOthers, CaseState } from './state.ts'
import { readPartnership } from './team.ts'

type Input<Data = unknown> = GuardInput<CaseState, Data, CaseOthers>

/** The leader may choose candidates before the partnership exists; that is said by a flag and ends with the regulations. */
export function partnershipReady({ data, others }: Input<DataOf<typeof CaseProposed>>): Refusal | null {
  const { status } = readPartnership(others)
  const early = status === 'PREPARING' || status === 'INITIATING'
  const ready = status === 'ACTIVE' || (data.preselected && early)
  return ready ? null : refuse('partnership-not-active', { state: status, preselected: data.preselected })
}

/** Paper may be entered late, but no case of a partnership is older than the partnership. */
export function afterPartnershipBegan({ others, occurredOn }: Input): Refusal | null {
  const { begunOn } = readPartnership(others)
  return begunOn !== null && occurredOn < begunOn ? refuse('before-beginning', { occurredOn, begunOn }) : null
}

export function criteriaMet({ data, model }: Input<DataOf<typeof CaseQualified>>): Refusal | null {
  const { selectionThreshold: need, mandatoryCriteria } = model.parameters
  const met = new Set(data.criteriaMet)
  const missing = mandatoryCriteria.filter((criterion) => !met.has(criterion))
  return met.size < need || missing.length > 0 ? refuse('criteria-not-met', { have: met.size, need, missing }) : null
}

/** Evidence and verdict are two tellings of one thing; and a criterion that is met is met for a reason. */
export function evidenceAgrees({ data }: Input<DataOf<typeof CaseQualified>>): Refusal | null {
  const { evidence = [], criteriaMet } = data
  const named = evidence.map(({ criterion }) => criterion)
  const twice = named.filter((criterion, at) => named.indexOf(criterion) !== at)
  if (twice.length > 0) return refuse('named-twice', { ids: [...new Set(twice)] })
  const contradicted = evidence.filter(({ criterion, met }) => met !== criteriaMet.includes(criterion))
  const bare = evidence.filter(({ met, code, note }) => met && code === undefined && note === undefined)
  const criteria = [...contradicted, ...bare].map(({ criterion }) => criterion)
  return criteria.length > 0 ? refuse('evidence-missing', { criteria }) : null
}

export const anotherCoordinator = ({ state, data }: Input<DataOf<typeof CoordinatorChanged>>): Refusal | null =>
  state.coordinatorId === data.coordinatorId ? refuse('nothing-changes', { field: 'coordinatorId' }) : null

export function receiverActive({ data, others }: Input<DataOf<typeof CaseTransferred>>): Refusal | null {
  if (data.toPartnershipId === data.fromPartnershipId) return refuse('nothing-changes', { field: 'toPartnershipId' })
  if (!others.receiver) throw new Error('a command that hands a case over must read the partnership that receives it')
  const { status } = others.receiver
  return status === 'ACTIVE' ? null : refuse('partnership-not-active', { state: status, field: 'toPartnershipId' })
}

export const noInterviewOpen = ({ state }: Input): Refusal | null =>
  state.interviewOpen ? refuse('interview-already-required') : null

export const interviewOpen = ({ state }: Input): Refusal | null =>
  state.interviewOpen ? null : refuse('interview-not-required')
