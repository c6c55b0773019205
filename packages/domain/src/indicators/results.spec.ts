import { describe, expect, it } from 'vitest'
import { Chronicle } from '../testing/chronicle.ts'
import { breakdown } from './breakdown.ts'
import { evaluate } from './evaluation.ts'
import { evaluateIndicator, indicatorOf } from './indicators.ts'
import type { TimelinessCourse } from './timeliness-course.ts'
import { FactView, type IndicatorScope } from './view.ts'

const measure = (id: string, told: Chronicle, scope: Partial<IndicatorScope> = {}) =>
  evaluateIndicator(id, told.facts, { asOf: '2020-12-31', ...scope })
const byGroup = (id: string, by: string, told: Chronicle) => {
  const groups = breakdown(evaluate(indicatorOf(id), [new FactView(told.facts, { asOf: '2020-12-31' })]), by)
  return Object.fromEntries([...groups].map(([key, { figure }]) => [key, figure.value]))
}
const about = (clientId: string) =>
  ({ partnershipId: 'pzk', clientId, clientKind: 'PERSON', adults: 1, children: 0 }) as const

describe('R-02 and R-09, how cases end', () => {
  const closed = (told: Chronicle, reasons: readonly string[]) => {
    for (const [n, reason] of reasons.entries()) told.tell('2020-06-01', `case/${n}`, 'CaseClosed', { reason })
    return told
  }
  const reasons = ['GOALS_ACHIEVED', 'GOALS_PARTLY_ACHIEVED', 'CLIENT_RESIGNED', 'NO_CONTACT', 'DEATH', 'MOVED_AWAY']

  it('leaves out what says nothing of the help, and shows the strict variant beside', () => {
    const told = closed(new Chronicle(), reasons)
    expect(measure('R-02', told)).toMatchObject({ value: 50, numerator: 2, denominator: 4, parts: { strict: 25 } })
    expect(measure('R-09', told)).toMatchObject({ numerator: 2, denominator: 6 })
  })

  it('counts a refused consent as a closure that says nothing of the help', () => {
    const told = closed(new Chronicle(), ['GOALS_ACHIEVED']).tell('2020-06-02', 'case/refused', 'ConsentRefused')
    expect(measure('R-02', told)).toMatchObject({ value: 100, denominator: 1 })
    expect(measure('R-09', told)).toMatchObject({ value: 0, denominator: 2 })
  })

  it('counts a case once, by its last closure, and not while it is open again', () => {
    const told = closed(new Chronicle(), ['NO_CONTACT']).tell('2020-07-01', 'case/0', 'CaseReopened')
    expect(measure('R-09', told)).toMatchObject({ value: null, denominator: 0 })
    told.tell('2020-08-01', 'case/0', 'CaseClosed', { reason: 'GOALS_ACHIEVED' })
    expect(measure('R-09', told)).toMatchObject({ value: 0, denominator: 1 })
    expect(measure('R-02', told)).toMatchObject({ value: 100 })
  })
})

describe('R-03, goal attainment', () => {
  it('goes by the goals rated, apart for each life area that the plan names', () => {
    const goals = [{ goalId: 'G1', lifeArea: 'WORK' }, { goalId: 'G2', lifeArea: 'HOUSING' }, { goalId: 'G3' }]
    const ratings = [
      { goalId: 'G1', rating: 'ACHIEVED' },
      { goalId: 'G2', rating: 'PARTLY' },
      { goalId: 'G3', rating: 'NOT' },
    ]
    const told = new Chronicle()
      .tell('2020-01-10', 'case/a', 'PlanAgreed', { goals, actions: [] })
      .tell('2020-09-10', 'case/a', 'FinalEvaluationCompleted', { ratings })
    expect(measure('R-03', told)).toMatchObject({ value: 0.5, numerator: 1.5, denominator: 3 })
    expect(byGroup('R-03', 'lifeArea', told)).toEqual({ WORK: 1, HOUSING: 0.5, NOT_STATED: 0 })
  })
})

