import type { PlannedAction } from './counted-data.ts'
import type { CountableFact, Counted } from './fact.ts'
import type { FactView } from './view.ts'

type PlanFact = Counted<'PlanAgreed'>

export interface ActionInPlan {
  /** The agreement or amendment that last said what the action is. */
  readonly fact: PlanFact
  readonly action: PlannedAction
  /** It waits to be done at T. */
  readonly open: boolean
}

interface Plans {
  readonly actions: readonly ActionInPlan[]
  readonly facts: readonly PlanFact[]
  /** Life area of a goal, by case and goal. */
  readonly lifeAreas: ReadonlyMap<string, string>
}

type Kept = { -readonly [Field in keyof ActionInPlan]: ActionInPlan[Field] }

/**
 * Plans as they stand at T. An amendment adds actions, and says anew what it names again; whoever agrees a plan after a
 * reopening begins another one. An action waits until it is done, given up, or its case is closed.
 */
export function plans(view: FactView): Plans {
  const actions: Kept[] = []
  const running = new Map<string, Map<string, Kept>>()
  const lifeAreas = new Map<string, string>()
  const courses = view.of(
    'PlanAgreed',
    'PlanAmended',
    'ActionCompleted',
    'ActionCancelled',
    'CaseClosed',
    'ConsentRefused',
  )
  for (const fact of courses as readonly CountableFact[]) {
    if (isPlan(fact)) {
      const plan = fact.type === 'PlanAgreed' ? new Map<string, Kept>() : (running.get(fact.streamId) ?? new Map())
      running.set(fact.streamId, plan)
      for (const { goalId, lifeArea } of fact.data.goals ?? []) {
        if (lifeArea !== undefined) lifeAreas.set(`${fact.streamId}/${goalId}`, lifeArea)
      }
      for (const action of fact.data.actions ?? []) {
        const known = plan.get(action.actionId)
        if (known) Object.assign(known, { fact, action })
        else {
          const added = { fact, action, open: true }
          plan.set(action.actionId, added)
          actions.push(added)
        }
      }
      continue
    }
    const plan = running.get(fact.streamId)
    if (!plan) continue
    if ('actionId' in fact.data) {
      const ended = plan.get(String(fact.data.actionId))
      if (ended) ended.open = false
    } else for (const action of plan.values()) action.open = false
  }
  return { actions, facts: view.of('PlanAgreed', 'PlanAmended'), lifeAreas }
}

const isPlan = (fact: CountableFact): fact is PlanFact => fact.type === 'PlanAgreed' || fact.type === 'PlanAmended'
