import type { BasketState } from '../basket/state.ts'
import type { GuardInput } from '../kernel/process.ts'
import type { Refusal } from '../kernel/refusal.ts'
import { allDecided } from './decisions.ts'
import { type ActionOfPlan, asAmended, type CoordinatedCase, conflictsOfPlan } from './plan.ts'

/**
 * A plan is agreed or amended when every pair that duplicates or contradicts was decided: by facts of the same commit, or of
 * an earlier one about the same two actions.
 */
export function conflictsDecided({
  state,
  data,
  occurredOn,
  others: { basket },
  model,
}: GuardInput<
  CoordinatedCase,
  { readonly actions: readonly ActionOfPlan[] },
  { readonly basket?: BasketState }
>): Refusal | null {
  const actions = asAmended(state, data.actions, occurredOn)
  return allDecided(conflictsOfPlan({ state, actions, basket, model }), state.decided)
}