describe('R-04 and R-15, how long things take', () => {
  const consentedAndPlanned = (told: Chronicle, id: string, days: number) =>
    told
      .tell('2020-01-01', `case/${id}`, 'ConsentGiven', { kind: 'PARTICIPATION' })
      .tell(`2020-01-${String(1 + days).padStart(2, '0')}`, `case/${id}`, 'PlanAgreed', { goals: [], actions: [] })

  it('is the median, and the ninetieth percentile beside it', () => {
    const told = new Chronicle()
    for (const days of [1, 2, 3, 4, 5, 6, 7, 8, 9, 20]) consentedAndPlanned(told, String(days), days)
    expect(measure('R-04', told)).toMatchObject({ value: 5.5, denominator: 10, parts: { p90: 9 } })
  })

  it('begins with the first consent, and counts the first plan', () => {
    const told = consentedAndPlanned(new Chronicle(), 'a', 10)
      .tell('2020-01-05', 'case/a', 'ConsentGiven', { kind: 'DATA_SHARING' })
      .tell('2020-05-05', 'case/a', 'PlanAgreed', { goals: [], actions: [] })
    expect(measure('R-04', told)).toMatchObject({ value: 10, denominator: 1 })
  })

  it('counts the cooperation after a reopening from the consent that was given then', () => {
    const told = consentedAndPlanned(new Chronicle(), 'a', 10)
      .tell('2020-02-01', 'case/a', 'CaseClosed', { reason: 'GOALS_ACHIEVED' })
      .tell('2020-06-01', 'case/a', 'CaseReopened')
      .tell('2020-06-11', 'case/a', 'ConsentGiven', { kind: 'PARTICIPATION' })
      .tell('2020-07-01', 'case/a', 'CaseClosed', { reason: 'GOALS_ACHIEVED' })
    expect(measure('R-15', told)).toMatchObject({ value: 20, denominator: 1 })
    expect(measure('R-15', told, { asOf: '2020-05-31' })).toMatchObject({ value: 31 })
  })
})

describe('R-05, timeliness', () => {
  const told = new Chronicle()
  for (let n = 0; n < 6; n++) told.tell('2020-01-01', `case/${n}`, 'EnvironmentalInterviewRequired', { urgent: false })
  const course = (n: number, given: Partial<TimelinessCourse>): TimelinessCourse => ({
    rule: 'D-01',
    origin: 'STATUTORY',
    startedOn: '2020-01-01',
    dueOn: '2020-01-20',
    stoppedOn: null,
    cancelledOn: null,
    startPosition: n,
    stopPosition: null,
    ...given,
  })

  it('counts stops in time against stops and what is past, and leaves the rest out', () => {
    const courses = [
      course(1, { stoppedOn: '2020-01-20' }),
      course(2, { stoppedOn: '2020-01-21' }),
      course(3, {}),
      course(4, { cancelledOn: '2020-01-19' }),
      course(5, { cancelledOn: '2020-02-01' }),
      course(6, { dueOn: '2021-03-01' }),
    ]
    expect(measure('R-05', told, { courses })).toMatchObject({ value: 25, numerator: 1, denominator: 4 })
    // On the due day itself nothing is past yet.
    expect(measure('R-05', told, { courses, asOf: '2020-01-20' })).toMatchObject({ value: 100, denominator: 1 })
  })

  it('keeps what the model proposes apart', () => {
    const courses = [course(1, { stoppedOn: '2020-01-20' }), course(2, { rule: 'P-11', origin: 'MODEL_PROPOSED' })]
    expect(measure('R-05', told, { courses })).toMatchObject({ value: 100, parts: { MODEL_PROPOSED: 0 } })
  })

  it('takes a stop before the due day for the fault where something has to wait', () => {
    const waits = { rule: 'P-01', origin: 'MODEL_PROPOSED', bound: 'AT_LEAST' } as const
    const courses = [
      course(1, { ...waits, stoppedOn: '2020-01-20' }),
      course(2, { ...waits, stoppedOn: '2020-01-19' }),
      course(3, waits),
    ]
    expect(measure('R-05', told, { courses }).parts).toEqual({ MODEL_PROPOSED: 50 })
  })
})

