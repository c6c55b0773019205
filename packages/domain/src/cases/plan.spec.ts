import { describe, it } from 'vitest'
import { event } from '../kernel/event.ts'
import {
  action,
  actions,
  diagnosed,
  evaluated,
  goals,
  inDiagnosed,
  inEvaluated,
  inPlanned,
  inProgress,
  inTeamAppointed,
  planAgreed,
  ratings,
  teamMeeting,
} from '../testing/case-facts.ts'
import { given } from '../testing/specification.ts'
import {
  agreePlan,
  cancelAction,
  completeAction,
  completeDiagnosis,
  completeFinalEvaluation,
  recordGoalProgress,
  resumeCase,
  startPlanWithoutContract,
  suspendCase,
} from './commands.ts'
import {
  ActionCancelled,
  ActionCompleted,
  CaseResumed,
  CaseSuspended,
  ConsentWithdrawn,
  DiagnosisCompleted,
  GoalProgressRecorded,
  PlanStartedWithoutContract,
} from './events.ts'
import { caseProcess } from './process.ts'

const suspended = event(CaseSuspended, { reason: 'pobyt w szpitalu' })

describe('a diagnosis', () => {
  const met = given(caseProcess, ...inTeamAppointed, teamMeeting(1))

  it('names needs and resources', () => {
    met.when(completeDiagnosis, { needs: 5, ownResources: 7, communityResources: 4 }).then(diagnosed)
  })

  it.each([
    ['their own', { needs: 1, ownResources: 1, communityResources: 0 }],
    ['the community', { needs: 1, ownResources: 0, communityResources: 1 }],
  ])('is complete with one need and one resource, of %s', (_, counts) => {
    met.when(completeDiagnosis, counts).then(event(DiagnosisCompleted, { ...counts, clientId: 'client-1' }))
  })

  it.each([
    [0, 3, 3],
    [2, 0, 0],
  ])('is incomplete with %i needs, %i own and %i community resources', (needs, ownResources, communityResources) => {
    met
      .when(completeDiagnosis, { needs, ownResources, communityResources })
      .refuses('diagnosis-incomplete', { needs, resources: ownResources + communityResources })
  })

  it('waits for the first meeting of the team', () => {
    given(caseProcess, ...inTeamAppointed)
      .when(completeDiagnosis, { needs: 5, ownResources: 7, communityResources: 4 })
      .refuses('no-team-meeting', {})
  })
})

describe('a plan', () => {
  const plan = { clientTookPart: true, goals, actions }
  const ready = given(caseProcess, ...inDiagnosed)

  it('is agreed with the client', () => {
    ready.when(agreePlan, plan).then(planAgreed)
    ready.when(agreePlan, { ...plan, clientTookPart: false }).refuses('client-not-present', {})
  })

  it('has for each action a goal of its own', () => {
    ready
      .when(agreePlan, { ...plan, actions: [...actions, action('A3', 'G9')] })
      .refuses('plan-incomplete', { actionIds: ['A3'] })
  })

  it('has for each action an owner and a date', () => {
    const { owner: _, ...nobodys } = action('A1', 'G1')
    const { due: __, ...undated } = action('A2', 'G1')
    ready.when(agreePlan, { ...plan, actions: [nobodys] }).isMalformedAt('actions.0.owner')
    ready.when(agreePlan, { ...plan, actions: [undated] }).isMalformedAt('actions.0.due')
  })

  it('names each goal and each action once', () => {
    ready
      .when(agreePlan, { ...plan, goals: [...goals, goals[0]], actions: [...actions, actions[1]] })
      .refuses('named-twice', { ids: ['G1', 'A2'] })
  })

  it('follows the diagnosis', () => {
    given(caseProcess, ...inTeamAppointed)
      .when(agreePlan, plan)
      .refuses('not-allowed-in-state')
  })

  it('starts without a contract only with a reason', () => {
    given(caseProcess, ...inPlanned)
      .when(startPlanWithoutContract, {})
      .isMalformedAt('reason')
    given(caseProcess, ...inPlanned)
      .when(startPlanWithoutContract, { reason: 'grupa' })
      .then(event(PlanStartedWithoutContract, { reason: 'grupa' }))
  })
})

