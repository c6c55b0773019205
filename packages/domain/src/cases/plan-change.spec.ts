import { describe, expect, it } from 'vitest'
import { ConflictDecided } from '../coordination/events.ts'
import { event, type NewEvent } from '../kernel/event.ts'
import { action, goals, inDiagnosed, inPlanned, inProgress } from '../testing/case-facts.ts'
import { given } from '../testing/specification.ts'
import { World } from '../testing/world.ts'
import {
  agreePlan,
  amendPlan,
  completeAction,
  completeDiagnosis,
  completeFinalEvaluation,
  startAction,
} from './commands.ts'
import {
  ActionCancelled,
  ActionCompleted,
  ActionStarted,
  ConsentWithdrawn,
  DiagnosisCompleted,
  FinalEvaluationCompleted,
  PlanAgreed,
  PlanAmended,
} from './events.ts'
import { overdueOn } from './plan.ts'
import { caseProcess } from './process.ts'

const clientId = 'client-1'
const working = given(caseProcess, ...inProgress)
const amended = (change: Partial<Parameters<typeof event<typeof PlanAmended>>[1]>) =>
  event(PlanAmended, { clientId, clientTookPart: true, goals: [], actions: [], droppedGoals: [], ...change })

describe('a plan is amended', () => {
  it('by goals and actions that are new or said anew', () => {
    const third = { goalId: 'G3', lifeArea: 'HEALTH' as const, text: 'Leczenie' }
    const actions = [action('A3', 'G3'), { ...action('A1', 'G1'), due: '2020-04-30' }]
    working
      .when(amendPlan, { clientTookPart: true, goals: [third], actions })
      .then(amended({ goals: [third], actions }))
  })

  it('by giving up a goal and, for a reason, what was to be done for it', () => {
    working
      .when(amendPlan, {
        clientTookPart: true,
        droppedGoals: ['G2'],
        droppedActions: [{ actionId: 'A2', reason: 'zbędne' }],
      })
      .then(event(ActionCancelled, { actionId: 'A2', reason: 'zbędne' }), amended({ droppedGoals: ['G2'] }))
    working
      .when(amendPlan, { clientTookPart: true, droppedGoals: ['G2'] })
      .refuses('open-actions', { actionIds: ['A2'] })
    working
      .when(amendPlan, { clientTookPart: true, droppedGoals: ['G2'], actions: [action('A2', 'G1')] })
      .then(amended({ droppedGoals: ['G2'], actions: [action('A2', 'G1')] }))
  })

  it('together with the client, and not after the client has left', () => {
    working.when(amendPlan, { clientTookPart: false, actions: [action('A3', 'G1')] }).refuses('client-not-present', {})
    given(caseProcess, ...inProgress, event(ConsentWithdrawn, { scope: 'ALL' }))
      .when(amendPlan, { clientTookPart: true, actions: [action('A3', 'G1')] })
      .refuses('consent-not-in-force')
  })

  it('so that a plan is left', () => {
    working.when(amendPlan, { clientTookPart: true }).refuses('nothing-changes', {})
    working.when(amendPlan, { clientTookPart: true, droppedGoals: ['G9'] }).refuses('unknown-goal', { goalIds: ['G9'] })
    working
      .when(amendPlan, { clientTookPart: true, actions: [action('A3', 'G9')] })
      .refuses('plan-incomplete', { actionIds: ['A3'] })
    working
      .when(amendPlan, { clientTookPart: true, droppedGoals: ['G1', 'G2'] })
      .refuses('plan-incomplete', { goalIds: ['G1', 'G2'] })
    given(caseProcess, ...inProgress, event(ActionCompleted, { actionId: 'A1' }))
      .when(amendPlan, { clientTookPart: true, actions: [action('A1', 'G1')] })
      .refuses('action-not-open', { actionId: 'A1', is: 'COMPLETED' })
  })

  it('and what was given up is not rated at the end', () => {
    const dropped = amended({ droppedGoals: ['G2'] })
    const rated = [{ goalId: 'G1', rating: 'ACHIEVED' as const }]
    given(caseProcess, ...inProgress, dropped)
      .when(completeFinalEvaluation, { ratings: rated })
      .then(event(FinalEvaluationCompleted, { ratings: rated }))
    given(caseProcess, ...inProgress, dropped)
      .when(completeFinalEvaluation, { ratings: [...rated, { goalId: 'G2', rating: 'NOT' }] })
      .refuses('unknown-goal', { goalIds: ['G2'] })
  })

  it('before it began, too', () => {
    given(caseProcess, ...inPlanned)
      .when(amendPlan, { clientTookPart: true, actions: [action('A3', 'G1')] })
      .then(amended({ actions: [action('A3', 'G1')] }))
  })

  it('by actions that end after they begin', () => {
    working
      .when(amendPlan, { clientTookPart: true, actions: [{ ...action('A3', 'G1'), from: '2020-03-01' }] })
      .refuses('date-order', { field: 'due', actionIds: ['A3'] })
  })
})