describe('R-07, attendance', () => {
  const sitting = { teamId: 'zzk', clientPresent: true, mode: 'ON_SITE' }

  it('adds up before it divides, and takes nobody for more than invited', () => {
    const told = new Chronicle()
      .tell('2020-01-01', 'case/a', 'TeamMeetingHeld', { ...sitting, invited: 4, present: 2 })
      .tell('2020-02-01', 'case/a', 'TeamMeetingHeld', { ...sitting, invited: 2, present: 5 })
      .tell('2020-03-01', 'case/a', 'TeamMeetingHeld', { ...sitting, invited: 0, present: 3 })
    expect(measure('R-07', told)).toMatchObject({ numerator: 4, denominator: 6 })
  })

  it('is known by sector where a list was kept', () => {
    const attendance = [
      { sector: 'HEALTH', present: true },
      { sector: 'HEALTH', present: false },
      { sector: 'POLICE', present: true },
    ]
    const told = new Chronicle().tell('2020-01-01', 'case/a', 'TeamMeetingHeld', {
      ...sitting,
      invited: 3,
      present: 2,
      attendance,
    })
    expect(byGroup('R-07', 'sector', told)).toEqual({ HEALTH: 50, POLICE: 100 })
  })
})

describe('R-08, cross-sector depth', () => {
  it('goes by who sits in the team at the cut-off date, and adds the sector of the leader', () => {
    const seat = (memberId: string, sector: string) => ({ memberId, sector })
    const told = new Chronicle()
      .tell('2019-04-08', 'partnership/pzk', 'LeaderDesignated', { institutionId: 'mops', sector: 'SOCIAL_ASSISTANCE' })
      .tell('2020-01-01', 'case/a', 'CaseProposed', about('x'))
      .tell('2020-01-10', 'case/a', 'TaskTeamAppointed', {
        teamId: 'zzk',
        members: [seat('m1', 'HEALTH'), seat('m2', 'POLICE')],
      })
      .tell('2020-02-10', 'case/a', 'TeamMemberAdded', { member: seat('m3', 'HOUSING') })
      .tell('2020-03-10', 'case/a', 'TeamMemberRemoved', { memberId: 'm1' })
    const at = (asOf: string) => measure('R-08', told, { asOf }).value
    expect([at('2020-01-31'), at('2020-02-28'), at('2020-03-31')]).toEqual([3, 4, 3])
  })
})

describe('R-11, durability', () => {
  const told = new Chronicle()
    .tell('2019-04-01', 'pilot/m3', 'PilotPhaseStarted', { phase: 'II', plannedEnd: '2020-09-30' })
    .tell('2019-10-25', 'partnership/a', 'PartnershipConstituted')
    .tell('2019-10-25', 'partnership/b', 'PartnershipConstituted')
    .tell('2020-09-30', 'partnership/b', 'PlenaryMeetingHeld', { mode: 'ON_SITE' })
    .tell('2021-03-29', 'partnership/a', 'PlenaryMeetingHeld', { mode: 'ON_SITE' })
    .tell('2021-03-30', 'partnership/b', 'PlenaryMeetingHeld', { mode: 'ON_SITE' })

  it('looks at the 180 days after the end of phase II, the last of them counted in', () => {
    expect(measure('R-11', told, { asOf: '2021-12-31' })).toMatchObject({ value: 50, denominator: 2 })
  })

  it('has nothing to measure before the pilot has ended, or where nobody says when it does', () => {
    expect(measure('R-11', told, { asOf: '2020-09-30' }).value).toBeNull()
    const unknown = new Chronicle().tell('2019-10-25', 'partnership/a', 'PartnershipConstituted')
    expect(measure('R-11', unknown, { asOf: '2021-12-31' }).value).toBeNull()
    expect(measure('R-11', unknown, { asOf: '2021-12-31', pilotEnd: '2020-09-30' }).value).toBe(0)
  })

  it('goes by the real end where phase II ended on another day than planned', () => {
    const longer = new Chronicle()
      .tell('2019-04-01', 'pilot/m3', 'PilotPhaseStarted', { phase: 'II', plannedEnd: '2020-09-30' })
      .tell('2019-10-25', 'partnership/a', 'PartnershipConstituted')
      .tell('2020-12-15', 'partnership/a', 'PlenaryMeetingHeld', { mode: 'REMOTE' })
      .tell('2020-12-31', 'pilot/m3', 'PilotPhaseEnded', { phase: 'II' })
    expect(measure('R-11', longer, { asOf: '2021-12-31' }).value).toBe(0)
  })
})

