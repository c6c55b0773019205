import { randomBytes } from 'node:crypto'
import { openEventStore } from '@kooperacje/commands'
import { addCalendarDays } from '@kooperacje/domain'
import { type AppendCommand, catchUp, type EventStore } from '@kooperacje/events'
import { createTestDatabase, type TestDatabase } from '@kooperacje/infra/testing'
import { pendingMails, projections } from '@kooperacje/readmodels'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deadlineKeeper } from '../src/deadlines/keeper.ts'
import { type DeadlineSweepOptions, sweepDeadlines } from '../src/deadlines/sweep.ts'
import { createMetrics } from '../src/metrics.ts'

let database: TestDatabase
let opened: ReturnType<typeof openEventStore>

beforeAll(async () => {
  database = await createTestDatabase()
  opened = openEventStore({ url: database.serviceUrl, masterKey: randomBytes(32) })
})

afterAll(async () => {
  await opened.close()
  await database.drop()
})

const deadlinesProjection = projections.find(({ name }) => name === 'deadlines') as (typeof projections)[number]
const plenary = (meetingId: string, ordinal: number) => ({ meetingId, ordinal, present: 9, mode: 'ON_SITE' })

let ledgers = 0
const newLedger = () => `deadlines-${++ledgers}`

/** Straight into the log: what a case may do is tested where its rules are. */
async function record(
  ledger: string,
  streamId: string,
  occurredOn: string,
  type: string,
  data: object = {},
  streamType = 'case',
) {
  const result = await opened.store.append({
    ledger,
    metadata: { actorId: 'test', actorRole: 'COORDINATOR' },
    writes: [
      {
        streamType,
        streamId,
        expectedVersion: 'any',
        events: [{ type, data, occurredAt: `${occurredOn}T10:00:00.000Z` }],
      },
    ],
  })
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.position
}

async function project(ledger: string) {
  for (const projection of projections) await catchUp(opened.pool, opened.codec, projection, ledger)
}

const sweep = (ledger: string, asOf: string, more: Partial<DeadlineSweepOptions> = {}) =>
  sweepDeadlines({
    pool: opened.pool,
    store: opened.store,
    ledgers: [ledger],
    asOf,
    occurredAt: `${asOf}T08:00:00.000Z`,
    patienceMs: 50,
    ...more,
  })

async function notices(ledger: string) {
  const events = await opened.store.readLedger(ledger, {
    types: ['DeadlineReminded', 'DeadlineAlarmRaised', 'DeadlineNoticeWithdrawn'],
  })
  return events.map(({ type, data, occurredAt }) => {
    const { rule, recipient, dueOn } = data as { rule: string; recipient: string; dueOn: string }
    return `${occurredAt.slice(0, 10)} ${type.replace('Deadline', '')} ${rule} ${dueOn} ${recipient}`
  })
}

async function alarmsOfAllLedgers(): Promise<number> {
  const { rows } = await opened.pool.query(
    `select count(*)::int as alarms from es.events where type = 'DeadlineAlarmRaised'`,
  )
  return rows[0].alarms
}

