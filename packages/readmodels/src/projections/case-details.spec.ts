import {
  ActionCancelled,
  ActionCompleted,
  ActionStarted,
  BlueCardProcedureOpened,
  CaseClosed,
  CaseProposed,
  CaseQualified,
  CaseReopened,
  ConsentExpired,
  ConsentGiven,
  ConsentWithdrawn,
  DeadlineReminded,
  FinalEvaluationCompleted,
  GoalProgressRecorded,
  PlanAgreed,
  PlanAmended,
  TaskTeamAppointed,
  TeamMeetingHeld,
} from '@kooperacje/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { consent, proposal, sitting, team } from '../testing/facts.ts'
import { type Archive, type History, openArchive } from '../testing/history.ts'
import { caseConsentsProjection } from './case-consents.ts'
import { casePlansProjection } from './case-plans.ts'
import { caseTimelineProjection } from './case-timeline.ts'
import { casesProjection } from './cases.ts'
import { meetingsProjection } from './meetings.ts'

const A = 'case/a'
const clientId = 'client-1'
const goal = (goalId: string, lifeArea?: 'WORK' | 'HOUSING') => ({ goalId, text: 'x', ...(lifeArea && { lifeArea }) })
const action = (actionId: string, goalId: string, due: string) => ({
  actionId,
  goalId,
  owner: 'mops',
  due,
  text: 'x',
})

