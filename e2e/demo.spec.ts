import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { openEventStore } from '@kooperacje/commands'
import { LEDGER, loadDemo } from '@kooperacje/demo'
import type { RecordedEvent } from '@kooperacje/events'
import { createTestDatabase, type TestDatabase } from '@kooperacje/infra/testing'
import { caughtMails, deadlinesList, indicators } from '@kooperacje/readmodels'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const AS_OF = '2020-09-30'

describe('the Zawiercie scenario', () => {
  let database: TestDatabase
  let opened: ReturnType<typeof openEventStore>
  let events: RecordedEvent[]

  beforeAll(async () => {
    database = await createTestDatabase()
    const masterKey = randomBytes(32)
    await loadDemo({ databaseUrl: database.serviceUrl, masterKey })
    opened = openEventStore({ url: database.serviceUrl, masterKey, max: 2 })
    events = await opened.store.readLedger(LEDGER, { limit: 1000, open: false })
  })
  afterAll(async () => {
    await opened.close()
    await database.drop()
  })

  it('gives the figures that its table expects, from the rows that the workers keep', async () => {
    const found = new Map((await indicators(opened.pool, LEDGER, AS_OF)).map((result) => [result.id, result]))
    const value = (id: string) => found.get(id)?.value
    const part = (id: string, name: string) => found.get(id)?.parts?.[name]
    expect({
      'O-02': value('O-02'),
      'O-03': value('O-03'),
      'O-03 without the leader': part('O-03', 'withoutLeader'),
      'O-04': value('O-04'),
      'O-05': value('O-05'),
      'O-05 families': part('O-05', 'FAMILY'),
      'O-05 persons': part('O-05', 'PERSON'),
      'O-06': value('O-06'),
      'O-07': value('O-07'),
      'O-08': value('O-08'),
      'R-01b': Number(value('R-01b')?.toFixed(1)),
      'R-10': value('R-10'),
      'R-10 from the second meeting': part('R-10', 'fromSecondMeeting'),
    }).toEqual({
      'O-02': 1,
      'O-03': 10,
      'O-03 without the leader': 9,
      'O-04': 7,
      'O-05': 3,
      'O-05 families': 2,
      'O-05 persons': 1,
      'O-06': 3,
      'O-07': 5,
      'O-08': 4,
      'R-01b': 33.3,
      'R-10': 122,
      'R-10 from the second meeting': 28,
    })
  })

  it('gives the same figures when the ledger is folded from position 1 by other code', async () => {
    const computed = new Map((await indicators(opened.pool, LEDGER, AS_OF)).map(({ id, value }) => [id, value]))
    for (const [id, value] of Object.entries(foldedByHand(events))) expect(computed.get(id), id).toBeCloseTo(value, 9)
  })

  it('falls back to what was known at an earlier cut-off date', async () => {
    const march = new Map((await indicators(opened.pool, LEDGER, '2020-03-10')).map(({ id, value }) => [id, value]))
    expect({ teams: march.get('O-06'), clients: march.get('O-05'), contracts: march.get('R-01b') }).toEqual({
      teams: 2,
      clients: 2,
      contracts: 50,
    })
    const before = new Map((await indicators(opened.pool, LEDGER, '2019-04-30')).map(({ id, value }) => [id, value]))
    expect({ formed: before.get('O-02'), contracts: before.get('R-01b') }).toEqual({ formed: 0, contracts: null })
  })

  it('keeps the deadlines of its table', async () => {
    const { items } = await deadlinesList(opened.pool, LEDGER, {}, { limit: 200 })
    const deadline = (rule: string, about: string) => items.find((row) => row.rule === rule && row.about === about)
    expect(deadline('D-01', 'case/case-A')).toMatchObject({
      dueOn: '2019-12-02',
      status: 'MET',
      stoppedOn: '2019-11-20',
    })
    expect(deadline('D-01', 'case/case-B')).toMatchObject({
      dueOn: '2020-01-13',
      status: 'MET',
      stoppedOn: '2020-01-08',
    })
    expect(deadline('P-11', 'case/case-A')).toMatchObject({
      dueOn: '2019-11-26',
      status: 'MET',
      stoppedOn: '2019-11-14',
    })
    expect(deadline('P-02', 'partnership/pzk-zaw')).toMatchObject({ dueOn: '2019-09-23', status: 'MET_LATE' })
  })

  it('raises the alarm of P-02 on the day after, and reminds of an interview that is near', async () => {
    const notices = events.filter(({ streamType }) => streamType === 'deadline')
    const raised = notices.map(({ type, occurredAt, data }) => {
      const { rule, about } = data as { rule: string; about: string }
      return `${occurredAt.slice(0, 10)} ${type} ${rule} ${about}`
    })
    expect(raised).toContain('2019-09-24 DeadlineAlarmRaised P-02 partnership/pzk-zaw')
    expect(raised).toContain('2020-01-03 DeadlineReminded D-01 case/case-B')
    // Each at most once.
    expect(new Set(raised).size).toBe(raised.length)
  })

  it('ends where the README says that the first new fact goes', async () => {
    const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
    expect(Number(/atLeast=(\d+)/.exec(readme)?.[1])).toBe(events.length + 1)
  })

  it('owes one mail for each notice', async () => {
    const notices = events.filter(({ streamType }) => streamType === 'deadline')
    const { rows } = await opened.pool.query('select position from rm.mail_outbox where ledger = $1', [LEDGER])
    expect(rows.map(({ position }) => Number(position)).sort((a, b) => a - b)).toEqual(
      notices.map(({ position }) => position),
    )
    expect((await caughtMails(opened.pool, LEDGER)).items).toEqual([])
  })
})

/** The definitions once more, as plainly as they can be put; shares nothing with the domain. */
function foldedByHand(events: readonly RecordedEvent[]): Record<string, number> {
  const past = events.filter(({ occurredAt }) => occurredAt.slice(0, 10) <= AS_OF)
  const of = (type: string) => past.filter((event) => event.type === type)
  const field = (event: RecordedEvent, name: string) => (event.data as Record<string, unknown>)[name]
  const day = (event: RecordedEvent | undefined) =>
    Date.parse(`${event?.occurredAt.slice(0, 10)}T00:00:00Z`) / 86_400_000
  const members = new Map(
    of('AccessionDeclarationSigned').map((event) => [field(event, 'institutionId'), field(event, 'sector')]),
  )
  for (const left of [...of('MemberWithdrew'), ...of('MemberExcluded')]) members.delete(field(left, 'institutionId'))
  const teams = of('TaskTeamAppointed')
  const clientOf = new Map(of('CaseProposed').map((event) => [event.streamId, field(event, 'clientId')]))
  return {
    'O-02': new Set(of('PartnershipConstituted').map(({ streamId }) => streamId)).size,
    'O-03': members.size,
    'O-04': new Set(members.values()).size,
    'O-05': new Set(teams.map(({ streamId }) => clientOf.get(streamId))).size,
    'O-06': new Set(teams.map((event) => field(event, 'teamId'))).size,
    'O-07': of('TeamMeetingHeld').length,
    'O-08': of('InitiatingMeetingHeld').length + of('PlenaryMeetingHeld').length,
    'R-01b': (of('SocialContractConcluded').length / teams.length) * 100,
    'R-10': day(of('PartnershipConstituted')[0]) - day(of('InitiatingMeetingHeld')[0]),
  }
}
