import type { DataOf } from '../kernel/event.ts'
import { type GuardInput, partStatus } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type {
  ActionCompleted,
  ContractAmended,
  DiagnosisCompleted,
  FinalEvaluationCompleted,
  GoalProgressRecorded,
  PlanAgreed,
  PlanAmended,
  SocialContractConcluded,
} from './events.ts'
import type { CaseOthers, CaseState, PlannedAction } from './state.ts'

type Input<Data = unknown> = GuardInput<CaseState, Data, CaseOthers>
type Plan = DataOf<typeof PlanAgreed> | DataOf<typeof PlanAmended>

/** An action that is still to be done. */
const OPEN_ACTION: readonly string[] = ['PLANNED', 'STARTED']

const isOpen = (state: CaseState, actionId: string): boolean =>
  OPEN_ACTION.includes(partStatus(state, 'action', actionId))

/** Needs alone would be a list of deficits: the model builds on what the person and the community already have. */
export function needsAndResources({ data }: Input<DataOf<typeof DiagnosisCompleted>>): Refusal | null {
  const { needs, ownResources, communityResources } = data
  const resources = ownResources + communityResources
  return needs < 1 || resources < 1 ? refuse('diagnosis-incomplete', { needs, resources }) : null
}

const COUNTED = ['needs', 'ownResources', 'communityResources'] as const

/** By life area and as a whole are two tellings of the same counts. */
export function countsAgree({ data }: Input<DataOf<typeof DiagnosisCompleted>>): Refusal | null {
  const { byLifeArea } = data
  if (byLifeArea === undefined) return null
  const twice = repeated(byLifeArea.map(({ lifeArea }) => lifeArea))
  if (twice.length > 0) return refuse('named-twice', { ids: twice })
  const off = COUNTED.filter((count) => data[count] !== byLifeArea.reduce((sum, area) => sum + area[count], 0))
  return off.length > 0 ? refuse('counts-disagree', { fields: off }) : null
}

export const teamHasMet = ({ state }: Input): Refusal | null =>
  state.team && state.team.meetings > 0 ? null : refuse('no-team-meeting')

/** NSA, 22 September 2011, I OSK 675/11: the content must be worked out together with the beneficiary. */
export const workedOutTogether = ({ data }: Input<Plan>): Refusal | null =>
  data.clientTookPart ? null : refuse('client-not-present')

/** Owner and date of an action stand in its schema; here is left that its goal is one of this plan. */
export function actionsServeGoals({ state, data }: Input<Plan>): Refusal | null {
  const goalIds = data.goals.map(({ goalId }) => goalId)
  const actionIds = data.actions.map(({ actionId }) => actionId)
  const twice = [...repeated(goalIds), ...repeated(actionIds)]
  if (twice.length > 0) return refuse('named-twice', { ids: twice })
  const dropped = 'droppedGoals' in data ? data.droppedGoals : []
  const goals = [...state.goals.map(({ goalId }) => goalId), ...goalIds].filter((goalId) => !dropped.includes(goalId))
  const aimless = data.actions.filter(({ goalId }) => !goals.includes(goalId)).map(({ actionId }) => actionId)
  return aimless.length > 0 ? refuse('plan-incomplete', { actionIds: aimless }) : null
}

export function actionsEndAfterTheyBegin({ data }: Input<Plan>): Refusal | null {
  const turned = data.actions.filter(({ from, due }) => from !== undefined && from > due)
  if (turned.length > 0) {
    return refuse('date-order', { field: 'due', actionIds: turned.map(({ actionId }) => actionId) })
  }
  return null
}

