import { describe, expect, it } from 'vitest'
import { builtInBooks, changedRules, coursesIn, fact, recorded } from '../testing/deadline-facts.ts'
import { coursesOf } from './course.ts'
import { standstillsOf } from './standstill.ts'
import { datesOf, statusAt } from './status.ts'

const A = 'case/a'
const consent = (day: string, kind = 'PARTICIPATION') => fact(A, day, 'ConsentGiven', { kind })
const brief = (courses: ReturnType<typeof coursesIn>) =>
  courses.map(({ rule, startedOn, term, stopped, cancelled }) => [
    rule.id,
    startedOn,
    term.on,
    stopped ? `met ${stopped.on}` : cancelled ? `cancelled ${cancelled.on}` : 'open',
  ])
const only = (id: string, courses: ReturnType<typeof coursesIn>) => brief(courses).filter(([rule]) => rule === id)

describe('a deadline', () => {
  it('begins with a fact, and is met by another on the same stream', () => {
    const required = fact(A, '2019-11-12', 'EnvironmentalInterviewRequired', { urgent: false })
    expect(brief(coursesIn(required))).toEqual([['D-01', '2019-11-12', '2019-12-02', 'open']])
    expect(brief(coursesIn(required, fact(A, '2019-11-20', 'EnvironmentalInterviewCompleted')))).toEqual([
      ['D-01', '2019-11-12', '2019-12-02', 'met 2019-11-20'],
    ])
  })

  it('is of another rule when the matter is urgent', () => {
    expect(brief(coursesIn(fact(A, '2019-11-15', 'EnvironmentalInterviewRequired', { urgent: true })))).toEqual([
      ['D-02', '2019-11-15', '2019-11-19', 'open'],
    ])
  })

  it('becomes pointless when the case ends or the client leaves, not when sharing alone is forbidden', () => {
    const withdrawn = (scope: string) => fact(A, '2020-01-15', 'ConsentWithdrawn', { scope })
    expect(only('P-11', coursesIn(consent('2020-01-08'), withdrawn('DATA_SHARING')))).toEqual([
      ['P-11', '2020-01-08', '2020-01-22', 'open'],
    ])
    const left = coursesIn(consent('2020-01-08'), withdrawn('ALL'), fact(A, '2020-01-16', 'CaseClosed'))
    expect(brief(left)).toEqual([
      ['P-11', '2020-01-08', '2020-01-22', 'cancelled 2020-01-15'],
      ['P-14b', '2020-01-08', '2020-03-08', 'cancelled 2020-01-15'],
      ['P-16', '2020-01-08', '2021-01-08', 'met 2020-01-16'],
      ['P-17', '2020-01-15', '2020-01-22', 'met 2020-01-16'],
    ])
  })

  it('of which only the first start counts begins anew after the case was reopened', () => {
    const team = fact(A, '2020-01-20', 'TaskTeamAppointed')
    const again = coursesIn(consent('2020-01-08'), team, consent('2020-06-08'))
    expect(only('P-11', again)).toEqual([['P-11', '2020-01-08', '2020-01-22', 'met 2020-01-20']])
    const closed = fact(A, '2020-07-01', 'CaseClosed', { reason: 'GOALS_ACHIEVED' })
    const reopened = coursesIn(
      consent('2020-01-08'),
      team,
      closed,
      fact(A, '2020-08-01', 'CaseReopened'),
      consent('2020-08-03'),
    )
    expect(only('P-11', reopened)).toEqual([
      ['P-11', '2020-01-08', '2020-01-22', 'met 2020-01-20'],
      ['P-11', '2020-08-03', '2020-08-17', 'open'],
    ])
    expect(only('P-18', reopened)).toEqual([['P-18', '2020-07-01', '2020-09-29', 'cancelled 2020-08-01']])
    expect(only('P-16', reopened)).toEqual([
      ['P-16', '2020-01-08', '2021-01-08', 'met 2020-07-01'],
      ['P-16', '2020-08-03', '2021-08-03', 'open'],
    ])
  })

  it('comes back: a meeting meets the last one and begins the next', () => {
    const sat = (day: string) => fact('partnership/p', day, 'PlenaryMeetingHeld', { meetingId: day })
    expect(only('P-05', coursesIn(sat('2019-12-11'), sat('2020-03-09'), sat('2020-06-30')))).toEqual([
      ['P-05', '2019-12-11', '2020-03-11', 'met 2020-03-09'],
      ['P-05', '2020-03-09', '2020-06-09', 'met 2020-06-30'],
      ['P-05', '2020-06-30', '2020-09-30', 'open'],
    ])
  })

  it('of a meeting is met by its own minutes', () => {
    const P = 'partnership/p'
    const sat = (day: string, meetingId: string) => fact(P, day, 'PlenaryMeetingHeld', { meetingId })
    const filed = (day: string, meetingId: string) => fact(P, day, 'MinutesFiled', { meetingId })
    expect(
      only('P-08', coursesIn(sat('2020-01-10', 'm1'), sat('2020-01-14', 'm2'), filed('2020-01-15', 'm2'))),
    ).toEqual([
      ['P-08', '2020-01-10', '2020-01-17', 'open'],
      ['P-08', '2020-01-14', '2020-01-21', 'met 2020-01-15'],
    ])
  })

  it('of lasting help is renewed by each interview as long as the help lasts', () => {
    const interview = (day: string, lastingHelp: boolean) =>
      fact(A, day, 'EnvironmentalInterviewCompleted', { lastingHelp })
    expect(
      only(
        'D-03',
        coursesIn(interview('2020-01-15', true), interview('2020-07-10', true), interview('2021-02-01', false)),
      ),
    ).toEqual([
      ['D-03', '2020-01-15', '2020-07-15', 'met 2020-07-10'],
      ['D-03', '2020-07-10', '2021-01-10', 'met 2021-02-01'],
    ])
  })

  it('of the Blue Card runs on when the case is closed', () => {
    const courses = coursesIn(
      fact(A, '2020-05-26', 'BlueCardProcedureOpened'),
      fact(A, '2020-05-29', 'CaseClosed', { reason: 'MOVED_TO_STATUTORY_PROCEDURE' }),
      fact(A, '2020-06-03', 'BlueCardFormForwarded'),
    )
    expect(brief(courses)).toEqual([['D-04', '2020-05-26', '2020-06-02', 'met 2020-06-03']])
  })

  it('of the Blue Card goes through the group since 2023', () => {
    const courses = coursesIn(
      fact(A, '2023-10-02', 'BlueCardProcedureOpened'),
      fact(A, '2023-10-05', 'BlueCardFormForwarded'),
      fact(A, '2023-10-09', 'BlueCardPassedToGroup'),
      fact(A, '2023-10-12', 'BlueCardGroupMet'),
    )
    expect(brief(courses)).toEqual([
      ['D-04', '2023-10-02', '2023-10-09', 'met 2023-10-05'],
      ['D-05', '2023-10-05', '2023-10-10', 'met 2023-10-09'],
      ['D-06', '2023-10-09', '2023-10-16', 'met 2023-10-12'],
      ['D-07', '2023-10-12', '2023-10-17', 'open'],
    ])
  })

  it('of a fact from before the rule is none', () => {
    expect(coursesIn(fact('partnership/p', '2019-03-28', 'InitiatingMeetingHeld', { ordinal: 1 }))).toEqual([])
  })

  it('looks for want of contact until somebody answers', () => {
    const attempt = (day: string, made: boolean, ordinal: number) => fact(A, day, 'ContactAttempted', { made, ordinal })
    const tried = [attempt('2020-02-03', false, 1), attempt('2020-02-10', false, 2)]
    expect(brief(coursesIn(...tried, attempt('2020-02-17', true, 3)))).toEqual([
      ['P-19', '2020-02-03', '2020-03-04', 'cancelled 2020-02-17'],
    ])
    expect(brief(coursesIn(...tried, attempt('2020-02-17', false, 3)))).toEqual([
      ['P-19', '2020-02-03', '2020-03-04', 'met 2020-02-17'],
    ])
  })
})

