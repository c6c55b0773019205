import type { DataOf } from '../kernel/event.ts'
import type { GuardInput } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { CaseQualified } from './events.ts'
import { BlueCardFormForwarded, BlueCardGroupMet, BlueCardPassedToGroup } from './restricted.ts'
import type { CaseOthers, CaseState } from './state.ts'

type Input<Data = unknown> = GuardInput<CaseState, Data, CaseOthers>

/**
 * While a procedure is open the team rests: the case is suspended, or closed as moved to a statutory procedure, before
 * anything else is done in it. The refusal says nothing of the reason, because whoever meets it may not be one of those who
 * may know.
 */
export const notOnHold = ({ state }: Input): Refusal | null => (state.blueCard.open ? refuse('case-on-hold') : null)

/** C5 is about running procedures that exclude a parallel team; it is not met while one is known to run. */
export const noProcedureForC5 = ({ state, data }: Input<DataOf<typeof CaseQualified>>): Refusal | null =>
  state.blueCard.open && data.criteriaMet.includes('C5') ? refuse('criteria-not-met', { missing: ['C5'] }) : null

export const noProcedureOpen = ({ state }: Input): Refusal | null =>
  state.blueCard.open ? refuse('procedure-already-open') : null

export const procedureOpen = ({ state }: Input): Refusal | null =>
  state.blueCard.open ? null : refuse('procedure-not-open')

const afterStep =
  (need: string) =>
  ({ state }: Input): Refusal | null =>
    state.blueCard.steps.includes(need) ? null : refuse('procedure-step-missing', { need })

export const formForwarded = afterStep(BlueCardFormForwarded.type)
export const passedToGroup = afterStep(BlueCardPassedToGroup.type)
export const groupMet = afterStep(BlueCardGroupMet.type)

const onlyOnce =
  (type: string) =>
  ({ state }: Input): Refusal | null =>
    state.blueCard.steps.includes(type) ? refuse('procedure-step-taken', { step: type }) : null

export const notForwardedYet = onlyOnce(BlueCardFormForwarded.type)
export const notPassedYet = onlyOnce(BlueCardPassedToGroup.type)
