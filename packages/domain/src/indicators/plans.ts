import { closures } from './closures.ts'
import type { PlannedAction } from './counted-data.ts'
import type { Counted } from './fact.ts'
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

/** By case, the actions that were done or given up by T. */
function endedActions(view: FactView): ReadonlyMap<string, ReadonlySet<string>> {
  const ended = new Map<string, Set<string>>()
  for (const type of ['ActionCompleted', 'ActionCancelled'] as const) {
    for (const { streamId, data } of view.of(type)) {
      const ofCase = ended.get(streamId)
      if (ofCase) ofCase.add(data.actionId)
      else ended.set(streamId, new Set([data.actionId]))
    }
  }
  return ended
}

/** Actions that wait to be done at T. Those of closed cases do not. */
export function openActions(view: FactView): readonly ActionInPlan[] {
  const ended = endedActions(view)
  const { closed } = view.once(closures)
  const open: ActionInPlan[] = []
  for (const [caseId, actions] of view.once(plans).actions) {
    if (closed.has(caseId)) continue
    const done = ended.get(caseId)
    for (const each of actions.values()) if (!done?.has(each.action.actionId)) open.push(each)
  }
  return open
}
