import {
  addCalendarDays,
  builtInModels,
  CaseClosed,
  CaseProposed,
  CaseResumed,
  CaseSuspended,
  ConsentGiven,
  DeadlineAlarmRaised,
  DeadlineNoticeWithdrawn,
  DeadlineReminded,
  EnvironmentalInterviewCompleted,
  EnvironmentalInterviewRequired,
  type EventDefinition,
  FactAnnulled,
  foldDeadlines,
  InitiatingMeetingHeld,
  PartnershipConstituted,
  PartnershipResumed,
  PartnershipSuspended,
  ReferralAccepted,
  ReferralSubmitted,
  storedEventDefinitions,
  TaskTeamAppointed,
  TeamMeetingHeld,
} from '@kooperacje/domain'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { consent, proposal, referring, sitting, team } from '../testing/facts.ts'
import { type Archive, type History, openArchive } from '../testing/history.ts'
import { deadlinesProjection } from './deadlines.ts'

const A = 'case/a'
const ZAW = 'partnership/zaw'
const eventDefinitionOf = (wanted: string): EventDefinition => {
  const found = storedEventDefinitions.find(({ type }) => type === wanted)
  if (!found) throw new Error(`there is no ${wanted}`)
  return found
}
const closing = { reason: 'MOVED_AWAY', clientId: 'client-1', note: 'To Łódź.' } as const

