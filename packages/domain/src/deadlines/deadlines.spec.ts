import { describe, expect, it } from 'vitest'
import { EnvironmentalInterviewRequired } from '../cases/events.ts'
import { event, type NewEvent } from '../kernel/event.ts'
import { eventDefinitions } from '../registry.ts'
import { consented } from '../testing/case-facts.ts'
import { initiatingMeeting } from '../testing/partnership-facts.ts'
import { given } from '../testing/specification.ts'
import { noon } from '../testing/world.ts'
import { raiseDeadlineAlarm, recordDeadlineReminder } from './commands.ts'
import { closedBy, deadlineId, openedBy, type PlacedEvent, prolonged, standstillBy, statusAt } from './deadlines.ts'
import { DeadlineAlarmRaised, DeadlineReminded } from './events.ts'
import { deadline } from './process.ts'
import { deadlineRules, ruleOn } from './rules.ts'

const placed = (stream: string, day: string, { type, data }: NewEvent): PlacedEvent => {
  const [streamType = '', streamId = ''] = stream.split('/')
  return { type, data, streamType, streamId, position: 42, occurredAt: noon(day) }
}
const interview = (day: string, urgent = false) =>
  placed('case/case-1', day, event(EnvironmentalInterviewRequired, { urgent }))
const fact = (stream: string, type: string, data: unknown = {}, day = '2020-01-08') =>
  placed(stream, day, { type, data })

describe('the rules', () => {
  it('speak of facts that exist', () => {
    const types = new Set<string>(eventDefinitions.map(({ type }) => type))
    const named = deadlineRules.flatMap((rule) => [rule.startEvent, ...rule.stopEvents, ...rule.cancelEvents])
    expect(named.filter((type) => !types.has(type))).toEqual([])
  })

  it('have one row for a day, and no gap between the rows of one rule', () => {
    for (const { id } of deadlineRules) {
      const rows = deadlineRules.filter((rule) => rule.id === id)
      rows.slice(1).forEach((row, at) => {
        const before = rows[at]?.validTo
        expect(before && new Date(Date.parse(before) + 86_400_000).toISOString().slice(0, 10)).toBe(row.validFrom)
      })
    }
  })

  it('name their law when they are statutory, and none when they are proposed', () => {
    for (const { origin, legalBasis } of deadlineRules) expect(legalBasis !== null).toBe(origin === 'STATUTORY')
  })

  it('remind after the start and before the due day', () => {
    for (const { length, remindBefore } of deadlineRules) {
      expect(remindBefore.unit).toBe(length.unit)
      expect(remindBefore.count > 0 && remindBefore.count < length.count).toBe(true)
    }
  })

  it('are proposed in calendar days only, as the reckoning of a standstill expects', () => {
    const proposed = deadlineRules.filter(({ origin }) => origin === 'MODEL_PROPOSED')
    expect(new Set(proposed.map(({ length }) => length.unit))).toEqual(new Set(['CALENDAR_DAYS']))
  })

  it('are chosen by the day of the start', () => {
    expect(ruleOn('D-01', '2021-05-13')?.legalBasis).toMatch(/2016/)
    expect(ruleOn('D-01', '2021-05-14')?.legalBasis).toMatch(/Dz\.U\. 2021 poz\. 893/)
    expect(ruleOn('P-02', '2019-03-28')).toBeNull()
    expect(ruleOn('D-99', '2019-11-12')).toBeNull()
  })
})

