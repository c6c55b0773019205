import { z } from 'zod'
import { decisionFacts, droppedBy } from '../coordination/decisions.ts'
import { ConflictDecided, Decisions } from '../coordination/events.ts'
import { asAmended, conflictsOfPlan } from '../coordination/plan.ts'
import { defineCommand, recordCommand } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import { Id, ShortText } from '../kernel/values.ts'
import {
  ActionCancelled,
  ActionCompleted,
  ActionStarted,
  DiagnosisCompleted,
  GoalProgressRecorded,
  PlanAgreed,
  PlanAmended,
  PlanStartedWithoutContract,
} from './events.ts'
import { caseProcess } from './process.ts'
import { clientOf, itsBasket } from './reads.ts'

export const completeDiagnosis = defineCommand({
  name: 'CompleteDiagnosis',
  about: 'Record the diagnosis of needs and resources.',
  process: caseProcess,
  adds: [DiagnosisCompleted],
  body: DiagnosisCompleted.data.omit({ clientId: true }),
  events: ({ body, state }) => [event(DiagnosisCompleted, { ...body, clientId: clientOf(state) })],
})

const decisions = Decisions.optional().describe('What becomes of actions that duplicate or contradict each other')

export const agreePlan = defineCommand({
  name: 'AgreePlan',
  about:
    'Record the goals and actions that client and team agreed, and what was decided of services in each other’s way.',
  process: caseProcess,
  adds: [PlanAgreed, ConflictDecided],
  body: PlanAgreed.data.omit({ clientId: true }).extend({ decisions }),
  reads: itsBasket,
  events: ({ id, body: { decisions = [], ...plan }, state, others: { basket }, model, occurredOn }) => {
    const clientId = clientOf(state)
    const wanted = asAmended(state, plan.actions, occurredOn)
    const conflicts = conflictsOfPlan({ state, actions: wanted, basket, model })
    const decided = decisionFacts(id, clientId, decisions, conflicts)
    if ('code' in decided) return decided
    const dropped = droppedBy(id, decisions)
    const actions = plan.actions.filter(({ actionId }) => !dropped.includes(actionId))
    return [...decided, event(PlanAgreed, { ...plan, actions, clientId })]
  },
})

export const amendPlan = defineCommand({
  name: 'AmendPlan',
  about:
    'Record what client and team changed in the plan; actions that are given up are cancelled with the same reason.',
  process: caseProcess,
  adds: [PlanAmended, ActionCancelled, ConflictDecided],
  body: PlanAmended.data.omit({ clientId: true }).extend({
    goals: PlanAmended.data.shape.goals.default([]),
    actions: PlanAmended.data.shape.actions.default([]),
    droppedGoals: PlanAmended.data.shape.droppedGoals.default([]),
    droppedActions: z
      .array(z.strictObject({ actionId: Id, reason: ShortText }))
      .max(200)
      .default([]),
    decisions,
  }),
  reads: itsBasket,
  events: ({ id, body, state, others: { basket }, model, occurredOn }) => {
    const { decisions = [], droppedActions, ...change } = body
    const clientId = clientOf(state)
    const wanted = asAmended(state, change.actions, occurredOn)
    const conflicts = conflictsOfPlan({ state, actions: wanted, basket, model })
    const decided = decisionFacts(id, clientId, decisions, conflicts)
    if ('code' in decided) return decided
    const dropped = droppedBy(id, decisions)
    const actions = change.actions.filter(({ actionId }) => !dropped.includes(actionId))
    const inPlan = dropped.filter((actionId) => state.actions.some((action) => action.actionId === actionId))
    const givenUp = [...droppedActions, ...inPlan.map((actionId) => ({ actionId, reason: COORDINATED }))]
    return [
      ...givenUp.map((action) => event(ActionCancelled, action)),
      ...decided,
      event(PlanAmended, { ...change, actions, clientId }),
    ]
  },
})

/** The reason in words stands, sealed, with the decision. */
const COORDINATED = 'decyzja o koordynacji usług'

export const startPlanWithoutContract = recordCommand(caseProcess, PlanStartedWithoutContract, {
  name: 'StartPlanWithoutContract',
  about: 'Begin the plan without a social contract, with a reason.',
})

export const startAction = recordCommand(caseProcess, ActionStarted, {
  name: 'StartAction',
  about: 'Record that work on an action of the plan began.',
})

export const completeAction = defineCommand({
  name: 'CompleteAction',
  about: 'Record that an action of the plan was done; a place in the basket that it used is given back.',
  process: caseProcess,
  adds: [ActionCompleted],
  body: ActionCompleted.data,
  reads: itsBasket,
  events: ({ body }) => [event(ActionCompleted, body)],
})

export const cancelAction = defineCommand({
  name: 'CancelAction',
  about: 'Give up an action of the plan, with a reason; a place in the basket that it used is given back.',
  process: caseProcess,
  adds: [ActionCancelled],
  body: ActionCancelled.data,
  reads: itsBasket,
  events: ({ body }) => [event(ActionCancelled, body)],
})

export const recordGoalProgress = recordCommand(caseProcess, GoalProgressRecorded, {
  name: 'RecordGoalProgress',
  about: 'Record how far a goal is reached.',
})

export const planCommands = [
  completeDiagnosis,
  agreePlan,
  amendPlan,
  startPlanWithoutContract,
  startAction,
  completeAction,
  cancelAction,
  recordGoalProgress,
] as const
