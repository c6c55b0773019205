import type { PlannedAction } from './counted-data.ts'
import type { CountableFact, Counted } from './fact.ts'
import type { FactView } from './view.ts'

type PlanFact = Counted<'PlanAgreed'>

export interface ActionInPlan {
  /** The agreement or amendment that last said what the action is. */
  readonly fact: PlanFact
  readonly action: PlannedAction
}

interface Plans {
  /** By case and action, as the plans stand at T. */
  readonly actions: ReadonlyMap<string, ReadonlyMap<string, ActionInPlan>>
  readonly facts: readonly PlanFact[]
  /** Life area of a goal, by case and goal. */
  readonly lifeAreas: ReadonlyMap<string, string>
}

/** Plans as agreed and amended: an amendment adds goals and actions, and says anew what it names again. */
export function plans(view: FactView): Plans {
  const actions = new Map<string, Map<string, ActionInPlan>>()
  const lifeAreas = new Map<string, string>()
  const facts = view.of('PlanAgreed', 'PlanAmended')
  for (const fact of facts) {
    const ofCase = actions.get(fact.streamId) ?? new Map<string, ActionInPlan>()
    for (const action of fact.data.actions ?? []) ofCase.set(action.actionId, { fact, action })
    actions.set(fact.streamId, ofCase)
    for (const { goalId, lifeArea } of fact.data.goals ?? []) {
      if (lifeArea !== undefined) lifeAreas.set(`${fact.streamId}/${goalId}`, lifeArea)
    }
  }
  return { actions, facts, lifeAreas }
}

/** `case/action` of every action that was done or given up by T. */
export function endedActions(view: FactView): ReadonlySet<string> {
  const ended = view.of('ActionCompleted', 'ActionCancelled') as readonly CountableFact<{ actionId: string }>[]
  return new Set(ended.map(({ streamId, data }) => `${streamId}/${data.actionId}`))
}