describe('deadlines', () => {
  it('remind before the day, alarm after it step by step, and fall silent once met', async () => {
    const ledger = newLedger()
    await record(ledger, 'case-A', '2019-11-12', 'EnvironmentalInterviewRequired', { urgent: false })
    const days = [
      '2019-11-20',
      '2019-11-25',
      '2019-11-26',
      '2019-12-01',
      '2019-12-02',
      '2019-12-03',
      '2019-12-08',
      '2019-12-09',
    ]
    for (const day of days) {
      await project(ledger)
      await sweep(ledger, day)
    }
    await record(ledger, 'case-A', '2019-12-10', 'EnvironmentalInterviewCompleted')
    await project(ledger)
    expect(await sweep(ledger, '2019-12-31')).toMatchObject({ reminded: 0, alarmed: 0, withdrawn: 0, refused: [] })
    expect(await notices(ledger)).toEqual([
      '2019-11-25 Reminded D-01 2019-12-02 COORDINATOR',
      '2019-12-01 Reminded D-01 2019-12-02 COORDINATOR',
      '2019-12-03 AlarmRaised D-01 2019-12-02 COORDINATOR',
      '2019-12-09 AlarmRaised D-01 2019-12-02 LEADER',
    ])
    await project(ledger)
    const mails = await pendingMails(opened.pool, ledger, { now: new Date() })
    expect(mails.map(({ kind, recipient, step }) => [kind, recipient, step])).toEqual([
      ['REMINDER', 'COORDINATOR', 0],
      ['REMINDER', 'COORDINATOR', 1],
      ['ALARM', 'COORDINATOR', 0],
      ['ALARM', 'LEADER', 1],
    ])
  })

  it('found late, tell each person the last step only', async () => {
    const ledger = newLedger()
    await record(ledger, 'case-A', '2019-11-12', 'EnvironmentalInterviewRequired', { urgent: false })
    await project(ledger)
    expect(await sweep(ledger, '2019-12-20')).toMatchObject({ reminded: 0, alarmed: 2 })
    await project(ledger)
    expect(await sweep(ledger, '2019-12-21')).toMatchObject({ reminded: 0, alarmed: 0 })
  })

  it('say nothing about what was met in time', async () => {
    const ledger = newLedger()
    await record(ledger, 'case-A', '2019-11-12', 'EnvironmentalInterviewRequired', { urgent: false })
    await record(ledger, 'case-A', '2019-11-18', 'EnvironmentalInterviewCompleted')
    await project(ledger)
    expect(await sweep(ledger, '2019-12-10')).toMatchObject({ reminded: 0, alarmed: 0, behind: [] })
    expect(await notices(ledger)).toEqual([])
  })

  it('take back an alarm when the fact that met them was only recorded late', async () => {
    const ledger = newLedger()
    await record(ledger, 'case-A', '2019-11-12', 'EnvironmentalInterviewRequired', { urgent: false })
    await project(ledger)
    await sweep(ledger, '2019-12-03')
    await record(ledger, 'case-A', '2019-11-18', 'EnvironmentalInterviewCompleted')
    await project(ledger)
    expect(await sweep(ledger, '2019-12-04')).toMatchObject({ withdrawn: 1, alarmed: 0, refused: [] })
    await project(ledger)
    expect(await sweep(ledger, '2019-12-05')).toMatchObject({ withdrawn: 0, alarmed: 0 })
    const [, withdrawn] = await opened.store.readLedger(ledger, {
      types: ['DeadlineAlarmRaised', 'DeadlineNoticeWithdrawn'],
    })
    expect(withdrawn?.data).toMatchObject({
      reason: 'LATE_ENTRY',
      recipient: 'COORDINATOR',
      was: { steps: [0], dueOn: '2019-12-02' },
      now: { status: 'MET', dueOn: '2019-12-02' },
    })
  })

  it('take back an alarm of a process whose clock stood in tomorrow, without waiting for that day', async () => {
    const ledger = newLedger()
    await record(ledger, 'case-A', '2019-11-12', 'EnvironmentalInterviewRequired', { urgent: false })
    await project(ledger)
    expect(await sweep(ledger, '2019-12-03')).toMatchObject({ alarmed: 1 })
    await record(ledger, 'case-A', '2019-12-02', 'EnvironmentalInterviewCompleted')
    await project(ledger)
    const right = new Date('2019-12-02T12:00:00.000Z')
    const today = { occurredAt: right.toISOString(), now: () => right }
    expect(await sweep(ledger, '2019-12-02', today)).toMatchObject({ withdrawn: 1, refused: [] })
    // Not before what it takes back: the history of one deadline stays in order.
    expect((await notices(ledger)).at(-1)).toBe('2019-12-03 NoticeWithdrawn D-01 undefined COORDINATOR')
    await project(ledger)
    expect(await sweep(ledger, '2019-12-02', today)).toMatchObject({ reminded: 0, alarmed: 0, withdrawn: 0 })
  })

  it('are alarmed about again when what had met them never happened', async () => {
    const ledger = newLedger()
    await record(ledger, 'case-A', '2019-11-12', 'EnvironmentalInterviewRequired', { urgent: false })
    await project(ledger)
    await sweep(ledger, '2019-12-03')
    await record(ledger, 'case-A', '2019-11-18', 'EnvironmentalInterviewCompleted')
    await project(ledger)
    await sweep(ledger, '2019-12-04')
    await record(ledger, 'case-A', '2019-12-05', 'FactAnnulled', {
      corrects: 2,
      type: 'EnvironmentalInterviewCompleted',
      reason: 'WRONG_PERSON',
    })
    await project(ledger)
    expect(await sweep(ledger, '2019-12-06')).toMatchObject({ alarmed: 1, withdrawn: 0, refused: [] })
    expect(await notices(ledger)).toEqual([
      '2019-12-03 AlarmRaised D-01 2019-12-02 COORDINATOR',
      '2019-12-04 NoticeWithdrawn D-01 undefined COORDINATOR',
      '2019-12-06 AlarmRaised D-01 2019-12-02 COORDINATOR',
    ])
  })

  it('wait until the read model has seen all that is recorded', async () => {
    const ledger = newLedger()
    await record(ledger, 'case-A', '2019-11-12', 'EnvironmentalInterviewRequired', { urgent: false })
    await project(ledger)
    await record(ledger, 'case-A', '2019-11-18', 'EnvironmentalInterviewCompleted')
    expect(await sweep(ledger, '2019-12-10')).toMatchObject({ alarmed: 0, behind: [ledger] })
    await project(ledger)
    expect(await sweep(ledger, '2019-12-10')).toMatchObject({ alarmed: 0, behind: [] })
  })

  it('tell everybody once, however many processes sweep at the same time', async () => {
    const ledger = newLedger()
    for (let i = 1; i <= 12; i++) {
      await record(ledger, `case-${i}`, '2019-11-12', 'EnvironmentalInterviewRequired', { urgent: false })
    }
    await project(ledger)
    const times = ['08:00:00', '08:00:00', '09:30:00', '10:00:00']
    const results = await Promise.all(
      times.map((time) => sweep(ledger, '2019-11-25', { occurredAt: `2019-11-25T${time}.000Z` })),
    )
    expect(results.reduce((sum, { reminded }) => sum + reminded, 0)).toBe(12)
    expect(results.flatMap(({ refused }) => refused)).toEqual([])
    // The read model still shows nothing of it.
    expect(await sweep(ledger, '2019-11-25', { patienceMs: 0 })).toMatchObject({ reminded: 0, behind: [ledger] })
    await project(ledger)
    expect(await sweep(ledger, '2019-11-26')).toMatchObject({ reminded: 0, repeated: 0 })
    expect(await notices(ledger)).toHaveLength(12)
  })

  it('that another process told of in the meantime are left out, and the others told', async () => {
    const ledger = newLedger()
    for (const id of ['case-1', 'case-2']) {
      await record(ledger, id, '2019-11-12', 'EnvironmentalInterviewRequired', { urgent: false })
    }
    await project(ledger)
    let first = true
    const quicker = {
      ...opened.store,
      head: opened.store.head.bind(opened.store),
      append: async (command: AppendCommand) => {
        if (first) {
          first = false
          await opened.store.append({ ...command, writes: command.writes.slice(0, 1) })
        }
        return opened.store.append(command)
      },
    } as unknown as EventStore
    expect(await sweep(ledger, '2019-11-25', { store: quicker })).toMatchObject({
      reminded: 1,
      repeated: 1,
      refused: [],
    })
    expect(await notices(ledger)).toHaveLength(2)
  })

  it('leave alone for an hour what was only just typed in', async () => {
    const ledger = newLedger()
    await record(ledger, 'case-A', '2019-11-12', 'EnvironmentalInterviewRequired', { urgent: false })
    for (const known of (await opened.store.heads()).keys()) await project(known)
    const metrics = createMetrics()
    const keep = (now: Date) =>
      deadlineKeeper({
        pool: opened.pool,
        store: opened.store,
        noticeSettleMs: 3_600_000,
        logger: pino({ level: 'silent' }),
        metrics,
        now: () => now,
      })()
    await keep(new Date())
    expect(await notices(ledger)).toEqual([])
    const before = await alarmsOfAllLedgers()
    await keep(new Date(Date.now() + 3_700_000))
    const told = (await notices(ledger)).map((notice) => notice.slice(11))
    expect(told).toEqual(['AlarmRaised D-01 2019-12-02 COORDINATOR', 'AlarmRaised D-01 2019-12-02 LEADER'])
    // The keeper keeps every ledger: those of the other tests here have passed deadlines, too.
    const raised = (await alarmsOfAllLedgers()) - before
    expect(raised).toBeGreaterThanOrEqual(2)
    expect(await metrics.registry.metrics()).toContain(`koop_deadline_notices_total{kind="alarm"} ${raised}\n`)
  })
})

