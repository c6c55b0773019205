import type { DataOf } from '../kernel/event.ts'
import { type GuardInput, partStatus } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type {
  ActionCompleted,
  CaseProposed,
  CaseQualified,
  ConsentGiven,
  ConsentWithdrawn,
  DiagnosisCompleted,
  FinalEvaluationCompleted,
  GoalProgressRecorded,
  PlanAgreed,
  SocialContractConcluded,
} from './events.ts'
import type { CaseOthers, CaseState } from './state.ts'
import { readPartnership } from './team.ts'

type Input<Data = unknown> = GuardInput<CaseState, Data, CaseOthers>

/** The leader may choose candidates before the partnership exists; that is said by a flag and ends with the regulations. */
export function partnershipReady({ data, others }: Input<DataOf<typeof CaseProposed>>): Refusal | null {
  const { status } = readPartnership(others)
  const early = status === 'PREPARING' || status === 'INITIATING'
  const ready = status === 'ACTIVE' || (data.preselected && early)
  return ready ? null : refuse('partnership-not-active', { state: status, preselected: data.preselected })
}

export function criteriaMet({ data, model }: Input<DataOf<typeof CaseQualified>>): Refusal | null {
  const { selectionThreshold: need, mandatoryCriteria } = model.parameters
  const met = new Set(data.criteriaMet)
  const missing = mandatoryCriteria.filter((criterion) => !met.has(criterion))
  return met.size < need || missing.length > 0 ? refuse('criteria-not-met', { have: met.size, need, missing }) : null
}

/** Each adult signs for themself, parents for their children. */
export const everyAdultCovered = ({ state, data }: Input<DataOf<typeof ConsentGiven>>): Refusal | null =>
  data.adultsCovered < state.adults
    ? refuse('consent-incomplete', { have: data.adultsCovered, need: state.adults })
    : null

/**
 * Work on a case needs the client's part in it: after a withdrawal only statutory steps and the closing are left. The
 * day until which a consent holds limits what may be shown, which is checked by whoever shows it, on that day.
 */
export const clientTakesPart = ({ state }: Input): Refusal | null =>
  state.consent.participation ? null : refuse('consent-not-in-force')

/** Whoever withdrew everything has left: new sharing would need a new case. */
export const notWithdrawn = ({ state }: Input): Refusal | null =>
  state.consent.withdrawn === 'ALL' ? refuse('consent-not-in-force') : null

export function somethingToWithdraw({ state, data }: Input<DataOf<typeof ConsentWithdrawn>>): Refusal | null {
  const { participation, sharing } = state.consent
  return sharing || (data.scope === 'ALL' && participation) ? null : refuse('consent-not-in-force')
}

export const noInterviewOpen = ({ state }: Input): Refusal | null =>
  state.interviewOpen ? refuse('interview-already-required') : null

export const interviewOpen = ({ state }: Input): Refusal | null =>
  state.interviewOpen ? null : refuse('interview-not-required')

/** Needs alone would be a list of deficits: the model builds on what the person and the community already have. */
export function needsAndResources({ data }: Input<DataOf<typeof DiagnosisCompleted>>): Refusal | null {
  const { needs, ownResources, communityResources } = data
  const resources = ownResources + communityResources
  return needs < 1 || resources < 1 ? refuse('diagnosis-incomplete', { needs, resources }) : null
}

export const teamHasMet = ({ state }: Input): Refusal | null =>
  state.team && state.team.meetings > 0 ? null : refuse('no-team-meeting')

/** NSA, 22 September 2011, I OSK 675/11: the content must be worked out together with the beneficiary. */
export const workedOutTogether = ({ data }: Input<DataOf<typeof PlanAgreed>>): Refusal | null =>
  data.clientTookPart ? null : refuse('client-not-present')

/** Owner and date of an action stand in its schema; here is left that its goal is one of this plan. */
export function actionsServeGoals({ data }: Input<DataOf<typeof PlanAgreed>>): Refusal | null {
  const goalIds = data.goals.map(({ goalId }) => goalId)
  const actionIds = data.actions.map(({ actionId }) => actionId)
  const twice = [...repeated(goalIds), ...repeated(actionIds)]
  if (twice.length > 0) return refuse('named-twice', { ids: twice })
  const aimless = data.actions.filter(({ goalId }) => !goalIds.includes(goalId)).map(({ actionId }) => actionId)
  return aimless.length > 0 ? refuse('plan-incomplete', { actionIds: aimless }) : null
}

export function reviewsWithinTerm({ data, occurredOn }: Input<DataOf<typeof SocialContractConcluded>>): Refusal | null {
  if (data.endsOn < occurredOn) return refuse('date-order', { field: 'endsOn', notBefore: occurredOn })
  const within = data.reviewsOn.every((day) => day <= data.endsOn)
  return within ? null : refuse('review-dates-missing', { endsOn: data.endsOn })
}

/** An action that is still to be done. */
const OPEN_ACTION: readonly string[] = ['PLANNED', 'STARTED']

export function actionOpen({ state, data: { actionId } }: Input<DataOf<typeof ActionCompleted>>): Refusal | null {
  const status = partStatus(state, 'action', actionId)
  if (status === 'NONE') return refuse('unknown-action', { actionId })
  return OPEN_ACTION.includes(status) ? null : refuse('action-not-open', { actionId, is: status })
}

export const goalKnown = ({ state, data }: Input<DataOf<typeof GoalProgressRecorded>>): Refusal | null =>
  state.goals.includes(data.goalId) ? null : refuse('unknown-goal', { goalIds: [data.goalId] })

export function everyGoalRated({ state, data }: Input<DataOf<typeof FinalEvaluationCompleted>>): Refusal | null {
  const rated = data.ratings.map(({ goalId }) => goalId)
  const twice = repeated(rated)
  if (twice.length > 0) return refuse('named-twice', { ids: twice })
  const unknown = rated.filter((goalId) => !state.goals.includes(goalId))
  if (unknown.length > 0) return refuse('unknown-goal', { goalIds: unknown })
  const missing = state.goals.filter((goalId) => !rated.includes(goalId))
  return missing.length > 0 ? refuse('goals-not-rated', { goalIds: missing }) : null
}

const repeated = (ids: readonly string[]): readonly string[] => [
  ...new Set(ids.filter((id, at) => ids.indexOf(id) !== at)),
]
