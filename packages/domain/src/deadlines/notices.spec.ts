import { describe, expect, it } from 'vitest'
import { event } from '../kernel/event.ts'
import { given } from '../testing/specification.ts'
import { raiseDeadlineAlarm, recordDeadlineReminder, withdrawDeadlineNotice } from './commands.ts'
import { DeadlineAlarmRaised, DeadlineNoticeWithdrawn, DeadlineReminded } from './events.ts'
import { deadlineId } from './fold.ts'
import { type Noticeable, owedNotices, type ToldNotice, unfoundedAlarms } from './notices.ts'
import { deadline } from './process.ts'
import { coordinatorThenLeader, days } from './rule-parts.ts'

const open: Noticeable = {
  row: coordinatorThenLeader(days(14), days(3)),
  dueOn: '2020-03-31',
  dueAt: null,
  pausedOn: null,
  stoppedOn: null,
  cancelledOn: null,
  told: [],
}
const told = (kind: ToldNotice['kind'], step: number, on: string, dueOn = '2020-03-31'): ToldNotice => ({
  kind,
  step,
  to: kind === 'ALARM' && step === 1 ? 'LEADER' : 'COORDINATOR',
  dueOn,
  on,
})
const owed = (asOf: string, changes: Partial<Noticeable> = {}) =>
  owedNotices({ ...open, ...changes }, { asOf }).map(({ kind, step, to }) => `${kind} ${step} ${to}`)

describe('notices that are owed', () => {
  it('are the steps of the rule, each on its day and once', () => {
    expect(owed('2020-03-16')).toEqual([])
    expect(owed('2020-03-17')).toEqual(['REMINDER 0 COORDINATOR'])
    expect(owed('2020-03-28', { told: [told('REMINDER', 0, '2020-03-17')] })).toEqual(['REMINDER 1 COORDINATOR'])
    expect(owed('2020-04-01')).toEqual(['ALARM 0 COORDINATOR'])
    expect(owed('2020-04-07', { told: [told('ALARM', 0, '2020-04-01')] })).toEqual(['ALARM 1 LEADER'])
  })

  it('are the last of several that come due together, for each person', () => {
    expect(owed('2020-03-29')).toEqual(['REMINDER 1 COORDINATOR'])
    expect(owed('2020-04-30')).toEqual(['ALARM 0 COORDINATOR', 'ALARM 1 LEADER'])
  })

  it('are told anew when the day has moved, and not when it was even earlier', () => {
    const before = [told('REMINDER', 0, '2020-03-10', '2020-03-24')]
    expect(owed('2020-03-17', { told: before })).toEqual(['REMINDER 0 COORDINATOR'])
    expect(owed('2020-04-03', { told: [told('ALARM', 0, '2020-04-02', '2020-04-01')] })).toEqual([])
  })

  it('are none for what is met, cancelled or stands still', () => {
    for (const end of [{ stoppedOn: '2020-03-20' }, { cancelledOn: '2020-03-20' }, { pausedOn: '2020-03-20' }]) {
      expect(owed('2020-05-01', end)).toEqual([])
    }
  })

  it('of a term in hours come at their hour', () => {
    const row = {
      reminders: [],
      escalations: [{ after: { count: 0, unit: 'HOURS' as const }, to: 'LEADER' as const }],
    }
    const breach = { ...open, row, dueOn: '2020-04-13', dueAt: '2020-04-13T15:30:00.000Z' }
    const at = (at: string) => owedNotices(breach, { asOf: '2020-04-13', at })
    expect(at('2020-04-13T15:29:59.000Z')).toEqual([])
    expect(at('2020-04-13T15:30:00.000Z')).toHaveLength(1)
  })
})