describe('a year', () => {
  /** Day after day, as the workers would do it: project, then sweep. Nothing sleeps; the clock is a number. */
  it('of clockwork keeps the cadences: plenary meetings, reviews, interviews of lasting help', async () => {
    const ledger = newLedger()
    const P = { streamType: 'partnership', id: 'zaw' }
    const told: string[] = []
    const happens: Readonly<Record<string, () => Promise<unknown>>> = {
      '2021-01-11': async () => {
        await record(ledger, 'zaw', '2021-01-11', 'PlenaryMeetingHeld', plenary('m1', 1), P.streamType)
        await record(ledger, 'case-A', '2021-01-11', 'PlanStartedWithoutContract', { reason: 'group' })
        await record(ledger, 'case-A', '2021-01-11', 'EnvironmentalInterviewCompleted', { lastingHelp: true })
      },
      '2021-04-07': () => record(ledger, 'zaw', '2021-04-07', 'PlenaryMeetingHeld', plenary('m2', 2), P.streamType),
      '2021-04-20': () => record(ledger, 'case-A', '2021-04-20', 'ReviewHeld', {}),
      '2021-07-09': () =>
        record(ledger, 'case-A', '2021-07-09', 'EnvironmentalInterviewCompleted', { lastingHelp: true }),
      '2021-07-15': () => record(ledger, 'case-A', '2021-07-15', 'ReviewHeld', {}),
      '2021-10-01': () => record(ledger, 'zaw', '2021-10-01', 'PlenaryMeetingHeld', plenary('m3', 3), P.streamType),
    }
    for (let day = '2021-01-11'; day <= '2022-01-11'; day = addCalendarDays(day, 1)) {
      await happens[day]?.()
      await catchUp(opened.pool, opened.codec, deadlinesProjection, ledger)
      await sweep(ledger, day)
    }
    for (const notice of await notices(ledger)) if (/P-05|P-15|D-03/.test(notice)) told.push(notice)
    expect(told.filter((notice) => notice.includes('P-05'))).toEqual([
      '2021-03-28 Reminded P-05 2021-04-11 LEADER',
      '2021-06-23 Reminded P-05 2021-07-07 LEADER',
      '2021-07-08 AlarmRaised P-05 2021-07-07 LEADER',
      '2021-07-21 AlarmRaised P-05 2021-07-07 REGION',
      '2021-12-18 Reminded P-05 2022-01-01 LEADER',
      '2022-01-02 AlarmRaised P-05 2022-01-01 LEADER',
    ])
    expect(told.filter((notice) => notice.includes('P-15'))).toEqual([
      '2021-03-28 Reminded P-15 2021-04-11 COORDINATOR',
      '2021-04-08 Reminded P-15 2021-04-11 COORDINATOR',
      '2021-04-12 AlarmRaised P-15 2021-04-11 COORDINATOR',
      '2021-04-18 AlarmRaised P-15 2021-04-11 LEADER',
      '2021-07-05 Reminded P-15 2021-07-19 COORDINATOR',
      '2021-09-29 Reminded P-15 2021-10-13 COORDINATOR',
      '2021-10-10 Reminded P-15 2021-10-13 COORDINATOR',
      '2021-10-14 AlarmRaised P-15 2021-10-13 COORDINATOR',
      '2021-10-20 AlarmRaised P-15 2021-10-13 LEADER',
    ])
    expect(told.filter((notice) => notice.includes('D-03'))).toEqual([
      '2021-06-11 Reminded D-03 2021-07-11 COORDINATOR',
      '2021-07-04 Reminded D-03 2021-07-11 COORDINATOR',
      '2021-12-10 Reminded D-03 2022-01-09 COORDINATOR',
      '2022-01-02 Reminded D-03 2022-01-09 COORDINATOR',
      '2022-01-10 AlarmRaised D-03 2022-01-09 COORDINATOR',
    ])
  }, 120_000)
})
