import { describe, expect, it } from 'vitest'
import { Chronicle, endOf } from '../testing/chronicle.ts'
import { evaluate } from './evaluation.ts'
import { explain } from './explanation.ts'
import { evaluateIndicator, indicatorOf } from './indicators.ts'
import { FactView, type IndicatorScope } from './view.ts'

const CASE = 'case/one'
const sitting = { teamId: 'zzk', invited: 4, present: 4, clientPresent: true, mode: 'ON_SITE' }
const later = { recordedOn: '2020-03-01' }

const value = (told: Chronicle, id: string, scope: IndicatorScope) => evaluateIndicator(id, told.log(), scope).value
const explained = (told: Chronicle, id: string, scope: IndicatorScope) =>
  explain(evaluate(indicatorOf(id), [new FactView(told.log(), scope)]), { from: 0, limit: 100 })

/** Two sittings in January, the second of them corrected in March. */
const corrected = (fact: object, extra: object = {}) =>
  new Chronicle()
    .tell('2020-01-10', CASE, 'TeamMeetingHeld', sitting)
    .tell('2020-01-20', CASE, 'TeamMeetingHeld', sitting)
    .tell('2020-01-20', CASE, 'TeamMeetingHeldCorrected', { corrects: 2, reason: 'WRONG_VALUE', fact, ...extra }, later)

describe('a report of last month', () => {
  const told = new Chronicle()
    .tell('2020-01-10', CASE, 'TeamMeetingHeld', sitting)
    .tell('2020-01-20', CASE, 'TeamMeetingHeld', sitting, later)

  it('comes out again as it was, though an entry of then was recorded since', () => {
    expect(value(told, 'O-07', { asOf: '2020-01-31', recordedUntil: endOf('2020-01-31') })).toBe(1)
    expect(value(told, 'O-07', { asOf: '2020-01-31' })).toBe(2)
  })

  it('names what it leaves out for that reason', () => {
    const scope = { asOf: '2020-01-31', recordedUntil: endOf('2020-01-31') }
    expect(explained(told, 'O-07', scope).leftOut).toEqual({ RECORDED_LATER: 1 })
    expect(explained(told, 'O-07', { asOf: '2020-01-15' }).leftOut).toEqual({ AFTER_CUT_OFF: 1 })
  })
})

describe('a corrected fact', () => {
  const absent = { ...sitting, clientPresent: false }

  it('counts as it reads now, from the moment its correction was recorded', () => {
    const told = corrected(absent)
    expect(value(told, 'R-06', { asOf: '2020-01-31' })).toBe(50)
    expect(value(told, 'R-06', { asOf: '2020-01-31', recordedUntil: endOf('2020-02-28') })).toBe(100)
  })

  it('counts on the day that the correction says', () => {
    const told = corrected(sitting, { occurredAt: '2020-02-20T09:00:00.000Z' })
    expect(value(told, 'O-07', { asOf: '2020-01-31' })).toBe(1)
    expect(value(told, 'O-07', { asOf: '2020-02-20' })).toBe(2)
  })

  it('is explained by the correction, and left out itself', () => {
    const { events, leftOut, counted } = explained(corrected(absent), 'R-06', { asOf: '2020-01-31' })
    expect([counted, leftOut]).toEqual([2, { CORRECTED: 1 }])
    expect(events).toMatchObject([
      { position: 1, corrects: null, adds: 1, outOf: 1 },
      { position: 3, corrects: 2, adds: 0, outOf: 1 },
      { position: 2, reason: 'CORRECTED', adds: null },
    ])
  })

  it('gives way to the last of several corrections, also where one corrects the other', () => {
    const told = corrected(absent)
      .tell('2020-01-20', CASE, 'TeamMeetingHeldCorrected', { corrects: 3, reason: 'OTHER', fact: sitting }, later)
      .tell('2020-01-20', CASE, 'TeamMeetingHeldCorrected', { corrects: 1, reason: 'OTHER', fact: absent }, later)
    expect(value(told, 'R-06', { asOf: '2020-01-31' })).toBe(50)
  })

  it('is gone when it was annulled, and back when that was a mistake', () => {
    const annulled = { corrects: 2, type: 'TeamMeetingHeld', reason: 'DUPLICATE' }
    const told = corrected(absent).tell('2020-03-05', CASE, 'FactAnnulled', annulled)
    expect(value(told, 'O-07', { asOf: '2020-03-31' })).toBe(1)
    expect(explained(told, 'O-07', { asOf: '2020-03-31' }).leftOut).toEqual({ ANNULLED: 1 })
    told.tell('2020-03-06', CASE, 'TeamMeetingHeldCorrected', { corrects: 2, reason: 'OTHER', fact: sitting })
    expect(value(told, 'O-07', { asOf: '2020-03-31' })).toBe(2)
  })

  it('tells the same story when its correction is about another stream of that name', () => {
    const told = corrected(absent).tell('2020-03-05', 'meeting/one', 'FactAnnulled', {
      corrects: 1,
      type: 'MeetingHeld',
    })
    expect(value(told, 'O-07', { asOf: '2020-03-31' })).toBe(2)
  })
})

describe('Q-01, recording delay', () => {
  it('is the median of days from a fact to its recording, whoever recorded it', () => {
    const told = new Chronicle()
      .tell('2020-01-10', CASE, 'CaseProposed', undefined, { recordedOn: '2020-01-10' })
      .tell('2020-01-10', CASE, 'GoalProgressRecorded', {}, { recordedOn: '2020-01-13', role: 'COORDINATOR' })
      .tell('2020-01-10', CASE, 'CaseSuspended', {}, { recordedOn: '2020-01-20', role: 'COORDINATOR' })
    expect(value(told, 'Q-01', { asOf: '2020-12-31' })).toBe(3)
  })

  it('leaves out what the system wrote, and corrections; what they correct keeps its first recording', () => {
    const told = corrected(sitting, { occurredAt: '2020-01-18T09:00:00.000Z' })
    told.tell('2020-01-21', 'deadline/D-01.3', 'DeadlineReminded')
    const { counted, leftOut } = explained(told, 'Q-01', { asOf: '2020-12-31' })
    expect([counted, leftOut]).toEqual([2, { SYSTEM_NOTICE: 1, IS_CORRECTION: 1, CORRECTED: 1 }])
    expect(value(told, 'Q-01', { asOf: '2020-12-31' })).toBe(1)
  })
})

describe('a scope of one partnership', () => {
  it('leaves out what belongs to another, and knows a case by its proposal', () => {
    const client = { clientKind: 'PERSON', adults: 1, children: 0 }
    const told = new Chronicle()
    for (const id of ['a', 'b']) {
      told
        .tell('2020-01-02', `case/${id}`, 'CaseProposed', { ...client, clientId: id, partnershipId: `pzk-${id}` })
        .tell('2020-01-10', `case/${id}`, 'TeamMeetingHeld', sitting)
    }
    const scope = { asOf: '2020-12-31', partnershipId: 'pzk-a' }
    expect(value(told, 'O-07', scope)).toBe(1)
    expect(explained(told, 'O-07', scope).leftOut).toEqual({ OTHER_PARTNERSHIP: 1 })
  })
})