/** An amendment changes something, and leaves a plan behind: a goal, and none of its open work without one. */
export function amendmentFits({ state, data }: Input<DataOf<typeof PlanAmended>>): Refusal | null {
  const { goals, actions, droppedGoals } = data
  if (goals.length + actions.length + droppedGoals.length === 0) return refuse('nothing-changes', {})
  const known = state.goals.map(({ goalId }) => goalId)
  const unknown = droppedGoals.filter((goalId) => !known.includes(goalId))
  if (unknown.length > 0) return refuse('unknown-goal', { goalIds: unknown })
  const left = [...known, ...goals.map(({ goalId }) => goalId)].filter((goalId) => !droppedGoals.includes(goalId))
  if (left.length === 0) return refuse('plan-incomplete', { goalIds: droppedGoals })
  const closed = actions.filter(
    ({ actionId }) => partStatus(state, 'action', actionId) !== 'NONE' && !isOpen(state, actionId),
  )
  if (closed[0]) {
    const { actionId } = closed[0]
    return refuse('action-not-open', { actionId, is: partStatus(state, 'action', actionId) })
  }
  const moved = actions.map(({ actionId }) => actionId)
  const orphaned = state.actions.filter(
    ({ actionId, goalId }) => droppedGoals.includes(goalId) && !moved.includes(actionId) && isOpen(state, actionId),
  )
  return orphaned.length > 0 ? refuse('open-actions', { actionIds: orphaned.map(({ actionId }) => actionId) }) : null
}

type Dates = DataOf<typeof SocialContractConcluded> | DataOf<typeof ContractAmended>

export function reviewsWithinTerm({ data, occurredOn }: Input<Dates>): Refusal | null {
  if (data.endsOn < occurredOn) return refuse('date-order', { field: 'endsOn', notBefore: occurredOn })
  const within = data.reviewsOn.every((day) => day <= data.endsOn)
  return within ? null : refuse('review-dates-missing', { endsOn: data.endsOn })
}

export const contractOfCase = ({ state, data }: Input<DataOf<typeof ContractAmended>>): Refusal | null =>
  state.contractId === data.contractId ? null : refuse('contract-of-another', { contractId: data.contractId })

export function actionOpen({ state, data: { actionId } }: Input<DataOf<typeof ActionCompleted>>): Refusal | null {
  const status = partStatus(state, 'action', actionId)
  if (status === 'NONE') return refuse('unknown-action', { actionId })
  return OPEN_ACTION.includes(status) ? null : refuse('action-not-open', { actionId, is: status })
}

export const actionNotStarted = ({
  state,
  data: { actionId },
}: Input<DataOf<typeof ActionCompleted>>): Refusal | null =>
  partStatus(state, 'action', actionId) === 'STARTED' ? refuse('action-not-open', { actionId, is: 'STARTED' }) : null

export const goalKnown = ({ state, data }: Input<DataOf<typeof GoalProgressRecorded>>): Refusal | null =>
  state.goals.some(({ goalId }) => goalId === data.goalId) ? null : refuse('unknown-goal', { goalIds: [data.goalId] })

export function everyGoalRated({ state, data }: Input<DataOf<typeof FinalEvaluationCompleted>>): Refusal | null {
  const rated = data.ratings.map(({ goalId }) => goalId)
  const twice = repeated(rated)
  if (twice.length > 0) return refuse('named-twice', { ids: twice })
  const goals = state.goals.map(({ goalId }) => goalId)
  const unknown = rated.filter((goalId) => !goals.includes(goalId))
  if (unknown.length > 0) return refuse('unknown-goal', { goalIds: unknown })
  const missing = goals.filter((goalId) => !rated.includes(goalId))
  return missing.length > 0 ? refuse('goals-not-rated', { goalIds: missing }) : null
}

/** Being overdue is no state but a question of the day: an open action whose date has passed. */
export const overdueOn = (state: CaseState, day: string): readonly PlannedAction[] =>
  state.actions.filter(({ actionId, due }) => due < day && isOpen(state, actionId))

const repeated = (ids: readonly string[]): readonly string[] => [
  ...new Set(ids.filter((id, at) => ids.indexOf(id) !== at)),
]