describe('R-12, remarks taken up', () => {
  it('is a share of those decided on, by chapter too', () => {
    const told = new Chronicle()
    const remark = (id: string, chapter: string, decision?: string) => {
      told.tell('2019-02-20', `remark/${id}`, 'RemarkSubmitted', { channel: 'MEETING', chapter })
      if (decision) told.tell('2019-03-01', `remark/${id}`, decision)
    }
    remark('1', '2', 'RemarkAccepted')
    remark('2', '2', 'RemarkRejected')
    remark('3', '3', 'RemarkPartlyAccepted')
    remark('4', '3')
    expect(measure('R-12', told)).toMatchObject({ numerator: 2, denominator: 3 })
    expect(byGroup('R-12', 'chapter', told)).toEqual({ 2: 50, 3: 100 })
  })
})

describe('R-13 and R-14, actions of plans', () => {
  const action = (actionId: string, owner: string, category?: string, serviceId?: string) => ({
    actionId,
    owner,
    ...(category && { category }),
    ...(serviceId && { serviceId }),
  })
  const planned = (...actions: readonly ReturnType<typeof action>[]) => ({ goals: [], actions })
  const told = () =>
    new Chronicle()
      .tell('2020-01-01', 'partnership/pzk', 'ServiceBasketVersionPublished', {
        basketVersion: '1.0',
        services: 1,
        institutions: 1,
        items: [{ serviceId: 's1', institutionId: 'ngo', category: 'DEBT_ADVICE', sector: 'NGO' }],
      })
      .tell('2020-01-02', 'case/a', 'CaseProposed', about('x'))

  it('are duplicated while two institutions do the same for one client', () => {
    const history = told().tell(
      '2020-02-01',
      'case/a',
      'PlanAgreed',
      planned(action('A1', 'mops', 'DEBT_ADVICE'), action('A2', 'ngo', undefined, 's1'), action('A3', 'CLIENT')),
    )
    expect(measure('R-13', history)).toMatchObject({ numerator: 2, denominator: 3 })
    expect(measure('R-14', history)).toMatchObject({ numerator: 1, denominator: 3 })
    history.tell('2020-03-01', 'case/a', 'ActionCancelled', { actionId: 'A1' })
    expect(measure('R-13', history)).toMatchObject({ numerator: 0, denominator: 2 })
  })

  it('are duplicated over the cases of one client, and not over clients', () => {
    const history = told()
      .tell('2020-01-03', 'case/b', 'CaseProposed', about('x'))
      .tell('2020-01-04', 'case/c', 'CaseProposed', about('y'))
      .tell('2020-02-01', 'case/a', 'PlanAgreed', planned(action('A1', 'mops', 'DEBT_ADVICE')))
      .tell('2020-02-02', 'case/b', 'PlanAgreed', planned(action('A1', 'ngo', 'DEBT_ADVICE')))
      .tell('2020-02-03', 'case/c', 'PlanAgreed', planned(action('A1', 'pup', 'DEBT_ADVICE')))
    expect(measure('R-13', history)).toMatchObject({ numerator: 2, denominator: 3 })
  })

  it('are added and restated by an amendment, and end with the case', () => {
    const history = told()
      .tell('2020-02-01', 'case/a', 'PlanAgreed', planned(action('A1', 'mops', 'DEBT_ADVICE'), action('A2', 'mops')))
      .tell('2020-03-01', 'case/a', 'PlanAmended', planned(action('A1', 'ngo', undefined, 's1'), action('A3', 'pup')))
    expect(measure('R-14', history)).toMatchObject({ numerator: 1, denominator: 3 })
    history.tell('2020-04-01', 'case/a', 'CaseClosed', { reason: 'OTHER' })
    expect(measure('R-13', history)).toMatchObject({ value: null, denominator: 0 })
  })

  it('are those of both plans when a case is reopened, and those of the first wait no longer', () => {
    const history = told()
      .tell('2020-02-01', 'case/a', 'PlanAgreed', planned(action('A1', 'mops', 'DEBT_ADVICE')))
      .tell('2020-04-01', 'case/a', 'CaseClosed', { reason: 'OTHER' })
      .tell('2020-05-01', 'case/a', 'CaseReopened')
      .tell('2020-06-01', 'case/a', 'PlanAgreed', planned(action('A1', 'ngo', undefined, 's1')))
    expect(measure('R-14', history)).toMatchObject({ numerator: 1, denominator: 2 })
    expect(measure('R-13', history)).toMatchObject({ numerator: 0, denominator: 1 })
  })
})