describe('deadlines', () => {
  let archive: Archive
  beforeAll(async () => {
    archive = await openArchive()
  })
  afterAll(() => archive.close())

  /** Those of the rules named, in the order of rule and start. */
  const deadlines = async (history: History, ...rules: readonly string[]) =>
    (await history.table(deadlinesProjection)).filter(({ rule }) => rules.includes(rule as string))
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
    expect(await deadlines(history, 'P-10')).toMatchObject([
      {
        rule: 'P-10',
        startedAt: 1,
        about: 'referral/r1',
        caseId: null,
        partnershipId: 'zaw',
        origin: 'MODEL_PROPOSED',
        modelVersion: '1.0',
        validFrom: '2019-03-29',
        owner: { actorId: 'worker-1', role: 'COORDINATOR' },
        startedOn: '2019-11-06',
        dueOn: '2019-11-13',
        remindOn: '2019-11-11',
        nextReminderOn: '2019-11-11',
        nextAlarmOn: '2019-11-14',
        status: 'OPEN',
      },
    ])
    await history.tell('2019-11-13', 'referral/r1', ReferralAccepted, { caseId: 'a' })
    expect(await deadlines(history, 'P-10')).toMatchObject([
      { status: 'MET', stoppedOn: '2019-11-13', stoppedAt: 2, nextAlarmOn: null },
    ])
  })

  it('are met late, or become pointless', async () => {
    const history = await proposed()
    await history.tell('2020-03-02', A, ConsentGiven, consent())
    await history.tell('2020-03-20', A, TaskTeamAppointed, team())
    await history.tell('2020-03-23', A, CaseClosed, closing)
    expect(await deadlines(history, 'P-11', 'P-12')).toMatchObject([
      { rule: 'P-11', caseId: 'a', partnershipId: 'zaw', status: 'MET_LATE', stoppedOn: '2020-03-20' },
      { rule: 'P-12', caseId: 'a', status: 'CANCELLED', cancelledOn: '2020-03-23', cancelledBy: 'FACT' },
    ])
  })

  it('count statutory terms in working days, which no suspension stops', async () => {
    const history = await proposed()
    await history.tell('2019-11-12', A, EnvironmentalInterviewRequired, { urgent: false })
    await history.tell('2019-11-13', A, CaseSuspended, { reason: 'Hospital.' })
    await suspended(history, '2019-11-14')
    expect(await deadlines(history, 'D-01')).toMatchObject([
      { rule: 'D-01', origin: 'STATUTORY', dueOn: '2019-12-02', pausedOn: null, status: 'OPEN' },
    ])
    await history.tell('2019-11-20', A, EnvironmentalInterviewCompleted, {})
    expect(await deadlines(history, 'D-01')).toMatchObject([{ rule: 'D-01', status: 'MET', stoppedOn: '2019-11-20' }])
  })

  it('stand still with the case, and go on as many days later', async () => {
    const history = await proposed()
    await history.tell('2020-03-02', A, TaskTeamAppointed, team())
    await history.tell('2020-03-10', A, CaseSuspended, { reason: 'Hospital.' })
    expect(await deadlines(history, 'P-12')).toMatchObject([
      { rule: 'P-12', dueOn: '2020-03-16', pausedOn: '2020-03-10' },
    ])
    await history.tell('2020-03-20', A, CaseResumed, {})
    expect(await deadlines(history, 'P-12')).toMatchObject([
      { rule: 'P-12', dueOn: '2020-03-26', nextReminderOn: '2020-03-21', nextAlarmOn: '2020-03-27', pausedOn: null },
    ])
  })

  it('stand still with the partnership of the case, also when both are suspended at a time', async () => {
    const history = await proposed()
    await history.tell('2020-03-02', A, TaskTeamAppointed, team())
    await history.tell('2020-03-10', A, CaseSuspended, { reason: 'Hospital.' })
    await suspended(history, '2020-03-16')
    await history.tell('2020-03-20', A, CaseResumed, {})
    expect(await deadlines(history, 'P-12')).toMatchObject([{ pausedOn: '2020-03-10' }])
    await resumed(history, '2020-05-11')
    // Six days were left on 10 March; they begin again on 11 May.
    expect(await deadlines(history, 'P-12')).toMatchObject([{ dueOn: '2020-05-17', pausedOn: null }])
  })

  it('that open while the partnership is suspended wait for it', async () => {
    const history = await proposed()
    await suspended(history, '2020-03-16')
    await history.tell('2020-03-20', A, ConsentGiven, consent())
    await history.tell('2020-03-20', 'referral/r1', ReferralSubmitted, referring())
    expect(await deadlines(history, 'P-10', 'P-11')).toMatchObject([
      { rule: 'P-10', pausedOn: '2020-03-20' },
      { rule: 'P-11', pausedOn: '2020-03-20' },
    ])
    await resumed(history, '2020-03-30')
    expect(await deadlines(history, 'P-10', 'P-11')).toMatchObject([
      { rule: 'P-10', dueOn: '2020-04-06' },
      { rule: 'P-11', dueOn: '2020-04-13' },
    ])
  })

  it('that were met during a standstill were met in time', async () => {
    const history = await proposed()
    await history.tell('2020-03-12', A, TaskTeamAppointed, team())
    await suspended(history, '2020-03-16')
    await history.tell('2020-04-30', A, TeamMeetingHeld, sitting({ mode: 'REMOTE' }))
    expect(await deadlines(history, 'P-12')).toMatchObject([{ rule: 'P-12', status: 'MET', pausedOn: null }])
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
      expect(await deadlines(history, 'P-12')).toMatchObject([{ rule: 'P-12', dueOn: '2020-05-21', status: 'MET' }])
    }
  })

  it('of the partnership itself are among them', async () => {
    const history = archive.ledger()
    const meeting = { meetingId: 'm1', ordinal: 1, present: 12, mode: 'ON_SITE' } as const
    await history.tell('2019-06-25', ZAW, InitiatingMeetingHeld, meeting)
    await history.tell('2019-10-25', ZAW, PartnershipConstituted, { members: 10, sectors: 7 })
    expect(await deadlines(history, 'P-02')).toMatchObject([
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
      step: 0,
    } as const
    await history.tell('2019-11-11', 'deadline/P-10.1', DeadlineReminded, notice)
    await history.tell('2019-11-14', 'deadline/P-10.1', DeadlineAlarmRaised, notice)
    expect(await deadlines(history, 'P-10')).toMatchObject([
      {
        status: 'OPEN',
        remindedOn: '2019-11-11',
        alarmedOn: '2019-11-14',
        noticesVersion: 2,
        nextAlarmOn: '2019-11-20',
      },
    ])
  })

  describe('that people were alarmed about', () => {
    const alarm = {
      rule: 'P-12',
      about: A,
      dueOn: '2020-03-16',
      startedAt: 2,
      recipient: 'COORDINATOR',
      step: 0,
    } as const
    const alarmed = async () => {
      const history = await proposed()
      await history.tell('2020-03-02', A, TaskTeamAppointed, team())
      await history.tell('2020-03-17', 'deadline/P-12.2', DeadlineAlarmRaised, alarm)
      return history
    }

    it('and that were met late after all, were rightly alarmed about', async () => {
      const history = await alarmed()
      await history.tell('2020-03-19', A, TeamMeetingHeld, sitting())
      expect(await deadlines(history, 'P-12')).toMatchObject([
        { status: 'MET_LATE', withdrawBecause: null, changes: [] },
      ])
    })

    it('and that were met on the day of the alarm, shortly after midnight, were met late and not recorded late', async () => {
      const history = await alarmed()
      await history.tell('2020-03-16T23:30:00.000Z', A, TeamMeetingHeld, sitting())
      expect(await deadlines(history, 'P-12')).toMatchObject([
        { status: 'MET_LATE', stoppedOn: '2020-03-17', withdrawBecause: null, changes: [] },
      ])
    })

    it('and turn out to be met in time by a fact recorded late, ask for the alarm to be taken back', async () => {
      const history = await alarmed()
      await history.tell('2020-03-12', A, TeamMeetingHeld, sitting())
      expect(await deadlines(history, 'P-12')).toMatchObject([
        { status: 'MET', withdrawBecause: 'LATE_ENTRY', changes: [{ why: 'LATE_ENTRY', status: 'OPEN' }] },
      ])
      const was = { steps: [0], dueOn: '2020-03-16' }
      const { dueOn: _1, step: _2, ...identity } = alarm
      const withdrawn = { ...identity, reason: 'LATE_ENTRY', was, now: { status: 'MET', dueOn: '2020-03-16' } } as const
      await history.tell('2020-03-20', 'deadline/P-12.2', DeadlineNoticeWithdrawn, withdrawn)
      expect(await deadlines(history, 'P-12')).toMatchObject([{ withdrawBecause: null, alarmedOn: null }])
    })

    it('and that were moved by a suspension recorded late, say from which day', async () => {
      const history = await alarmed()
      await suspended(history, '2020-03-10')
      await resumed(history, '2020-03-30')
      expect(await deadlines(history, 'P-12')).toMatchObject([
        {
          dueOn: '2020-04-05',
          withdrawBecause: 'LATE_ENTRY',
          changes: [{ position: 5, why: 'STANDSTILL', dueOn: '2020-03-16', status: 'OPEN' }],
        },
      ])
    })
  })

  describe('of facts that were corrected', () => {
    const corrected = eventDefinitionOf('TaskTeamAppointedCorrected')
    const begun = async () => {
      const history = await proposed()
      await history.tell('2020-03-02', A, TaskTeamAppointed, team())
      return history
    }
    const correct = (history: History, occurredAt: string) =>
      history.tell('2020-03-09', A, corrected, { corrects: 2, reason: 'WRONG_DATE', occurredAt, fact: team() } as never)

    it('are due from the day on which it really happened, and say when they were due before', async () => {
      const history = await begun()
      await correct(history, '2020-02-20T11:00:00.000Z')
      expect(await deadlines(history, 'P-12')).toMatchObject([
        {
          startedAt: 2,
          startedOn: '2020-02-20',
          dueOn: '2020-03-05',
          changes: [{ position: 3, why: 'CORRECTION', dueOn: '2020-03-16', status: 'OPEN' }],
        },
      ])
    })

    it('go when it never happened, and come back when that was the mistake', async () => {
      const history = await begun()
      await history.tell('2020-03-09', A, FactAnnulled, { corrects: 2, type: 'TaskTeamAppointed', reason: 'DUPLICATE' })
      expect(await deadlines(history, 'P-12')).toMatchObject([{ status: 'CANCELLED', cancelledBy: 'ANNULLED' }])
      await correct(history, '2020-03-02T11:00:00.000Z')
      expect(await deadlines(history, 'P-12')).toMatchObject([
        { status: 'OPEN', cancelledBy: null, changes: [{ status: 'OPEN' }, { status: 'CANCELLED' }] },
      ])
    })

    it('are open again when what met them never happened', async () => {
      const history = await begun()
      await history.tell('2020-03-05', A, TeamMeetingHeld, sitting())
      await history.tell('2020-03-09', A, FactAnnulled, {
        corrects: 3,
        type: 'TeamMeetingHeld',
        reason: 'WRONG_PERSON',
      })
      expect(await deadlines(history, 'P-12')).toMatchObject([
        { status: 'OPEN', stoppedOn: null, nextAlarmOn: '2020-03-17', changes: [{ why: 'CORRECTION', status: 'MET' }] },
      ])
    })
  })

  it('keep no free words and nothing sealed of the facts that they look at', async () => {
    const history = await proposed()
    await history.tell('2020-03-10', A, CaseSuspended, { reason: 'Hospital.' })
    await history.tell('2020-03-23', A, CaseClosed, closing)
    expect(JSON.stringify(await history.rows(deadlinesProjection))).not.toMatch(/Hospital|Łódź|sealed|Alpha|client-1/)
  })

  it('are those of the plain fold over the whole history, whatever happened in whatever order', async () => {
    const stories = fc.sample(fc.array(fc.tuple(fc.nat(12), fc.nat(200)), { minLength: 5, maxLength: 40 }), {
      numRuns: 12,
      seed: 20,
    })
    for (const story of stories) {
      const history = await proposed()
      await history.tell('2020-03-02', 'case/b', CaseProposed, proposal())
      const day = (at: number) => addCalendarDays('2020-03-03', at)
      const tellings: ((on: string) => Promise<unknown>)[] = [
        (on) => history.tell(on, A, ConsentGiven, consent()),
        (on) => history.tell(on, A, TaskTeamAppointed, team()),
        (on) => history.tell(on, A, TeamMeetingHeld, sitting()),
        (on) => history.tell(on, A, EnvironmentalInterviewRequired, { urgent: false }),
        (on) => history.tell(on, A, EnvironmentalInterviewCompleted, {}),
        (on) => history.tell(on, A, CaseSuspended, { reason: 'Hospital.' }),
        (on) => history.tell(on, A, CaseResumed, {}),
        (on) => history.tell(on, A, CaseClosed, closing),
        (on) => suspended(history, on),
        (on) => resumed(history, on),
        (on) => history.tell(on, 'case/b', TaskTeamAppointed, team()),
        (on) => history.tell(on, 'case/b', TeamMeetingHeld, sitting()),
        (on) => history.tell(on, 'referral/r1', ReferralSubmitted, referring()),
      ]
      for (const [pick, at] of story) await tellings[pick]?.(day(at))
      const { deadlines: rows = [] } = await history.rows(deadlinesProjection, { batch: 7 })
      const log = await archive.store.readLedger(history.ledger, { open: false })
      const folded = foldDeadlines(log, builtInModels).map(
        ({ rule, startPosition, dueOn, pausedOn, stoppedOn, cancelledOn, partnershipId, startedOn }) =>
          [rule, startPosition, startedOn, dueOn, pausedOn, stoppedOn, cancelledOn, partnershipId].join(),
      )
      const kept = rows
        .filter(({ cancelledBy }) => cancelledBy !== 'ANNULLED')
        .map((row) =>
          [
            row.rule,
            row.startedAt,
            row.startedOn,
            row.dueOn,
            row.pausedOn,
            row.stoppedOn,
            row.cancelledOn,
            row.partnershipId,
          ].join(),
        )
      expect(kept.sort()).toEqual(folded.sort())
    }
  })
})