describe('what a case consists of', () => {
  let archive: Archive
  beforeAll(async () => {
    archive = await openArchive()
  })
  afterAll(() => archive.close())

  async function qualified(): Promise<History> {
    const history = archive.ledger()
    await history.tell('2019-11-06', A, CaseProposed, proposal({ modelVersion: '1.0' }))
    await history.tell('2019-11-07', A, CaseQualified, { criteriaMet: ['C1', 'C2', 'C3', 'C4'], coordinatorId: 'w-1' })
    return history
  }

  it('is consents, each with its own end', async () => {
    const history = await qualified()
    const children = [
      { personId: 'p-2', thirteenOrOlder: false, heard: true },
      { personId: 'p-3', thirteenOrOlder: false, heard: false, notHeardBecause: 'TOO_YOUNG' as const },
    ]
    await history.tell('2019-11-12', A, ConsentGiven, consent({ children }))
    const more = { kind: 'DATA_SHARING' as const, institutions: ['clinic-1'], dataScopes: ['HEALTH_MIN' as const] }
    await history.tell('2019-11-13', A, ConsentGiven, consent({ ...more, consentId: 'c-2', validUntil: '2019-12-31' }))
    await history.tell('2020-01-01', A, ConsentExpired, { consentId: 'c-2', kind: 'DATA_SHARING' })
    expect(await history.table(caseConsentsProjection)).toMatchObject([
      { consentId: 'c-2', status: 'ENDED', endedBy: 'EXPIRED', endedOn: '2020-01-01', validUntil: '2019-12-31' },
      { consentId: 'consent-1', status: 'IN_FORCE', children: 2, childrenHeard: 1, endedOn: null },
    ])
    await history.tell('2020-01-02', A, ConsentWithdrawn, { scope: 'DATA_SHARING' })
    expect((await history.table(caseConsentsProjection))[1]).toMatchObject({ status: 'NARROWED', endedOn: null })
    await history.tell('2020-01-03', A, ConsentWithdrawn, { scope: 'ALL' })
    expect(await history.table(caseConsentsProjection)).toMatchObject([
      { consentId: 'c-2', endedBy: 'EXPIRED' },
      { consentId: 'consent-1', status: 'ENDED', endedBy: 'WITHDRAWN', endedOn: '2020-01-03' },
    ])
  })

  it('is a plan whose actions and goals have a course', async () => {
    const history = await qualified()
    const plan = {
      clientId,
      clientTookPart: true,
      goals: [goal('G1', 'WORK'), goal('G2')],
      actions: [action('A1', 'G1', '2020-02-28'), action('A2', 'G2', '2020-02-28'), action('A3', 'G1', '2020-06-30')],
    }
    await history.tell('2019-12-10', A, PlanAgreed, plan)
    await history.tell('2019-12-11', A, ActionStarted, { actionId: 'A1' })
    await history.tell('2020-01-02', A, ActionCancelled, { actionId: 'A2', reason: 'x' })
    await history.tell('2020-01-02', A, PlanAmended, {
      clientId,
      clientTookPart: true,
      goals: [goal('G3', 'HOUSING')],
      actions: [action('A1', 'G3', '2020-03-31')],
      droppedGoals: ['G2'],
    })
    await history.tell('2020-01-10', A, GoalProgressRecorded, { goalId: 'G1', rating: 'PARTLY' })
    await history.tell('2020-01-20', A, ActionCompleted, { actionId: 'A1' })
    const rows = await history.rows(casePlansProjection)
    expect(rows.case_actions).toMatchObject([
      { actionId: 'A1', goalId: 'G3', dueOn: '2020-03-31', status: 'COMPLETED', since: '2020-01-20' },
      { actionId: 'A2', status: 'CANCELLED', since: '2020-01-02' },
      { actionId: 'A3', status: 'PLANNED', since: '2019-12-10', startsOn: '2019-12-10' },
    ])
    expect(rows.case_goals).toMatchObject([
      { goalId: 'G1', lifeArea: 'WORK', rating: 'PARTLY', dropped: false },
      { goalId: 'G2', lifeArea: null, rating: null, dropped: true },
      { goalId: 'G3', lifeArea: 'HOUSING', rating: null },
    ])
    await history.tell('2020-03-01', A, FinalEvaluationCompleted, { ratings: [{ goalId: 'G3', rating: 'ACHIEVED' }] })
    await history.tell('2020-03-02', A, CaseClosed, { reason: 'MOVED_AWAY', clientId })
    await history.tell('2020-06-01', A, CaseReopened, { clientId, coordinatorId: 'w-1', reason: 'x' })
    const after = await history.rows(casePlansProjection)
    expect(after.case_actions?.[2]).toMatchObject({ status: 'CANCELLED', ofPresentPlan: false })
    expect(after.case_goals?.[2]).toMatchObject({ rating: 'ACHIEVED', ofPresentPlan: false })
    expect((await history.table(casesProjection))[0]).toMatchObject({
      status: 'QUALIFIED',
      goals: 0,
      closedOn: null,
      closureReason: null,
      reopenedOn: '2020-06-01',
    })
  })

  it('is sittings with those who were there', async () => {
    const history = await qualified()
    await history.tell('2019-11-12', A, ConsentGiven, consent())
    await history.tell('2019-11-14', A, TaskTeamAppointed, team())
    const attendance = [{ memberId: 'w-1', sector: 'SOCIAL_ASSISTANCE' as const, present: true }]
    await history.tell('2019-11-26', A, TeamMeetingHeld, sitting({ attendance, purpose: 'REVIEW' }))
    expect((await history.table(meetingsProjection))[0]).toMatchObject({ purpose: 'REVIEW', attendance })
    expect((await history.table(casesProjection))[0]).toMatchObject({
      team: [{ memberId: 'w-1', role: null, signedOn: '2019-11-13' }, { memberId: 'w-2' }, { memberId: 'w-3' }],
    })
  })

  it('is a history in which restricted facts are marked; notices of their terms stay out of it', async () => {
    const history = await qualified()
    await history.tell('2020-05-26', A, BlueCardProcedureOpened, {})
    const notice = { about: A, dueOn: '2020-06-02', startedAt: 3, recipient: 'LEADER' as const, caseId: 'a', step: 0 }
    await history.tell('2020-05-31', 'deadline/D-04.3', DeadlineReminded, { ...notice, rule: 'D-04', restricted: true })
    await history.tell('2020-05-31', 'deadline/D-01.3', DeadlineReminded, { ...notice, rule: 'D-01' })
    const rows = await history.table(caseTimelineProjection)
    expect(rows.map(({ type, restricted }) => `${type} ${restricted}`)).toEqual([
      'CaseProposed false',
      'CaseQualified false',
      'BlueCardProcedureOpened true',
      'DeadlineReminded false',
    ])
  })
})
