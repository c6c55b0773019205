import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordDisclosure } from '../auth/disclosures.ts'
import { type Role, roles } from '../auth/permissions.ts'
import { step } from '../pages/testing/step.ts'
import { LEDGER, openTown, type Town } from '../pages/testing/town.ts'
import { auditRoutes } from './registry.ts'

const leader = step('LEADER', 'mops')

type Row = Readonly<Record<string, unknown>>

describe('the history for those who check it', () => {
  let town: Town
  let head = 0
  const keys = new Map<Role, string>()

  beforeAll(async () => {
    town = await openTown()
    for (const role of Object.keys(roles) as Role[]) {
      keys.set(role, await town.context.keys.create({ label: role, role, institutionId: 'mops', ledgers: [LEDGER] }))
    }
    await town.does(
      leader('2020-02-03', '/cases/case-a/blue-card/opening', {}),
      leader('2020-02-05', '/cases/case-a/blue-card/forwarding', {}),
    )
    head = await town.context.store.head(LEDGER)
  })
  afterAll(() => town.close())

  async function ask(role: Role, path: string, accept = 'application/json') {
    const headers = { authorization: `Bearer ${keys.get(role)}`, accept }
    const { statusCode: status, body } = await town.app.inject({ url: `/v1/${LEDGER}/audit/${path}`, headers })
    return { status, body }
  }
  const lines = async (role: Role, path: string): Promise<Row[]> => {
    const { status, body } = await ask(role, path, 'application/x-ndjson')
    expect([status, status === 200 ? '' : body]).toEqual([200, ''])
    return body === ''
      ? []
      : body
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line))
  }
  const problem = async (path: string, role: Role = 'AUDITOR') => JSON.parse((await ask(role, path)).body)
  const reads = async () => (await town.context.pool.query('select * from accounts.disclosures order by id')).rows

  it('is for auditors and for the leader, who answers for the office, and for nobody else', async () => {
    const paths = [
      'timeline',
      'states',
      'state?stream=case/case-a',
      'difference?fromPosition=1',
      'causes?position=1',
      'reads',
    ]
    expect(paths).toHaveLength(auditRoutes.length + 1)
    for (const role of Object.keys(roles) as Role[]) {
      for (const path of paths) {
        const expected = role === 'AUDITOR' || role === 'LEADER' ? 200 : 403
        expect([role, path, (await ask(role, path)).status]).toEqual([role, path, expected])
      }
    }
    const elsewhere = { authorization: `Bearer ${keys.get('AUDITOR')}` }
    expect((await town.app.inject({ url: '/v1/1061011/audit/timeline', headers: elsewhere })).statusCode).toBe(403)
  })

  it('lets an auditor record nothing', async () => {
    const response = await town.app.inject({
      method: 'POST',
      url: `/v1/${LEDGER}/cases/case-a/suspension`,
      headers: { authorization: `Bearer ${keys.get('AUDITOR')}` },
      payload: { reason: 'OTHER' },
    })
    expect(response.statusCode).toBe(403)
  })

  describe('the timeline', () => {
    it('has a line for every position, page by page or as one stream', async () => {
      const streamed = await lines('AUDITOR', 'timeline')
      expect(streamed.map(({ position }) => position)).toEqual(Array.from({ length: head }, (_, i) => i + 1))
      const paged: Row[] = []
      for (let query = 'timeline?limit=40'; query !== ''; ) {
        const { items, next } = JSON.parse((await ask('AUDITOR', query)).body)
        paged.push(...items)
        query = next === null ? '' : `timeline?limit=40&cursor=${next}`
      }
      expect(paged).toEqual(streamed)
    })

    it('can be read from its end', async () => {
      const first = JSON.parse((await ask('AUDITOR', 'timeline?backward=true&limit=3')).body)
      const second = JSON.parse((await ask('AUDITOR', `timeline?backward=true&limit=3&cursor=${first.next}`)).body)
      const places = [...first.items, ...second.items].map(({ position }: Row) => position)
      expect(places).toEqual([0, 1, 2, 3, 4, 5].map((i) => head - i))
    })

    it('holds no personal field, in clear or sealed', async () => {
      const text = JSON.stringify(await lines('LEADER', 'timeline'))
      const spoken = ['sealed:1:', 'Zaległości spłacane', 'rodzina trzyma się razem']
      expect(spoken.filter((words) => text.includes(words))).toEqual([])
      expect([...new Set(text.match(/"clientName":"[^"]*"/g))]).toEqual(['"clientName":"(sealed)"'])
    })

    it('withholds a Blue Card procedure from auditors: two positions are taken, and nothing says whose', async () => {
      const all = await lines('AUDITOR', 'timeline')
      const withheld = all.filter((row) => row.withheld)
      expect(withheld).toHaveLength(2)
      expect(Object.keys(withheld[0] ?? {})).toEqual(['position', 'withheld', 'recordedAt', 'recordedInPoland'])
      const ofCase = await lines('AUDITOR', 'timeline?stream=case/case-a')
      expect(ofCase.filter((row) => row.withheld || 'version' in row)).toEqual([])
      for (const path of [
        'timeline?type=BlueCardProcedureOpened',
        'state?stream=case/case-a',
        'states?kind=case',
        `difference?stream=case/case-a&fromPosition=${head - 2}`,
        `difference?fromPosition=${head - 2}`,
        `causes?position=${head}`,
      ]) {
        expect([path, (await ask('AUDITOR', path)).body]).toEqual([path, expect.not.stringMatching(/blue|procedure/i)])
      }
    })

    it('tells it to those who may know', async () => {
      const types = (await lines('LEADER', 'timeline?stream=case/case-a')).map(({ type }) => type)
      expect(types).toContain('BlueCardProcedureOpened')
      expect(JSON.parse((await ask('LEADER', 'state?stream=case/case-a')).body).state.blueCard).toMatchObject({
        open: true,
      })
    })
  })

  describe('a state', () => {
    it('is that of a position or of a day, by what was known or by what was so', async () => {
      const state = async (query: string) => JSON.parse((await ask('AUDITOR', `state?stream=case/case-a${query}`)).body)
      const then = await state('&until=2019-11-12')
      expect(then).toMatchObject({ stream: 'case/case-a', status: 'CONSENTED' })
      expect(then.occurredInPoland).toMatch(/^2019-11-12T10:00:00.000\+01:00$/)
      const byPosition = await state(`&position=${then.position}`)
      expect(byPosition.state).toEqual(then.state)
      expect((await state('&recordedUntil=2019-11-12')).status).toBe('NONE')
    })

    it('of the ledger has a line for each thing, in the order in which they began', async () => {
      const things = await lines('AUDITOR', 'states')
      expect(things.map(({ stream }) => stream)).toEqual(expect.arrayContaining(['partnership/pzk', 'case/case-a']))
      const beginnings = things.map(({ begunAt }) => Number(begunAt))
      expect(beginnings).toEqual([...beginnings].sort((a, b) => a - b))
      const [first, ...others] = await lines('AUDITOR', 'states?position=1')
      expect([first?.facts, others]).toEqual([1, []])
    })

    it('opens who the client is for an inspection alone, and puts that on record as any read', async () => {
      const before = await reads()
      const closed = JSON.parse((await ask('AUDITOR', 'state?stream=referral/ref-a')).body)
      expect(closed.state.referral.clientName).toBeNull()
      expect(await reads()).toEqual(before)

      const opened = JSON.parse((await ask('AUDITOR', 'state?stream=referral/ref-a&purpose=CONTROL')).body)
      expect(opened.state.referral.clientName).toEqual(expect.any(String))
      // Class C3, which an inspection of this role has no need of.
      expect(opened.state.referral.problemAreas).toBeNull()
      expect((await reads()).slice(before.length)).toMatchObject([
        {
          subject: 'client-ref-a',
          object: 'referral/ref-a',
          actor_role: 'AUDITOR',
          purpose: 'CONTROL',
          fields: ['ReferralSubmitted.clientName'],
        },
      ])
      const seen = await lines('AUDITOR', 'reads?stream=referral/ref-a&purpose=CONTROL')
      expect(seen.at(-1)).toMatchObject({ role: 'AUDITOR', subject: 'client-ref-a' })

      expect((await problem('state?stream=referral/ref-a&purpose=CASE_WORK')).code).toBe('invalid-request')
      expect((await problem('state?stream=referral/ref-a&purpose=CONTROL', 'LEADER')).code).toBe('forbidden')
    })

    it('opens nothing while the use of the data is restricted', async () => {
      await town.does(leader('2020-02-06', '/clients/client-ref-a/restriction', { ground: 'ACCURACY_CONTESTED' }))
      const before = await reads()
      expect(await problem('state?stream=referral/ref-a&purpose=CONTROL')).toMatchObject({
        code: 'forbidden',
        details: { restricted: 'client-ref-a' },
      })
      expect(await reads()).toEqual(before)
      await town.does(leader('2020-02-07', '/clients/client-ref-a/restriction-lifting', {}))
    })
  })

  it('tells what changed between two days, thing by thing', async () => {
    const changes = await lines('AUDITOR', 'difference?fromUntil=2019-11-06&toUntil=2019-11-14&kind=case')
    const ofA = changes.find(({ stream }) => stream === 'case/case-a')
    expect(ofA?.changes).toContainEqual({ path: 'status', before: 'PROPOSED', after: 'TEAM_APPOINTED' })
    const [alone, ...none] = await lines(
      'AUDITOR',
      'difference?fromUntil=2019-11-06&toUntil=2019-11-14&stream=case/case-a',
    )
    expect([alone?.changes, none]).toEqual([ofA?.changes, []])
  })

  it('tells what followed from what', async () => {
    const [accepted] = await lines('AUDITOR', 'timeline?stream=referral/ref-a&type=ReferralAccepted')
    const tree = await lines('AUDITOR', `causes?position=${accepted?.position}`)
    expect(tree.map(({ type, depth, tie }) => [type, depth, tie])).toContainEqual(['CaseProposed', 1, 'COMMAND'])
  })

  it('tells who has read what, and what for', async () => {
    await town.visit('COORDINATOR', `/o/${LEDGER}/cases/case-a?purpose=CASE_WORK`)
    const all = await lines('AUDITOR', 'reads')
    expect(all.length).toBe((await reads()).length)
    const ofCase = await lines('AUDITOR', 'reads?stream=case/case-a&actor=coordinator-1')
    expect(ofCase).toMatchObject([{ subject: 'client-ref-a', purpose: 'CASE_WORK', role: 'COORDINATOR' }])
    // The words of a sitting are sealed under the key of the meeting or the case, and are theirs all the same.
    await recordDisclosure(
      town.context.pool,
      { actorId: 'coordinator-1', role: 'COORDINATOR', institutionId: 'mops', ledgers: [LEDGER] },
      { ledger: LEDGER, subject: 'zzk-a-1', object: 'meeting/zzk-a-1', fields: ['place'], purpose: 'CASE_WORK' },
    )
    const ofClient = await lines('AUDITOR', 'reads?subject=client-ref-a')
    expect(ofClient.map(({ object }) => object)).toEqual(expect.arrayContaining(['case/case-a', 'meeting/zzk-a-1']))
    expect(await lines('AUDITOR', 'reads?subject=nobody')).toEqual([])
    expect(await lines('AUDITOR', 'reads?until=2020-01-01')).toEqual([])
  })

  it.each([
    ['timeline?from=99999', 'position-not-reached', { from: 99999 }],
    ['state?stream=case/case-a&position=99999', 'position-not-reached', { position: 99999 }],
    ['states?position=99999', 'position-not-reached', { position: 99999 }],
    ['difference?fromPosition=1&toPosition=99999', 'position-not-reached', { toPosition: 99999 }],
    ['causes?position=99999', 'position-not-reached', { position: 99999 }],
  ])('refuses a position that the ledger has not reached, and says which it has: %s', async (path, code, details) => {
    expect(await problem(path)).toMatchObject({ code, status: 422, details: { ...details, head: expect.any(Number) } })
  })

  it.each([
    ['timeline?stream=case/none', 'unknown-stream'],
    ['state?stream=case/none', 'unknown-stream'],
    ['state?stream=something/else', 'unknown-stream'],
    ['difference?stream=case/none&fromPosition=1', 'unknown-stream'],
  ])('refuses a stream that there is none of: %s', async (path, code) => {
    expect(await problem(path)).toMatchObject({ code, status: 404 })
  })

  it.each([
    ['timeline?since=yesterday', 'query.since'],
    ['timeline?until=2019-02-30', 'query.until'],
    ['timeline?recordedUntil=2019-11-12T09:00:00', 'query.recordedUntil'],
    ['timeline?from=3&to=2', 'query.from'],
    ['timeline?since=2020-01-02&until=2020-01-01', 'query.since'],
    ['timeline?recordedSince=2020-01-02&recordedUntil=2020-01-01', 'query.recordedSince'],
    ['timeline?stream=case', 'query.stream'],
    ['timeline?from=0', 'query.from'],
    ['timeline?colour=red', 'query.colour'],
    ['state', 'query.stream'],
    ['state?stream=case/case-a&purpose=CONTROL', 'query.purpose'],
    ['states?kind=animal', 'query.kind'],
    ['difference', 'query.fromPosition'],
    ['difference?fromPosition=5&toPosition=4', 'query.fromPosition'],
    ['difference?fromUntil=2020-01-02&toUntil=2020-01-01', 'query.fromUntil'],
    ['causes', 'query.position'],
    ['reads?since=2020-01-02&until=2020-01-01', 'query.since'],
    ['reads?purpose=CURIOSITY', 'query.purpose'],
  ])('names the parameter that is wrong: %s', async (path, field) => {
    const { code, errors } = await problem(path)
    expect([code, errors.map(({ path }: { path: string }) => path)]).toEqual(['invalid-request', [field]])
  })
})