describe('an alarm turns out to have been none', () => {
  const alarms = [told('ALARM', 0, '2020-04-01'), told('ALARM', 1, '2020-04-07')]
  const unfounded = (changes: Partial<Noticeable>) =>
    unfoundedAlarms({ ...open, told: alarms, ...changes }).map(({ step }) => step)

  it.each([
    ['when it was met in time', { stoppedOn: '2020-03-31' }, [0, 1]],
    ['its later steps, when it was met late but before them', { stoppedOn: '2020-04-03' }, [1]],
    ['not when it was met after them', { stoppedOn: '2020-04-07' }, []],
    ['when it had become pointless', { cancelledOn: '2020-03-30' }, [0, 1]],
    ['when it is due later than was said', { dueOn: '2020-04-20' }, [0, 1]],
    ['not when it was due even earlier', { dueOn: '2020-03-20' }, []],
    ['when it stood still', { pausedOn: '2020-03-25' }, [0, 1]],
    ['not while nothing has happened', {}, []],
  ])('%s', (_, changes, steps) => {
    expect(unfounded(changes)).toEqual(steps)
  })
})

describe('people are told of a deadline', () => {
  const notice = {
    rule: 'D-01',
    about: 'case/case-1',
    dueOn: '2019-12-02',
    startedAt: 42,
    recipient: 'COORDINATOR' as const,
    step: 0,
    caseId: 'case-1',
  }
  const id = deadlineId('D-01', 42)
  const reminded = event(DeadlineReminded, notice)
  const alarmed = event(DeadlineAlarmRaised, notice)
  const { dueOn: _1, step: _2, ...identity } = notice
  const withdrawal = {
    ...identity,
    reason: 'LATE_ENTRY' as const,
    was: { steps: [0], dueOn: '2019-12-02' },
    now: { status: 'MET' as const, dueOn: '2019-12-02' },
  }
  const withdrawn = event(DeadlineNoticeWithdrawn, withdrawal)

  it('once for each step and due day', () => {
    given(deadline).on('2019-11-25').when(recordDeadlineReminder, notice, id).then(reminded)
    given(deadline, reminded).on('2019-11-26').when(recordDeadlineReminder, notice, id).refuses('already-told')
    const next = { ...notice, step: 1 }
    given(deadline, reminded)
      .on('2019-11-29')
      .when(recordDeadlineReminder, next, id)
      .then(event(DeadlineReminded, next))
    const moved = { ...notice, dueOn: '2019-12-20' }
    given(deadline, reminded)
      .on('2019-12-10')
      .when(recordDeadlineReminder, moved, id)
      .then(event(DeadlineReminded, moved))
  })

  it('by an alarm after the day, not before', () => {
    given(deadline, reminded).on('2019-12-03').when(raiseDeadlineAlarm, notice, id).then(alarmed)
    given(deadline, alarmed).on('2019-12-04').when(raiseDeadlineAlarm, notice, id).refuses('already-told')
    given(deadline)
      .on('2019-12-02')
      .when(raiseDeadlineAlarm, notice, id)
      .refuses('date-order', { field: 'occurredAt', after: '2019-12-02' })
  })

  it('by taking an alarm back, after which it may be raised again', () => {
    given(deadline, alarmed).on('2019-12-05').when(withdrawDeadlineNotice, withdrawal, id).then(withdrawn)
    given(deadline, reminded).on('2019-12-05').when(withdrawDeadlineNotice, withdrawal, id).refuses('never-told')
    given(deadline, alarmed, withdrawn).on('2019-12-06').when(raiseDeadlineAlarm, notice, id).then(alarmed)
  })

  it('under its own identity', () => {
    given(deadline)
      .when(recordDeadlineReminder, notice, 'D-01.43')
      .refuses('unknown-deadline', { id: 'D-01.43', need: 'D-01.42' })
  })

  it('by notices that older versions stored without a step', () => {
    const { step: _, ...old } = notice
    for (const { upcast } of [DeadlineReminded, DeadlineAlarmRaised]) expect(upcast?.[1]?.(old)).toEqual(notice)
  })
})
