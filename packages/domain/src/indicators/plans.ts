import type { PlannedAction } from './counted-data.ts'
import type { CountableFact, Counted } from './fact.ts'
import { byDay } from './fact-log.ts'
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

/** The plan of a case from one agreement to the next. */
interface Plan {
  readonly since: CountableFact
  readonly actions: Map<string, Kept>
}

/**
 * Plans as they stand at T. An amendment adds actions, and says anew what it names again; whoever agrees a plan after a
 * reopening begins another one. An action waits until it is done, given up, or its case is closed.
 */
export function plans(view: FactView): Plans {
  const actions: Kept[] = []
  const ofCase = new Map<string, Plan[]>()
  const lifeAreas = new Map<string, string>()
  const facts = view.of('PlanAgreed', 'PlanAmended')
  for (const fact of facts) {
    const known = ofCase.get(fact.streamId) ?? []
    if (known.length === 0) ofCase.set(fact.streamId, known)
    if (known.length === 0 || fact.type === 'PlanAgreed') known.push({ since: fact, actions: new Map() })
    const plan = known.at(-1) as Plan
    for (const { goalId, lifeArea } of fact.data.goals ?? []) {
      if (lifeArea !== undefined) lifeAreas.set(`${fact.streamId}/${goalId}`, lifeArea)
    }
    for (const action of fact.data.actions ?? []) {
      const before = plan.actions.get(action.actionId)
      if (before) Object.assign(before, { fact, action })
      else {
        const added = { fact, action, open: true }
        plan.actions.set(action.actionId, added)
        actions.push(added)
      }
    }
  }
  for (const type of ['ActionCompleted', 'ActionCancelled'] as const) {
    for (const fact of view.of(type)) {
      const ended = planAt(ofCase.get(fact.streamId), fact)?.actions.get(fact.data.actionId)
      if (ended) ended.open = false
    }
  }
  for (const fact of view.of('CaseClosed', 'ConsentRefused')) {
    for (const plan of ofCase.get(fact.streamId) ?? []) {
      if (byDay(plan.since, fact) < 0) for (const action of plan.actions.values()) action.open = false
    }
  }
  return { actions, facts, lifeAreas }
}

/** The plan that was being worked on when a fact happened. Nearly every case has one only. */
function planAt(plansOfCase: readonly Plan[] | undefined, fact: CountableFact): Plan | undefined {
  const [only] = plansOfCase ?? []
  if (plansOfCase?.length !== 1) return plansOfCase?.findLast(({ since }) => byDay(since, fact) < 0)
  return only && byDay(only.since, fact) < 0 ? only : undefined
}