describe('an action', () => {
  const started = event(ActionStarted, { actionId: 'A1' })

  it('is started once and then completed', () => {
    working.when(startAction, { actionId: 'A1' }).then(started)
    given(caseProcess, ...inProgress, started)
      .when(startAction, { actionId: 'A1' })
      .refuses('action-not-open', { actionId: 'A1', is: 'STARTED' })
    given(caseProcess, ...inProgress, started)
      .when(completeAction, { actionId: 'A1' })
      .then(event(ActionCompleted, { actionId: 'A1' }))
    working.when(startAction, { actionId: 'A9' }).refuses('unknown-action', { actionId: 'A9' })
  })

  it('stays started when an amendment says it anew', () => {
    given(caseProcess, ...inProgress, started, amended({ actions: [action('A1', 'G2')] }))
      .when(startAction, { actionId: 'A1' })
      .refuses('action-not-open', { actionId: 'A1', is: 'STARTED' })
  })

  it('is overdue on the days after its date, as long as it is open', () => {
    const ref = { process: caseProcess, id: 'case-1' }
    const overdue = (day: string, ...facts: readonly NewEvent[]) => {
      const world = new World()
      for (const fact of [...inProgress, ...facts]) world.happened(ref, fact, '2019-12-10')
      return overdueOn(world.state(ref), day).map(({ actionId }) => actionId)
    }
    expect(overdue('2020-02-28')).toEqual([])
    expect(overdue('2020-02-29')).toEqual(['A1', 'A2'])
    expect(overdue('2020-02-29', event(ActionCompleted, { actionId: 'A1' }))).toEqual(['A2'])
    expect(overdue('2020-02-29', amended({ actions: [{ ...action('A2', 'G2'), due: '2020-05-29' }] }))).toEqual(['A1'])
  })
})

describe('services in each other’s way', () => {
  const debts = (actionId: string, owner: string) => ({
    ...action(actionId, 'G1'),
    owner,
    category: 'DEBT_COUNSELLING',
  })
  const actions = [debts('A1', 'mops'), debts('A2', 'ngo')]
  const plan = { clientTookPart: true, goals, actions }
  const ready = given(caseProcess, ...inDiagnosed)
  const decide = (decision: 'KEEP_BOTH' | 'DROP_SECOND') => {
    return { kind: 'DUPLICATE', actions: ['A1', 'A2'], decision, reason: 'dwie różne sprawy' } as const
  }
  const decided = (decision: 'KEEP_BOTH' | 'DROP_SECOND') =>
    event(ConflictDecided, {
      ...decide(decision),
      actions: ['A1', 'A2'],
      clientId,
      services: [null, null],
      categories: ['DEBT_COUNSELLING', 'DEBT_COUNSELLING'],
    })

  it('are not planned unnoticed', () => {
    ready.when(agreePlan, plan).refuses('conflicts-undecided')
  })

  it('are planned when somebody decided that, and why', () => {
    ready
      .when(agreePlan, { ...plan, decisions: [decide('KEEP_BOTH')] })
      .then(decided('KEEP_BOTH'), event(PlanAgreed, { clientId, clientTookPart: true, goals, actions }))
  })

  it('or one of them is left out', () => {
    const left = actions.slice(0, 1)
    ready
      .when(agreePlan, { ...plan, decisions: [decide('DROP_SECOND')] })
      .then(decided('DROP_SECOND'), event(PlanAgreed, { clientId, clientTookPart: true, goals, actions: left }))
  })

  it('are asked about in an amendment, which looks at the whole plan', () => {
    const first = event(PlanAgreed, { clientId, clientTookPart: true, goals, actions: [actions[0]!] })
    const facts = [...inDiagnosed, first]
    const second = { clientTookPart: true, actions: [actions[1]!] }
    given(caseProcess, ...facts)
      .when(amendPlan, second)
      .refuses('conflicts-undecided')
    given(caseProcess, ...facts)
      .when(amendPlan, { ...second, decisions: [decide('KEEP_BOTH')] })
      .then(decided('KEEP_BOTH'), amended({ actions: [actions[1]!] }))
  })
})

describe('a diagnosis by life area', () => {
  const counts = { needs: 3, ownResources: 2, communityResources: 1 }
  const work = { lifeArea: 'WORK' as const, needs: 2, ownResources: 1, communityResources: 1 }
  const housing = { lifeArea: 'HOUSING' as const, needs: 1, ownResources: 1, communityResources: 0 }
  const met = given(caseProcess, ...inDiagnosed.slice(0, -1))

  it('adds up', () => {
    const byLifeArea = [work, housing]
    met
      .when(completeDiagnosis, { ...counts, byLifeArea, causes: 'utrata pracy' })
      .then(event(DiagnosisCompleted, { ...counts, byLifeArea, causes: 'utrata pracy', clientId }))
    met
      .when(completeDiagnosis, { ...counts, byLifeArea: [work] })
      .refuses('counts-disagree', { fields: ['needs', 'ownResources'] })
    met.when(completeDiagnosis, { ...counts, byLifeArea: [work, work] }).refuses('named-twice', { ids: ['WORK'] })
  })
})