describe('what is recorded late', () => {
  it('gives what it would have given in order', () => {
    const late = recorded(
      fact(A, '2020-01-20', 'TaskTeamAppointed'),
      fact(A, '2020-01-30', 'TeamMeetingHeld'),
      consent('2020-01-08'),
    )
    const found = coursesOf('case', late, builtInBooks).filter(({ rule }) => ['P-11', 'P-12'].includes(rule.id))
    expect(brief(found)).toEqual([
      ['P-11', '2020-01-08', '2020-01-22', 'met 2020-01-20'],
      ['P-12', '2020-01-20', '2020-02-03', 'met 2020-01-30'],
    ])
  })

  it('under one and the same hour begins before it is met', () => {
    const [course] = coursesOf(
      'case',
      recorded(
        fact(A, '2020-01-20', 'EnvironmentalInterviewCompleted'),
        fact(A, '2020-01-20', 'EnvironmentalInterviewRequired', { urgent: true }),
      ),
      builtInBooks,
    )
    expect(course?.stopped).toMatchObject({ position: 1, on: '2020-01-20' })
  })
})

describe('another version of the model', () => {
  const books = (version: string | null) =>
    version === '1.1'
      ? {
          version: '1.1',
          deadlines: changedRules({ 'P-11': { due: { after: { count: 7, unit: 'CALENDAR_DAYS' } } }, 'P-16': null }),
        }
      : builtInBooks(version)
  const opened = fact(A, '2020-01-07', 'CaseProposed', { modelVersion: '1.0', partnershipId: 'p' })
  const migrated = (day: string) => fact(A, day, 'CaseMigrated', { modelVersion: '1.1' })

  it('judges what begins under it', () => {
    const proposed = fact(A, '2020-01-07', 'CaseProposed', { modelVersion: '1.1' })
    const courses = coursesOf('case', recorded(proposed, consent('2020-01-08')), books)
    expect(only('P-11', courses)).toEqual([['P-11', '2020-01-08', '2020-01-15', 'open']])
    expect(courses[0]).toMatchObject({ modelVersion: '1.1', migratedAt: null })
  })

  it('takes over what the model proposes and was open, and says so', () => {
    const courses = coursesOf('case', recorded(opened, consent('2020-01-08'), migrated('2020-01-10')), books)
    expect(brief(courses)).toEqual([
      ['P-11', '2020-01-08', '2020-01-15', 'open'],
      ['P-14b', '2020-01-08', '2020-03-08', 'open'],
      ['P-16', '2020-01-08', '2021-01-08', 'cancelled 2020-01-10'],
    ])
    expect(courses.map(({ migratedAt }) => migratedAt)).toEqual([3, 3, 3])
    expect(courses[2]?.cancelled?.by).toBe('MIGRATION')
  })

  it('leaves alone what was met before, and what the law says', () => {
    const courses = coursesOf(
      'case',
      recorded(
        opened,
        fact(A, '2020-01-07', 'EnvironmentalInterviewRequired', { urgent: false }),
        consent('2020-01-08'),
        fact(A, '2020-01-09', 'TaskTeamAppointed'),
        migrated('2020-01-10'),
      ),
      books,
    )
    const of = (id: string) => courses.find(({ rule }) => rule.id === id)
    expect(of('P-11')).toMatchObject({ modelVersion: '1.0', migratedAt: null, term: { on: '2020-01-22' } })
    expect(of('D-01')).toMatchObject({ modelVersion: '1.0', migratedAt: null })
  })
})

