import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { buildApp } from '@kooperacje/api'
import { Output, run } from '@kooperacje/cli'
import type { LedgerComparison } from '@kooperacje/commands'
import { LEDGER, loadDemo } from '@kooperacje/demo'
import { builtInModel, type ModelDocument } from '@kooperacje/domain'
import { createTestDatabase, type TestDatabase } from '@kooperacje/infra/testing'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { headOf } from './support/store.ts'

const UNTIL = '2020-09-30'

/** The built-in version, with other lengths of proposed deadlines and whatever else is changed. */
function draft(
  days: Readonly<Record<string, number>>,
  change: (model: ModelDocument) => void = () => {},
): ModelDocument {
  const model = structuredClone(builtInModel)
  model.version = 'draft-2'
  for (const rule of model.deadlines) {
    const count = days[rule.id]
    if (count === undefined) continue
    rule.due = { after: { count, unit: 'CALENDAR_DAYS' } }
    // A reminder before the beginning would be refused.
    rule.reminders = rule.reminders.filter(({ before }) => before.count < count)
  }
  change(model)
  return model
}

describe('the Zawiercie history under another version of the model', () => {
  let database: TestDatabase
  let app: Awaited<ReturnType<typeof buildApp>>['app']
  let keys: Readonly<Record<'leader' | 'coordinator' | 'region', string>>
  let folder: string
  const masterKey = randomBytes(32)

  beforeAll(async () => {
    database = await createTestDatabase()
    await loadDemo({ databaseUrl: database.serviceUrl, masterKey })
    const built = await buildApp({ databaseUrl: database.serviceUrl, masterKey, logger: false })
    app = built.app
    const key = (role: 'LEADER' | 'COORDINATOR' | 'REGION') =>
      built.context.keys.create({
        label: role,
        role,
        institutionId: role === 'REGION' ? null : 'mops',
        ledgers: [LEDGER],
      })
    keys = { leader: await key('LEADER'), coordinator: await key('COORDINATOR'), region: await key('REGION') }
    folder = await mkdtemp(join(tmpdir(), 'koop-what-if-'))
  })
  afterAll(async () => {
    await app?.close()
    await rm(folder, { recursive: true })
    await database?.drop()
  })

  async function koop(...args: string[]) {
    const pieces = { out: '', err: '' }
    const output = (name: 'out' | 'err') =>
      new Output(
        new Writable({
          write(piece, _encoding, done) {
            pieces[name] += String(piece)
            done()
          },
        }),
      )
    const environment = { DATABASE_URL: database.serviceUrl, KOOP_DATA: '/nonexistent' }
    const code = await run(args, {
      out: output('out'),
      err: output('err'),
      environment,
      input: (async function* () {})(),
    })
    return { code, ...pieces }
  }

  /** Through the command line, which needs no master key. */
  async function simulated(model: ModelDocument): Promise<LedgerComparison> {
    const file = join(folder, 'draft.json')
    await writeFile(file, JSON.stringify(model))
    const { code, out, err } = await koop('simulate', '--model', file, '--ledger', LEDGER, '--until', UNTIL, '--json')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    return JSON.parse(out)
  }

  const overHttp = (key: string, payload: object) =>
    app.inject({
      method: 'POST',
      url: `/v1/${LEDGER}/simulations`,
      headers: { authorization: `Bearer ${key}` },
      payload,
    })

  const told = ({ deadlines }: LedgerComparison, rule: string) =>
    deadlines.differences
      .filter((each) => each.rule === rule)
      .map(({ about, becomes, draft: side }) => [about, becomes, side?.dueOn, side?.daysLate])

  it('with a week from consent to team nobody would have been late: it took two days each time', async () => {
    // A: 12 → 14 November 2019; B: 18 → 20 December 2019; C: 19 → 21 May 2020.
    const comparison = await simulated(draft({ 'P-11': 7 }))
    expect(told(comparison, 'P-11')).toEqual([
      ['case/case-A', 'MOVED', '2019-11-19', 0],
      ['case/case-B', 'MOVED', '2019-12-25', 0],
      ['case/case-C', 'MOVED', '2020-05-26', 0],
    ])
    const row = comparison.deadlines.byRule.find(({ rule }) => rule === 'P-11')
    expect(row).toMatchObject({ actual: { MET: 3, MET_LATE: 0 }, draft: { MET: 3, MET_LATE: 0 } })
  })

  it('with one day all three cases would have been a day late, and are named', async () => {
    const comparison = await simulated(draft({ 'P-11': 1 }))
    expect(told(comparison, 'P-11')).toEqual([
      ['case/case-A', 'LATE', '2019-11-13', 1],
      ['case/case-B', 'LATE', '2019-12-19', 1],
      ['case/case-C', 'LATE', '2020-05-20', 1],
    ])
  })

  it('with a week from team to first meeting A and C would have been late, and B later than it was', async () => {
    // A: 14 → 26 November 2019, 12 days; B: 20 December → 14 January, 25 days, over fourteen already; C: due 28 May,
    // closed on the 29th without having met.
    expect(told(await simulated(draft({ 'P-12': 7 })), 'P-12')).toEqual([
      ['case/case-A', 'LATE', '2019-11-21', 5],
      ['case/case-B', 'LATE_BY_MORE', '2019-12-27', 18],
      ['case/case-C', 'LATE', '2020-05-28', 1],
    ])
  })

  it('with larger teams the appointments of B and C would have been refused', async () => {
    const comparison = await simulated(draft({}, ({ parameters }) => Object.assign(parameters, { minTeamMembers: 5 })))
    expect(comparison.refusals.actual).toBe(0)
    expect(comparison.refusals.byDraft.map(({ about, type, refusal }) => [about, type, refusal])).toEqual([
      ['case/case-B', 'TaskTeamAppointed', { code: 'too-few-team-members', details: { have: 4, need: 5 } }],
      ['case/case-C', 'TaskTeamAppointed', { code: 'too-few-team-members', details: { have: 3, need: 5 } }],
    ])
    expect(comparison.deadlines.differences).toEqual([])
  })

  it('says the same over HTTP, and leaves the store as it was', async () => {
    const before = await headOf(database, LEDGER)
    const model = draft({ 'P-11': 1 })
    const answer = await overHttp(keys.leader, { model, until: UNTIL })
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toEqual(await simulated(model))
    expect(answer.json().position).toBe(before)
    expect(await headOf(database, LEDGER)).toBe(before)
  })

  it('answers others meanwhile, and refuses one more than may run at once', async () => {
    const holding = new Client({ connectionString: database.ownerUrl })
    await holding.connect()
    try {
      // Nothing can be replayed as long as nobody can read the events.
      await holding.query('begin; lock table es.events')
      const model = draft({ 'P-11': 1 })
      const three = [1, 2, 3].map(() => overHttp(keys.leader, { model }))
      const refused = await Promise.race(three)
      expect([refused.statusCode, refused.json().code]).toEqual([503, 'simulations-running'])
      expect((await app.inject({ url: '/livez' })).statusCode).toBe(200)
      await holding.query('rollback')
      const statuses = (await Promise.all(three)).map(({ statusCode }) => statusCode)
      expect(statuses.sort()).toEqual([200, 200, 503])
    } finally {
      await holding.end()
    }
  })

  it('tells the regional centre how many, and not which cases', async () => {
    const model = draft({ 'P-11': 1, 'P-02': 30 })
    const { deadlines } = (await overHttp(keys.region, { model, until: UNTIL })).json() as LedgerComparison
    expect(deadlines.differences.map(({ about }) => about)).toEqual(['partnership/pzk-zaw'])
    expect(deadlines.byRule.find(({ rule }) => rule === 'P-11')?.draft.MET_LATE).toBe(3)
    expect((await overHttp(keys.coordinator, { model })).statusCode).toBe(403)
  })

  it('refuses a draft that cannot be meant, with the place and the reason', async () => {
    const model = draft({}, ({ deadlines }) => {
      const [first] = deadlines
      if (first) first.stops = [{ event: 'NothingOfTheKind' }]
    })
    const answer = await overHttp(keys.leader, { model })
    expect(answer.statusCode).toBe(422)
    expect(answer.json().errors[0].path).toMatch(/^body\.model\.deadlines\.0/)
    const file = join(folder, 'wrong.json')
    await writeFile(file, JSON.stringify(model))
    const validated = await koop('model', 'validate', file)
    expect(validated.code).toBe(1)
    expect(validated.out).toMatch(/ {2}deadlines\.0\.\S+: .*NothingOfTheKind/)
    expect(await koop('simulate', '--model', file, '--ledger', LEDGER)).toMatchObject({ code: 1, out: '' })
  })

  it('begins with the version that comes with the software', async () => {
    const { code, out } = await koop('model', 'show')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual(builtInModel)
    const file = join(folder, 'same.json')
    await writeFile(file, out)
    expect((await koop('model', 'validate', file)).out).toMatch(/version 1\.0 has no fault/)
    const { code: simulatedCode, out: text } = await koop('simulate', '--model', file, '--ledger', LEDGER)
    expect(simulatedCode).toBe(0)
    expect(text.match(/no difference/g)).toHaveLength(4)
  })
})