describe('a deadline is opened', () => {
  it('by an interview that is needed: 14 working days, a reminder five before', () => {
    expect(openedBy(interview('2019-11-12'))).toEqual([
      {
        rule: 'D-01',
        startedAt: 42,
        about: 'case/case-1',
        caseId: 'case-1',
        partnershipId: null,
        startedOn: '2019-11-12',
        dueOn: '2019-12-02',
        remindOn: '2019-11-25',
        alarmOn: '2019-12-03',
        recipient: 'COORDINATOR',
        origin: 'STATUTORY',
      },
    ])
    expect(openedBy(interview('2019-12-18'))[0]?.dueOn).toBe('2020-01-13')
  })

  it('by another rule when the interview is urgent', () => {
    const [urgent, ...others] = openedBy(interview('2019-11-15', true))
    expect(urgent).toMatchObject({ rule: 'D-02', dueOn: '2019-11-19', remindOn: '2019-11-18', alarmOn: '2019-11-20' })
    expect(others).toEqual([])
  })

  it('by the first initiating meeting and no later one', () => {
    const meeting = (ordinal: number) => placed('partnership/pzk', '2019-06-25', initiatingMeeting(ordinal))
    expect(openedBy(meeting(1))).toMatchObject([
      { rule: 'P-02', partnershipId: 'pzk', dueOn: '2019-09-23', remindOn: '2019-09-09', alarmOn: '2019-09-24' },
    ])
    expect(openedBy(meeting(2))).toEqual([])
  })

  it('by a consent to take part and not by one to share', () => {
    const consent = (kind: string) => fact('case/case-1', 'ConsentGiven', { ...(consented.data as object), kind })
    expect(openedBy(consent('PARTICIPATION')).map(({ rule }) => rule)).toEqual(['P-11'])
    expect(openedBy(consent('DATA_SHARING'))).toEqual([])
  })

  it('for the partnership that a referral names', () => {
    const submitted = fact('referral/ref-1', 'ReferralSubmitted', { partnershipId: 'pzk' })
    expect(openedBy(submitted)).toMatchObject([
      { rule: 'P-10', about: 'referral/ref-1', caseId: null, partnershipId: 'pzk', dueOn: '2020-01-15' },
    ])
  })

  it('by a withdrawal of everything, for the closing', () => {
    const withdrawn = (scope: string) => fact('case/case-1', 'ConsentWithdrawn', { scope })
    expect(openedBy(withdrawn('ALL')).map(({ rule }) => rule)).toEqual(['P-17'])
    expect(openedBy(withdrawn('DATA_SHARING'))).toEqual([])
  })

  it('not by a fact from before the rule', () => {
    expect(openedBy(placed('partnership/pzk', '2019-03-28', initiatingMeeting(1)))).toEqual([])
    expect(openedBy(fact('case/case-1', 'CaseQualified'))).toEqual([])
  })
})

describe('a deadline is closed', () => {
  const closes = (type: string, data?: unknown) =>
    closedBy(fact('case/case-1', type, data)).map(({ rule, how }) => `${rule} ${how}`)

  it('by the fact that meets it, under whichever row it began', () => {
    expect(closedBy(fact('case/case-1', 'EnvironmentalInterviewCompleted'))).toEqual([
      { rule: 'D-01', about: 'case/case-1', how: 'STOPPED', on: '2020-01-08' },
      { rule: 'D-02', about: 'case/case-1', how: 'STOPPED', on: '2020-01-08' },
    ])
    expect(closes('TaskTeamAppointed')).toEqual(['P-11 STOPPED'])
    expect(closes('TeamMeetingHeld')).toEqual(['P-12 STOPPED'])
    expect(closes('PartnershipConstituted')).toEqual(['P-02 STOPPED'])
    for (const answer of ['ReferralAccepted', 'ReferralReturned', 'ReferralRedirected']) {
      expect(closes(answer)).toEqual(['P-10 STOPPED'])
    }
  })

  it('by the end of the case: met where that was asked for, cancelled where it became pointless', () => {
    expect(closes('CaseClosed')).toEqual([
      'D-01 CANCELLED',
      'D-02 CANCELLED',
      'P-11 CANCELLED',
      'P-12 CANCELLED',
      'P-17 STOPPED',
    ])
  })

  it('by a client who leaves, not by one who only forbids sharing', () => {
    expect(closes('ConsentWithdrawn', { scope: 'ALL' })).toEqual(['P-11 CANCELLED', 'P-12 CANCELLED'])
    expect(closes('ConsentWithdrawn', { scope: 'DATA_SHARING' })).toEqual([])
  })

  it('by nothing else', () => {
    expect(closes('GoalProgressRecorded')).toEqual([])
  })
})

describe('a deadline stands', () => {
  const dueOn = '2019-12-02'
  it.each([
    ['OPEN', {}, '2019-12-02'],
    ['OVERDUE', {}, '2019-12-03'],
    ['MET', { stoppedOn: '2019-12-02' }, '2019-12-10'],
    ['MET_LATE', { stoppedOn: '2019-12-03' }, '2019-12-10'],
    ['OVERDUE', { stoppedOn: '2019-12-10' }, '2019-12-09'],
    ['CANCELLED', { cancelledOn: '2019-11-30' }, '2019-12-10'],
    ['OPEN', { cancelledOn: '2019-11-30' }, '2019-11-29'],
    ['PAUSED', { pausedOn: '2019-11-30' }, '2019-12-10'],
    ['OVERDUE', { pausedOn: '2019-12-05' }, '2019-12-10'],
    ['PAUSED', { pausedOn: '2019-12-02' }, '2019-12-10'],
    ['PAUSED', { pausedOn: '2019-11-30' }, '2019-11-30'],
    ['MET', { stoppedOn: '2019-11-30' }, '2019-11-30'],
    ['CANCELLED', { cancelledOn: '2019-11-30' }, '2019-11-30'],
  ] as const)('%s with %o on %s', (status, course, day) => {
    expect(statusAt({ dueOn }, course, day)).toBe(status)
  })
})