describe('actions and goals', () => {
  const working = given(caseProcess, ...inProgress)
  const done = event(ActionCompleted, { actionId: 'A1' })
  const givenUp = event(ActionCancelled, { actionId: 'A2', reason: 'zbędne' })

  it('are completed or cancelled, each once', () => {
    working.when(completeAction, { actionId: 'A1' }).then(done)
    working.when(cancelAction, { actionId: 'A2', reason: 'zbędne' }).then(givenUp)
    given(caseProcess, ...inProgress, done)
      .when(cancelAction, { actionId: 'A1', reason: 'x' })
      .refuses('action-not-open', { actionId: 'A1', is: 'COMPLETED' })
    given(caseProcess, ...inProgress, givenUp)
      .when(completeAction, { actionId: 'A2' })
      .refuses('action-not-open', { actionId: 'A2', is: 'CANCELLED' })
  })

  it('belong to the plan', () => {
    working.when(completeAction, { actionId: 'A9' }).refuses('unknown-action', { actionId: 'A9' })
    working.when(recordGoalProgress, { goalId: 'G9', rating: 'NOT' }).refuses('unknown-goal', { goalIds: ['G9'] })
  })

  it('are not worked on before the plan began', () => {
    given(caseProcess, ...inPlanned)
      .when(completeAction, { actionId: 'A1' })
      .refuses('not-allowed-in-state')
  })

  it('can be rated again and again', () => {
    const rated = event(GoalProgressRecorded, { goalId: 'G1', rating: 'PARTLY' })
    given(caseProcess, ...inProgress, rated)
      .when(recordGoalProgress, { goalId: 'G1', rating: 'ACHIEVED' })
      .then(event(GoalProgressRecorded, { goalId: 'G1', rating: 'ACHIEVED' }))
  })

  it('can still be settled after the evaluation, so that no case stays open for ever', () => {
    given(caseProcess, ...inEvaluated)
      .when(completeAction, { actionId: 'A1' })
      .then(done)
  })
})

describe('the final evaluation', () => {
  const working = given(caseProcess, ...inProgress)

  it('rates every goal of the plan, and nothing else, once', () => {
    working.when(completeFinalEvaluation, { ratings }).then(evaluated)
    working
      .when(completeFinalEvaluation, { ratings: ratings.slice(0, 1) })
      .refuses('goals-not-rated', { goalIds: ['G2'] })
    working
      .when(completeFinalEvaluation, { ratings: [...ratings, { goalId: 'G9', rating: 'NOT' }] })
      .refuses('unknown-goal', { goalIds: ['G9'] })
    working.when(completeFinalEvaluation, { ratings: [...ratings, ratings[0]] }).refuses('named-twice', { ids: ['G1'] })
  })

  it('is not done without the client', () => {
    given(caseProcess, ...inProgress, event(ConsentWithdrawn, { scope: 'ALL' }))
      .when(completeFinalEvaluation, { ratings })
      .refuses('consent-not-in-force')
  })
})

describe('a suspended case', () => {
  it.each([
    ['TEAM_APPOINTED', inTeamAppointed, completeDiagnosis, { needs: 1, ownResources: 1, communityResources: 1 }],
    ['DIAGNOSED', inDiagnosed, agreePlan, { clientTookPart: true, goals, actions }],
    ['PLANNED', inPlanned, startPlanWithoutContract, { reason: 'grupa' }],
    ['IN_PROGRESS', inProgress, completeAction, { actionId: 'A1' }],
  ])('goes on in state %s', (state, events, next, body) => {
    given(caseProcess, ...events)
      .when(suspendCase, { reason: 'pobyt w szpitalu' })
      .then(suspended)
    given(caseProcess, ...events, suspended)
      .when(next, body)
      .refuses('not-allowed-in-state')
    given(caseProcess, ...events, suspended)
      .when(resumeCase)
      .then(event(CaseResumed, {}))
    given(caseProcess, ...events, suspended, event(CaseResumed, {}))
      .when(suspendCase, { reason: 'znów' })
      .then(event(CaseSuspended, { reason: 'znów' }))
    given(caseProcess, ...events, suspended, event(CaseResumed, {}))
      .when(resumeCase)
      .refuses('not-allowed-in-state', { process: 'case', state, step: 'CaseResumed', allowedIn: ['SUSPENDED'] })
  })

  it('is not suspended before there is a team', () => {
    given(caseProcess, ...inDiagnosed.slice(0, 3))
      .when(suspendCase, { reason: 'x' })
      .refuses('not-allowed-in-state')
  })
})
