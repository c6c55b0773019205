import type { DataOf } from '../kernel/event.ts'
import type { Model } from '../kernel/model.ts'
import { type GuardInput, partsOf } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { ClosureRule } from '../model/document.ts'
import type { CaseClosed } from './events.ts'
import type { CaseOthers, CaseState, CaseStatus } from './state.ts'
import type { ClosureReason } from './values.ts'

type Input = GuardInput<CaseState, DataOf<typeof CaseClosed>, CaseOthers>

const ORDINARILY: readonly CaseStatus[] = ['EVALUATED']

/** A reason that a version of the model does not know may never be given under it. */
const ruleFor = (model: Model, reason: ClosureReason): Pick<ClosureRule, 'when' | 'note'> =>
  model.closureReasons.find((rule) => rule.reason === reason) ?? { when: 'NEVER', note: 'OPTIONAL' }

export function reasonFits({ state, data: { reason }, model }: Input): Refusal | null {
  const { when } = ruleFor(model, reason)
  const fits =
    when === 'ANY_TIME' ||
    (when === 'ORDINARY' && ORDINARILY.includes(state.status)) ||
    (when === 'AFTER_WITHDRAWAL' && state.consent.withdrawn !== null)
  return fits ? null : refuse('closure-reason-not-allowed', { reason, state: state.status })
}

export const noteGiven = ({ data: { reason, note }, model }: Input): Refusal | null =>
  ruleFor(model, reason).note === 'REQUIRED' && !note ? refuse('reason-missing', { field: 'note', reason }) : null

/** What was planned is done or given up before the work counts as finished; life and law do not wait for that. */
export function nothingLeftOpen({ state, data: { reason }, model }: Input): Refusal | null {
  if (ruleFor(model, reason).when !== 'ORDINARY') return null
  const actionIds = partsOf(state, 'action', 'PLANNED', 'STARTED')
  return actionIds.length > 0 ? refuse('open-actions', { actionIds }) : null
}
