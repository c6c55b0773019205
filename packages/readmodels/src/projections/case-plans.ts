import { businessDate } from '@kooperacje/domain'
import type { CaseActionsTable, CaseGoalsTable } from '../case-tables.ts'
import { type Change, table } from '../table.ts'
import { defineProjection, type EventNamed } from '../table-projection.ts'

const goals = table<CaseGoalsTable, 'caseId' | 'goalId'>('case_goals', ['caseId', 'goalId'], { stream: 'caseId' })
const actions = table<CaseActionsTable, 'caseId' | 'actionId'>('case_actions', ['caseId', 'actionId'], {
  stream: 'caseId',
})

type Plan = EventNamed<'PlanAgreed'> | EventNamed<'PlanAmended'>

/** What is named again is what it is said to be now; how far it has come stays. */
function planned({ streamId: caseId, occurredAt, data }: Plan): Change[] {
  const on = businessDate(occurredAt)
  return [
    ...data.goals.map(({ goalId, lifeArea }) =>
      goals.upsert({ caseId, goalId }, (row) => ({
        rating: null,
        ratedOn: null,
        ...(row?.ofPresentPlan ? row : {}),
        caseId,
        goalId,
        lifeArea: lifeArea ?? null,
        dropped: false,
        ofPresentPlan: true,
      })),
    ),
    ...data.actions.map(({ actionId, goalId, owner, serviceId, category, from, due }) =>
      actions.upsert({ caseId, actionId }, (row) => ({
        status: 'PLANNED' as const,
        since: on,
        ...row,
        caseId,
        actionId,
        goalId,
        owner,
        serviceId: serviceId ?? null,
        category: category ?? null,
        startsOn: from ?? on,
        dueOn: due,
        ofPresentPlan: true,
      })),
    ),
  ]
}

type ActionFact = EventNamed<'ActionStarted'> | EventNamed<'ActionCompleted'> | EventNamed<'ActionCancelled'>

const moved =
  (status: CaseActionsTable['status']) =>
  ({ streamId, occurredAt, data: { actionId } }: ActionFact) =>
    actions.update({ caseId: streamId, actionId }, { status, since: businessDate(occurredAt) })

const isOpen = ({ status }: Readonly<CaseActionsTable>) => status === 'PLANNED' || status === 'STARTED'

/** The plan of a case, goal by goal and action by action. Their texts are personal data and stay in the log. */
export const casePlansProjection = defineProjection({
  name: 'case_plans',
  version: 1,
  tables: [goals, actions],
  on: {
    PlanAgreed: planned,
    PlanAmended: (event) => [
      ...planned(event),
      ...event.data.droppedGoals.map((goalId) => goals.update({ caseId: event.streamId, goalId }, { dropped: true })),
    ],
    ActionStarted: moved('STARTED'),
    ActionCompleted: moved('COMPLETED'),
    ActionCancelled: moved('CANCELLED'),
    GoalProgressRecorded: ({ streamId, occurredAt, data: { goalId, rating } }) =>
      goals.update({ caseId: streamId, goalId }, { rating, ratedOn: businessDate(occurredAt) }),
    FinalEvaluationCompleted: ({ streamId, occurredAt, data: { ratings } }) =>
      ratings.map(({ goalId, rating }) =>
        goals.update({ caseId: streamId, goalId }, { rating, ratedOn: businessDate(occurredAt) }),
      ),
    // A closed case has nothing left to do.
    CaseClosed: ({ streamId, occurredAt }) =>
      actions.updateWhere({ caseId: streamId }, (row) =>
        isOpen(row) ? { status: 'CANCELLED', since: businessDate(occurredAt) } : null,
      ),
    CaseReopened: ({ streamId }) => [
      goals.updateWhere({ caseId: streamId }, { ofPresentPlan: false }),
      actions.updateWhere({ caseId: streamId }, { ofPresentPlan: false }),
    ],
  },
})
