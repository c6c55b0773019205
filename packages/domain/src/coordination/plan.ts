import type { BasketState } from '../basket/state.ts'
import type { Model } from '../kernel/model.ts'
import { type ProcessState, partStatus } from '../kernel/process.ts'
import { type Conflict, type CoordinatedAction, conflictsIn } from './conflicts.ts'
import type { DecidedConflict } from './decisions.ts'

/** An action as a plan brings it. */
export interface ActionOfPlan {
  readonly actionId: string
  readonly owner: string
  readonly serviceId?: string | undefined
  readonly category?: string | undefined
  readonly from?: string | undefined
  readonly due: string
}

/** An action as the case remembers it, with the day from which it runs. */
export interface PlannedAction {
  readonly actionId: string
  readonly owner: string
  readonly serviceId: string | null
  readonly category: string | null
  readonly from: string
  readonly due: string
}

/** What coordination asks of a case. */
export interface CoordinatedCase extends ProcessState {
  readonly caseId: string | null
  readonly clientId: string | null
  readonly actions: readonly PlannedAction[]
  readonly decided: readonly DecidedConflict[]
}

/** An action that names no first day runs from the day on which it was planned. */
export const plannedOn = (day: string, action: ActionOfPlan): PlannedAction => ({
  actionId: action.actionId,
  owner: action.owner,
  serviceId: action.serviceId ?? null,
  category: action.category ?? null,
  from: action.from ?? day,
  due: action.due,
})

/** Neither done nor given up. Unknown is open: it is about to be planned. */
const isOpen = (state: ProcessState, actionId: string): boolean =>
  !['COMPLETED', 'CANCELLED'].includes(partStatus(state, 'action', actionId))

export const openActions = (state: CoordinatedCase): readonly PlannedAction[] =>
  state.actions.filter(({ actionId }) => isOpen(state, actionId))

/** The plan as it would be: what is still to be done of it, and what a plan or its amendment says anew. */
export function asAmended(
  state: CoordinatedCase,
  actions: readonly ActionOfPlan[],
  day: string,
): readonly PlannedAction[] {
  const said = new Set(actions.map(({ actionId }) => actionId))
  const kept = openActions(state).filter(({ actionId }) => !said.has(actionId))
  return [...kept, ...actions.map((action) => plannedOn(day, action))]
}

interface Question {
  readonly state: CoordinatedCase
  /** The plan as it would be. */
  readonly actions: readonly PlannedAction[]
  /** Left out, or not begun: a basket on paper, whose services nobody knows here. */
  readonly basket?: BasketState | undefined
  readonly model: Model
}

/**
 * What stands in each other's way in a plan, and between it and the places that other cases of the same client have. Asked
 * by the guard, the preview and the page alike.
 */
export function conflictsOfPlan({ state, actions, basket, model }: Question): readonly Conflict[] {
  const caseId = state.caseId ?? ''
  const services = (basket?.services ?? []).map(({ serviceId, institutionId, inForce, newest }) => ({
    serviceId,
    institutionId,
    category: (inForce ?? newest).category,
  }))
  const own = actions.filter(({ actionId }) => isOpen(state, actionId)).map((action) => ({ caseId, ...action }))
  const all = [...own, ...elsewhere(state, basket)]
  // What two other cases have between them is for their own teams.
  return conflictsIn(all, services, model.taxonomy).filter(({ actions }) =>
    actions.some((action) => action.caseId === caseId),
  )
}

const ALWAYS = '0000-01-01'
const FOR_EVER = '9999-12-31'

function elsewhere({ caseId, clientId }: CoordinatedCase, basket: BasketState | undefined): CoordinatedAction[] {
  return (basket?.services ?? []).flatMap(({ serviceId, institutionId, places }) =>
    places
      .filter((place) => place.clientId === clientId && place.caseId !== caseId)
      .map((place) => ({
        caseId: place.caseId,
        actionId: place.actionId ?? serviceId,
        owner: institutionId,
        serviceId,
        from: place.from ?? ALWAYS,
        due: place.until ?? FOR_EVER,
      })),
  )
}
