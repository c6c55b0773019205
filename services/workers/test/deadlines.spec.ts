import { randomBytes } from 'node:crypto'
import { CommandHandler, openEventStore } from '@kooperacje/commands'
import { catchUp } from '@kooperacje/events'
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

let ledgers = 0
const newLedger = () => `deadlines-${++ledgers}`

/** Straight into the log: what a case may do is tested where its rules are. */
async function record(ledger: string, caseId: string, occurredOn: string, type: string, data: object = {}) {
  const result = await opened.store.append({
    ledger,
    metadata: { actorId: 'test', actorRole: 'COORDINATOR' },
    writes: [
      {
        streamType: 'case',
        streamId: caseId,
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
    handler: new CommandHandler({ store: opened.store }),
    ledgers: [ledger],
    asOf,
    occurredAt: `${asOf}T08:00:00.000Z`,
    patienceMs: 50,
    ...more,
  })

async function notices(ledger: string) {
  const events = await opened.store.readLedger(ledger, { types: ['DeadlineReminded', 'DeadlineAlarmRaised'] })
  return events.map(({ type, data, occurredAt }) => {
    const { rule, about, dueOn } = data as { rule: string; about: string; dueOn: string }
    return { type, rule, about, dueOn, on: occurredAt.slice(0, 10) }
  })
}

const about = { rule: 'D-01', about: 'case/case-A', dueOn: '2019-12-02' }

describe('deadlines', () => {
  it('remind before the day, alarm after it, and fall silent once met', async () => {
    const ledger = newLedger()
    await record(ledger, 'case-A', '2019-11-12', 'EnvironmentalInterviewRequired', { urgent: false })
    await project(ledger)
    expect(await sweep(ledger, '2019-11-20')).toMatchObject({ reminded: 0, alarmed: 0 })
    expect(await sweep(ledger, '2019-11-25')).toMatchObject({ reminded: 1, alarmed: 0 })
    await project(ledger)
    expect(await sweep(ledger, '2019-12-02')).toMatchObject({ reminded: 0, alarmed: 0 })
    expect(await sweep(ledger, '2019-12-03')).toMatchObject({ reminded: 0, alarmed: 1 })
    await project(ledger)
    expect(await sweep(ledger, '2019-12-04')).toMatchObject({ reminded: 0, alarmed: 0 })
    expect(await notices(ledger)).toEqual([
      { type: 'DeadlineReminded', ...about, on: '2019-11-25' },
      { type: 'DeadlineAlarmRaised', ...about, on: '2019-12-03' },
    ])
    const mails = await pendingMails(opened.pool, ledger, { now: new Date() })
    expect(mails.map(({ kind, recipient }) => [kind, recipient])).toEqual([
      ['REMINDER', 'COORDINATOR'],
      ['ALARM', 'COORDINATOR'],
    ])
  })

  it('say nothing about what was met in time', async () => {
    const ledger = newLedger()
    await record(ledger, 'case-A', '2019-11-12', 'EnvironmentalInterviewRequired', { urgent: false })
    await record(ledger, 'case-A', '2019-11-18', 'EnvironmentalInterviewCompleted')
    await project(ledger)
    expect(await sweep(ledger, '2019-12-10')).toMatchObject({ reminded: 0, alarmed: 0, behind: [] })
    expect(await notices(ledger)).toEqual([])
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
    expect(results.reduce((sum, { repeated }) => sum + repeated, 0)).toBeGreaterThan(0)
    expect(results.flatMap(({ refused }) => refused)).toEqual([])
    // The read model still shows nothing of it.
    expect(await sweep(ledger, '2019-11-25', { patienceMs: 0 })).toMatchObject({ reminded: 0, behind: [ledger] })
    await project(ledger)
    expect(await sweep(ledger, '2019-11-26')).toMatchObject({ reminded: 0, repeated: 0 })
    expect(await notices(ledger)).toHaveLength(12)
  })

  it.each(['2019-11-25', '2019-12-03'])(
    'count as told when another process was quicker by a moment, on %s',
    async (day) => {
      const ledger = newLedger()
      await record(ledger, 'case-A', '2019-11-12', 'EnvironmentalInterviewRequired', { urgent: false })
      await project(ledger)
      const quicker = new CommandHandler({ store: opened.store })
      const handler = new CommandHandler({ store: opened.store })
      const execute = handler.execute.bind(handler)
      handler.execute = async (request) => {
        await quicker.execute({ ...request, occurredAt: `${day}T07:00:00.000Z` })
        return execute(request)
      }
      expect(await sweep(ledger, day, { handler })).toMatchObject({ reminded: 0, alarmed: 0, repeated: 1, refused: [] })
      expect(await notices(ledger)).toHaveLength(1)
    },
  )

  it('leave alone for an hour what was only just typed in', async () => {
    const ledger = newLedger()
    await record(ledger, 'case-A', '2019-11-12', 'EnvironmentalInterviewRequired', { urgent: false })
    for (const known of (await opened.store.heads()).keys()) await project(known)
    const metrics = createMetrics()
    const handler = new CommandHandler({ store: opened.store })
    const keep = (now: Date) =>
      deadlineKeeper({
        pool: opened.pool,
        handler,
        noticeSettleMs: 3_600_000,
        logger: pino({ level: 'silent' }),
        metrics,
        now: () => now,
      })()
    await keep(new Date())
    expect(await notices(ledger)).toEqual([])
    await keep(new Date(Date.now() + 3_700_000))
    expect(await notices(ledger)).toMatchObject([{ type: 'DeadlineAlarmRaised', ...about }])
    expect(await metrics.registry.metrics()).toContain('koop_deadline_notices_total{kind="alarm"} 1')
  })
})
