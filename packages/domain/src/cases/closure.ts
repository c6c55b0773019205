import { daysBetween } from '../calendar/days.ts'
import type { DataOf } from '../kernel/event.ts'
import type { Model } from '../kernel/model.ts'
import { type GuardInput, partsOf } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { ClosureRule } from '../model/document.ts'
import type { CaseClosed, ContactAttempted } from './events.ts'
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

/** Attempts are numbered since the client was last reached. */
export function nextAttempt({
  state,
  data,
}: GuardInput<CaseState, DataOf<typeof ContactAttempted>, CaseOthers>): Refusal | null {
  const need = state.contact.attempts + 1
  return data.ordinal === need ? null : refuse('wrong-ordinal', { have: data.ordinal, need })
}

/** Nobody is given up after one telephone call: so many attempts, from the first to the closing so many days. */
export function contactWasTried({ state, data: { reason }, occurredOn, model }: Input): Refusal | null {
  if (reason !== 'NO_CONTACT') return null
  const { noContactAttempts: need, noContactDays: days } = model.parameters
  const { attempts: have, since } = state.contact
  const lasted = since === null ? 0 : daysBetween(since, occurredOn)
  return have >= need && lasted >= days ? null : refuse('contact-not-tried', { have, need, lasted, days })
}

type AfterEnd = GuardInput<CaseState, unknown, CaseOthers>

const REACHED: readonly ClosureReason[] = ['GOALS_ACHIEVED', 'GOALS_PARTLY_ACHIEVED']

/** What lasts can only be asked where something was reached. */
export const goalsWereReached = ({ state }: AfterEnd): Refusal | null =>
  state.closure && REACHED.includes(state.closure.reason)
    ? null
    : refuse('closure-reason-not-allowed', { reason: state.closure?.reason ?? null, state: state.status })

/** A family goes on without one of its members; a person who died has no case any more. */
export const clientCanReturn = ({ state }: AfterEnd): Refusal | null =>
  state.closure?.reason === 'DEATH' && state.clientKind === 'PERSON'
    ? refuse('closure-reason-not-allowed', { reason: 'DEATH', state: state.status })
    : null