describe('a standstill', () => {
  it('begins and ends with the suspension of a case or partnership', () => {
    expect(standstillBy(fact('partnership/pzk', 'PartnershipSuspended', {}, '2020-03-16'))).toEqual({
      what: 'PAUSED',
      of: 'partnership/pzk',
      on: '2020-03-16',
    })
    expect(standstillBy(fact('case/case-1', 'CaseResumed'))?.what).toBe('RESUMED')
    expect(standstillBy(fact('case/case-1', 'CaseClosed'))).toBeNull()
  })

  it('prolongs a proposed deadline by its length', () => {
    const [proposed] = openedBy(fact('case/case-1', 'ConsentWithdrawn', { scope: 'ALL' }, '2020-03-11'))
    expect(proposed && prolonged(proposed, '2020-03-16', '2020-05-11')).toEqual({
      dueOn: '2020-05-13',
      remindOn: '2020-05-11',
      alarmOn: '2020-05-14',
    })
  })

  it.each([
    ['over a weekend', '2020-03-13', '2020-03-14', '2020-03-19'],
    ['that begins on the due day', '2020-03-18', '2020-03-20', '2020-03-20'],
  ])('%s, too', (_, from, to, dueOn) => {
    const [proposed] = openedBy(fact('case/case-1', 'ConsentWithdrawn', { scope: 'ALL' }, '2020-03-11'))
    expect(proposed && prolonged(proposed, from, to).dueOn).toBe(dueOn)
  })

  it('never moves a statutory one, nor one that was overdue already', () => {
    const [statutory] = openedBy(interview('2020-03-11'))
    expect(statutory && prolonged(statutory, '2020-03-16', '2020-05-11').dueOn).toBe(statutory?.dueOn)
    const [overdue] = openedBy(fact('case/case-1', 'ConsentWithdrawn', { scope: 'ALL' }, '2020-03-02'))
    expect(overdue && prolonged(overdue, '2020-03-16', '2020-05-11').dueOn).toBe('2020-03-09')
  })
})

describe('people are told of a deadline', () => {
  const notice = {
    rule: 'D-01',
    about: 'case/case-1',
    dueOn: '2019-12-02',
    startedAt: 42,
    recipient: 'COORDINATOR' as const,
    caseId: 'case-1',
  }
  const id = deadlineId('D-01', 42)
  const reminded = event(DeadlineReminded, notice)
  const alarmed = event(DeadlineAlarmRaised, notice)

  it('by one reminder', () => {
    given(deadline).on('2019-11-25').when(recordDeadlineReminder, notice, id).then(reminded)
    given(deadline, reminded)
      .on('2019-11-26')
      .when(recordDeadlineReminder, notice, id)
      .refuses('already-exists', { process: 'deadline' })
  })

  it('by one alarm after it, or without it', () => {
    given(deadline).on('2019-12-03').when(raiseDeadlineAlarm, notice, id).then(alarmed)
    given(deadline, reminded).on('2019-12-03').when(raiseDeadlineAlarm, notice, id).then(alarmed)
    given(deadline, alarmed).on('2019-12-04').when(raiseDeadlineAlarm, notice, id).refuses('not-allowed-in-state')
    given(deadline, alarmed).on('2019-12-04').when(recordDeadlineReminder, notice, id).refuses('already-exists')
  })

  it('by no alarm before it has passed', () => {
    given(deadline)
      .on('2019-12-02')
      .when(raiseDeadlineAlarm, notice, id)
      .refuses('date-order', { field: 'occurredAt', after: '2019-12-02' })
  })

  it('under its own identity and a rule that exists', () => {
    given(deadline)
      .when(recordDeadlineReminder, notice, 'D-01.43')
      .refuses('unknown-deadline', { id: 'D-01.43', need: 'D-01.42' })
    given(deadline)
      .when(recordDeadlineReminder, { ...notice, rule: 'D-99' }, 'D-99.42')
      .refuses('unknown-deadline', { rule: 'D-99' })
  })
})
