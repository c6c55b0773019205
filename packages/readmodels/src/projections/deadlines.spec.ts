import {
  CaseClosed,
  CaseProposed,
  CaseResumed,
  CaseSuspended,
  ConsentGiven,
  DeadlineAlarmRaised,
  DeadlineReminded,
  EnvironmentalInterviewCompleted,
  EnvironmentalInterviewRequired,
  InitiatingMeetingHeld,
  PartnershipConstituted,
  PartnershipResumed,
  PartnershipSuspended,
  ReferralAccepted,
  ReferralSubmitted,
  TaskTeamAppointed,
  TeamMeetingHeld,
} from '@kooperacje/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { consent, proposal, referring, sitting, team } from '../testing/facts.ts'
import { type Archive, type History, openArchive } from '../testing/history.ts'
import { deadlinesProjection } from './deadlines.ts'

const A = 'case/a'
const ZAW = 'partnership/zaw'
const closing = { reason: 'MOVED_AWAY', clientId: 'client-1', note: 'To Łódź.' } as const

describe('deadlines', () => {
  let archive: Archive
  beforeAll(async () => {
    archive = await openArchive()
  })
  afterAll(() => archive.close())

  const deadlines = (history: History) => history.table(deadlinesProjection)
  const suspended = (history: History, day: string) =>
    history.tell(day, ZAW, PartnershipSuspended, { reason: 'EPIDEMIC' })
  const resumed = (history: History, day: string) => history.tell(day, ZAW, PartnershipResumed, { mode: 'REMOTE' })
  const proposed = async () => {
    const history = archive.ledger()
    await history.tell('2020-03-02', A, CaseProposed, proposal())
    return history
  }

  it('begin with a fact, know what they are about, and are met in time', async () => {
    const history = archive.ledger()
    await history.tell('2019-11-06', 'referral/r1', ReferralSubmitted, referring())
    expect(await deadlines(history)).toMatchObject([
      {
        rule: 'P-10',
        startedAt: 1,
        about: 'referral/r1',
        caseId: null,
        partnershipId: 'zaw',
        origin: 'MODEL_PROPOSED',
        recipient: 'LEADER',
        startedOn: '2019-11-06',
        dueOn: '2019-11-13',
        remindOn: '2019-11-11',
        alarmOn: '2019-11-14',
        status: 'OPEN',
      },
    ])
    await history.tell('2019-11-13', 'referral/r1', ReferralAccepted, { caseId: 'a' })
    expect(await deadlines(history)).toMatchObject([{ status: 'MET', stoppedOn: '2019-11-13', stoppedAt: 2 }])
  })

  it('are met late, or become pointless', async () => {
    const history = await proposed()
    await history.tell('2020-03-02', A, ConsentGiven, consent())
    await history.tell('2020-03-20', A, TaskTeamAppointed, team())
    await history.tell('2020-03-23', A, CaseClosed, closing)
    expect(await deadlines(history)).toMatchObject([
      { rule: 'P-11', caseId: 'a', partnershipId: 'zaw', status: 'MET_LATE', stoppedOn: '2020-03-20' },
      { rule: 'P-12', caseId: 'a', status: 'CANCELLED', stoppedOn: '2020-03-23' },
    ])
  })

  it('count statutory terms in working days, which no suspension stops', async () => {
    const history = await proposed()
    await history.tell('2019-11-12', A, EnvironmentalInterviewRequired, { urgent: false })
    await history.tell('2019-11-13', A, CaseSuspended, { reason: 'Hospital.' })
    await suspended(history, '2019-11-14')
    expect(await deadlines(history)).toMatchObject([
      { rule: 'D-01', origin: 'STATUTORY', dueOn: '2019-12-02', pausedOn: null, status: 'OPEN' },
    ])
    await history.tell('2019-11-20', A, EnvironmentalInterviewCompleted, {})
    expect(await deadlines(history)).toMatchObject([{ rule: 'D-01', status: 'MET', stoppedOn: '2019-11-20' }])
  })

  it('stand still with the case, and go on as many days later', async () => {
    const history = await proposed()
    await history.tell('2020-03-02', A, TaskTeamAppointed, team())
    await history.tell('2020-03-10', A, CaseSuspended, { reason: 'Hospital.' })
    expect(await deadlines(history)).toMatchObject([{ rule: 'P-12', dueOn: '2020-03-16', pausedOn: '2020-03-10' }])
    await history.tell('2020-03-20', A, CaseResumed, {})
    expect(await deadlines(history)).toMatchObject([
      { rule: 'P-12', dueOn: '2020-03-26', remindOn: '2020-03-21', alarmOn: '2020-03-27', pausedOn: null },
    ])
  })

  it('stand still with the partnership of the case, also when both are suspended at a time', async () => {
    const history = await proposed()
    await history.tell('2020-03-02', A, TaskTeamAppointed, team())
    await history.tell('2020-03-10', A, CaseSuspended, { reason: 'Hospital.' })
    await suspended(history, '2020-03-16')
    await history.tell('2020-03-20', A, CaseResumed, {})
    expect(await deadlines(history)).toMatchObject([{ pausedOn: '2020-03-10' }])
    await resumed(history, '2020-05-11')
    // Six days were left on 10 March; they begin again on 11 May.
    expect(await deadlines(history)).toMatchObject([{ dueOn: '2020-05-17', pausedOn: null }])
  })

  it('that open while the partnership is suspended wait for it', async () => {
    const history = await proposed()
    await suspended(history, '2020-03-16')
    await history.tell('2020-03-20', A, ConsentGiven, consent())
    await history.tell('2020-03-20', 'referral/r1', ReferralSubmitted, referring())
    expect(await deadlines(history)).toMatchObject([
      { rule: 'P-10', pausedOn: '2020-03-20' },
      { rule: 'P-11', pausedOn: '2020-03-20' },
    ])
    await resumed(history, '2020-03-30')
    expect(await deadlines(history)).toMatchObject([
      { rule: 'P-10', dueOn: '2020-04-06' },
      { rule: 'P-11', dueOn: '2020-04-13' },
    ])
  })

  it('that were met during a standstill were met in time', async () => {
    const history = await proposed()
    await history.tell('2020-03-12', A, TaskTeamAppointed, team())
    await suspended(history, '2020-03-16')
    await history.tell('2020-04-30', A, TeamMeetingHeld, sitting({ mode: 'REMOTE' }))
    expect(await deadlines(history)).toMatchObject([{ rule: 'P-12', status: 'MET', pausedOn: null }])
  })

  it('come out the same when paper records are typed in stream by stream', async () => {
    const inOrder = await proposed()
    await inOrder.tell('2020-03-12', A, TaskTeamAppointed, team())
    await suspended(inOrder, '2020-03-16')
    await resumed(inOrder, '2020-05-11')
    await inOrder.tell('2020-05-20', A, TeamMeetingHeld, sitting())

    const partnershipFirst = archive.ledger()
    await suspended(partnershipFirst, '2020-03-16')
    await resumed(partnershipFirst, '2020-05-11')
    await partnershipFirst.tell('2020-03-02', A, CaseProposed, proposal())
    await partnershipFirst.tell('2020-03-12', A, TaskTeamAppointed, team())
    await partnershipFirst.tell('2020-05-20', A, TeamMeetingHeld, sitting())

    const caseFirst = await proposed()
    await caseFirst.tell('2020-03-12', A, TaskTeamAppointed, team())
    await caseFirst.tell('2020-05-20', A, TeamMeetingHeld, sitting())
    await suspended(caseFirst, '2020-03-16')
    await resumed(caseFirst, '2020-05-11')

    for (const history of [inOrder, partnershipFirst, caseFirst]) {
      expect(await deadlines(history)).toMatchObject([{ rule: 'P-12', dueOn: '2020-05-21', status: 'MET' }])
    }
  })

  it('of the partnership itself are among them', async () => {
    const history = archive.ledger()
    const meeting = { meetingId: 'm1', ordinal: 1, present: 12, mode: 'ON_SITE' } as const
    await history.tell('2019-06-25', ZAW, InitiatingMeetingHeld, meeting)
    await history.tell('2019-10-25', ZAW, PartnershipConstituted, { members: 10, sectors: 7 })
    expect(await deadlines(history)).toMatchObject([
      { rule: 'P-02', about: ZAW, partnershipId: 'zaw', dueOn: '2019-09-23', status: 'MET_LATE' },
    ])
  })

  it('remember what people were told', async () => {
    const history = archive.ledger()
    await history.tell('2019-11-06', 'referral/r1', ReferralSubmitted, referring())
    const notice = {
      rule: 'P-10',
      about: 'referral/r1',
      dueOn: '2019-11-13',
      startedAt: 1,
      recipient: 'LEADER',
    } as const
    await history.tell('2019-11-11', 'deadline/P-10.1', DeadlineReminded, notice)
    await history.tell('2019-11-14', 'deadline/P-10.1', DeadlineAlarmRaised, notice)
    expect(await deadlines(history)).toMatchObject([
      { status: 'OPEN', remindedOn: '2019-11-11', alarmedOn: '2019-11-14' },
    ])
  })
})