describe('a standstill', () => {
  const halt = (stream: string, ...days: [string, string][]) =>
    standstillsOf(days.map(([day, type]) => fact(stream, day, type)))
  const epidemic = halt('partnership/p', ['2020-03-16', 'PartnershipSuspended'], ['2020-05-11', 'PartnershipResumed'])
  const withdrawn = (day: string) => coursesIn(fact(A, day, 'ConsentWithdrawn', { scope: 'ALL' }))[0]!
  const interview = (day: string) => coursesIn(fact(A, day, 'EnvironmentalInterviewRequired', { urgent: false }))[0]!

  it('prolongs what the model proposes by its length', () => {
    expect(datesOf(withdrawn('2020-03-11'), epidemic)).toEqual({ dueOn: '2020-05-13', dueAt: null, pausedOn: null })
  })

  it('never moves what the law says', () => {
    expect(datesOf(interview('2020-03-11'), epidemic).dueOn).toBe('2020-03-31')
  })

  it('never moves what was past already', () => {
    expect(datesOf(withdrawn('2020-03-02'), epidemic).dueOn).toBe('2020-03-09')
  })

  it('leaves the working days that were left', () => {
    const course = interview('2020-03-11')
    const rule = { ...course.rule, pauses: ['PARTNERSHIP_SUSPENDED' as const] }
    // Eleven working days were left after 16 March; Corpus Christi does not come into them.
    expect(datesOf({ ...course, rule }, epidemic).dueOn).toBe('2020-05-26')
  })

  it('counts once where case and partnership stand still at the same time', () => {
    const own = halt(A, ['2020-03-12', 'CaseSuspended'], ['2020-03-20', 'CaseResumed'])
    expect(datesOf(withdrawn('2020-03-11'), [...epidemic, ...own]).dueOn).toBe('2020-05-17')
  })

  it('lasts until it is ended, by the end of the thing if need be', () => {
    const lasting = halt('partnership/p', ['2020-03-16', 'PartnershipSuspended'])
    expect(datesOf(withdrawn('2020-03-11'), lasting)).toMatchObject({ dueOn: '2020-03-18', pausedOn: '2020-03-16' })
    expect(
      halt('partnership/p', ['2020-03-16', 'PartnershipSuspended'], ['2020-04-01', 'PartnershipDissolved']),
    ).toEqual([{ of: 'PARTNERSHIP_SUSPENDED', from: '2020-03-16', to: '2020-04-01' }])
  })
})

