import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addCalendarDays } from '../calendar/days.ts'
import { builtInBooks, fact, recorded } from '../testing/deadline-facts.ts'
import { type DeadlineCourse, foldDeadlines, type PlacedEvent } from './fold.ts'
import { statusAt } from './status.ts'

const P = 'partnership/zaw'
const proposed = (id: string, day: string) =>
  fact(`case/${id}`, day, 'CaseProposed', { partnershipId: 'zaw', modelVersion: '1.0' })

describe('the deadlines of the Zawiercie scenario', () => {
  const A = 'case/a'
  const B = 'case/b'
  const C = 'case/c'
  const rows = foldDeadlines(
    recorded(
      fact(P, '2019-06-25', 'InitiatingMeetingHeld', { ordinal: 1, meetingId: 'm1' }),
      fact(P, '2019-10-25', 'PartnershipConstituted'),
      fact(P, '2019-10-31', 'ContactPersonsDesignated'),
      proposed('a', '2019-11-06'),
      fact(A, '2019-11-12', 'ConsentGiven', { kind: 'PARTICIPATION' }),
      fact(A, '2019-11-12', 'EnvironmentalInterviewRequired', { urgent: false }),
      fact(A, '2019-11-14', 'TaskTeamAppointed'),
      fact(A, '2019-11-20', 'EnvironmentalInterviewCompleted'),
      fact(A, '2019-11-26', 'TeamMeetingHeld'),
      fact(A, '2019-12-04', 'DiagnosisCompleted'),
      fact(A, '2019-12-10', 'PlanAgreed'),
      fact(A, '2019-12-10', 'SocialContractConcluded', { endsOn: '2020-09-30' }),
      fact(P, '2019-12-11', 'PlenaryMeetingHeld', { meetingId: 'm3' }),
      proposed('b', '2019-12-16'),
      fact(B, '2019-12-18', 'EnvironmentalInterviewRequired', { urgent: false }),
      fact(B, '2020-01-08', 'EnvironmentalInterviewCompleted'),
      fact(P, '2020-03-16', 'PartnershipSuspended'),
      fact(P, '2020-05-11', 'PartnershipResumed'),
      proposed('c', '2020-05-14'),
      fact(C, '2020-05-26', 'BlueCardProcedureOpened'),
      fact(C, '2020-05-28', 'BlueCardFormForwarded'),
    ),
    builtInBooks,
  )
  const row = (rule: string, about: string) => rows.find((each) => each.rule === rule && each.about === about)

  it('are due when its tables say', () => {
    expect(row('D-01', A)).toMatchObject({ dueOn: '2019-12-02', stoppedOn: '2019-11-20' })
    expect(row('D-01', B)).toMatchObject({ dueOn: '2020-01-13', stoppedOn: '2020-01-08' })
    expect(row('D-04', C)).toMatchObject({ dueOn: '2020-06-02', stoppedOn: '2020-05-28' })
    expect(row('P-02', P)).toMatchObject({ dueOn: '2019-09-23', stoppedOn: '2019-10-25' })
    expect(statusAt(row('P-02', P) as DeadlineCourse, '2020-09-30')).toBe('MET_LATE')
    expect(statusAt(row('P-02', P) as DeadlineCourse, '2019-09-24')).toBe('MISSED')
  })

  it('stand still in the epidemic where the model proposes them: 56 days later each', () => {
    expect(row('P-05', P)).toMatchObject({ dueOn: '2020-03-11' })
    expect(row('P-06', P)).toMatchObject({ dueOn: '2020-06-17' })
    expect(row('P-16', A)).toMatchObject({ dueOn: '2021-01-07' })
    expect(row('E-01', A)).toMatchObject({ dueOn: '2020-09-30' })
  })
})

/** A few facts of two cases, their partnership and a referral, on days of one year; none happens at the moment of another. */
const TYPES: readonly (readonly [string, string, object])[] = [
  ['case/a', 'ConsentGiven', { kind: 'PARTICIPATION' }],
  ['case/a', 'TaskTeamAppointed', {}],
  ['case/a', 'TeamMeetingHeld', {}],
  ['case/a', 'EnvironmentalInterviewRequired', { urgent: false }],
  ['case/a', 'EnvironmentalInterviewCompleted', { lastingHelp: true }],
  ['case/a', 'CaseSuspended', {}],
  ['case/a', 'CaseResumed', {}],
  ['case/a', 'ReviewHeld', {}],
  ['case/a', 'SocialContractConcluded', { endsOn: '2020-11-30' }],
  ['case/a', 'ConsentWithdrawn', { scope: 'ALL' }],
  ['case/a', 'CaseClosed', { reason: 'GOALS_ACHIEVED' }],
  ['case/a', 'CaseReopened', {}],
  ['case/b', 'TaskTeamAppointed', {}],
  ['case/b', 'TeamMeetingHeld', {}],
  [P, 'PartnershipSuspended', {}],
  [P, 'PartnershipResumed', {}],
  [P, 'PlenaryMeetingHeld', { meetingId: 'm' }],
  ['referral/r', 'ReferralSubmitted', { partnershipId: 'zaw' }],
  ['referral/r', 'ReferralAccepted', {}],
]

const history = fc.array(fc.tuple(fc.nat(TYPES.length - 1), fc.nat(360)), { maxLength: 30 }).map((picks) => {
  const day = (at: number) => addCalendarDays('2020-01-02', at)
  const facts = picks.map(([pick, at], nth) => {
    const [stream, type, data] = TYPES[pick] as (typeof TYPES)[number]
    const minute = `${String(8 + (nth >> 2)).padStart(2, '0')}:${String((nth & 3) * 15).padStart(2, '0')}`
    return fact(stream, `${day(at)}T${minute}:00.000Z`, type, data)
  })
  return [proposed('a', '2020-01-01'), proposed('b', '2020-01-01'), ...facts] as const
})

/** Without the places in the log, which are those of the recording. */
const asRows = (facts: readonly PlacedEvent[]) =>
  foldDeadlines(recorded(...facts), builtInBooks)
    .map(({ startPosition: _1, stopPosition: _2, cancelPosition: _3, migratedAt: _4, row: _5, ...rest }) => rest)
    .map((row) => JSON.stringify(row))
    .sort()

describe('whatever happened', () => {
  it('gives the same deadlines in whatever order it was recorded', () => {
    fc.assert(
      fc.property(
        history.chain((facts) =>
          fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts], { minLength: facts.length })),
        ),
        ([facts, shuffled]) => {
          expect(asRows(shuffled)).toEqual(asRows(facts))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('begins no deadline without a start, ends none before it, and never lets the law stand still', () => {
    fc.assert(
      fc.property(history, (facts) => {
        const log = recorded(...facts)
        for (const course of foldDeadlines(log, builtInBooks)) {
          const start = log.find(({ position }) => position === course.startPosition)
          expect(course.row.starts.map(({ event }) => event)).toContain(start?.type)
          expect(course.dueOn >= course.startedOn).toBe(true)
          expect((course.stoppedOn ?? course.cancelledOn ?? course.startedOn) >= course.startedOn).toBe(true)
          if (course.origin === 'STATUTORY') expect(course.pausedOn).toBeNull()
        }
      }),
      { numRuns: 300 },
    )
  })
})