describe('a deadline stands', () => {
  const dueOn = '2019-12-02'
  const standing = { dueOn, dueAt: null, pausedOn: null, stoppedOn: null, cancelledOn: null }
  it.each([
    ['OPEN', {}, '2019-12-02'],
    ['MISSED', {}, '2019-12-03'],
    ['MET', { stoppedOn: '2019-12-02' }, '2019-12-10'],
    ['MET_LATE', { stoppedOn: '2019-12-03' }, '2019-12-10'],
    ['MISSED', { stoppedOn: '2019-12-10' }, '2019-12-09'],
    ['CANCELLED', { cancelledOn: '2019-11-30' }, '2019-12-10'],
    ['OPEN', { cancelledOn: '2019-11-30' }, '2019-11-29'],
    ['PAUSED', { pausedOn: '2019-11-30' }, '2019-12-10'],
    ['PAUSED', { pausedOn: '2019-11-30' }, '2019-11-30'],
    ['OPEN', { bound: 'AT_LEAST' }, '2019-12-01'],
    ['MET', { bound: 'AT_LEAST' }, '2019-12-02'],
    ['TOO_EARLY', { bound: 'AT_LEAST', stoppedOn: '2019-12-01' }, '2019-12-01'],
    ['MET', { bound: 'AT_LEAST', stoppedOn: '2019-12-02' }, '2019-12-10'],
    ['CANCELLED', { bound: 'AT_LEAST', cancelledOn: '2019-11-30' }, '2019-12-10'],
    ['MISSED', { dueAt: '2019-12-02T09:00:00.000Z' }, '2019-12-02'],
    ['MET_LATE', { dueAt: '2019-12-02T09:00:00.000Z', stoppedOn: dueOn, stoppedAt: '2019-12-02T09:01:00.000Z' }, dueOn],
    ['MET', { dueAt: '2019-12-02T09:00:00.000Z', stoppedOn: dueOn, stoppedAt: '2019-12-02T09:00:00.000Z' }, dueOn],
  ] as const)('%s with %o on %s', (status, course, day) => {
    expect(statusAt({ ...standing, ...course }, day)).toBe(status)
  })
})
