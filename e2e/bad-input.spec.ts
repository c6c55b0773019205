import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, CheckedClient } from './support/checked-client.ts'
import { activePartnership, LEDGER } from './support/partnership.ts'
import { headOf, tablesContaining } from './support/store.ts'
import { System } from './support/system.ts'

describe('bad input gets a problem document that says what and where, and nothing is written', () => {
  let system: System
  let leader: CheckedClient
  let head: number

  const referral = {
    partnershipId: 'pzk',
    clientKind: 'PERSON',
    source: 'SCHOOL',
    knownSince: '2026-01-12',
    urgency: 'NORMAL',
    clientAgreed: 'YES',
    clientName: 'Osoba Testowa',
    problemAreas: ['LONELINESS'],
  }

  beforeAll(async () => {
    system = await System.start({ workers: 0 })
    const key = await system.createKey({ role: 'LEADER', institutionId: 'mops', ledgers: [LEDGER] })
    leader = await CheckedClient.connect(system.url, key)
    await activePartnership(leader)
    const { status } = await leader.post(`/v1/${LEDGER}/referrals`, { ...referral, id: 'ref-1' })
    expect(status).toBe(201)
    head = await headOf(system.database, LEDGER)
  })
  afterAll(() => system.stop())

  const post = (path: string, body: unknown, headers?: Record<string, string>) =>
    leader.post(`/v1/${LEDGER}${path}`, body, headers)

  async function refused(answer: Answer, status: number, code: string, path?: string): Promise<void> {
    expect(answer.body).toMatchObject({ status, code, type: `/problems/${code}`, title: expect.any(String) })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    if (path) expect(answer.body.errors.map((error: { path: string }) => error.path)).toContain(path)
    expect(await headOf(system.database, LEDGER)).toBe(head)
  }

  it.each([
    ['an unknown field', { ...referral, nickname: 'x' }, 'body.nickname'],
    ['a wrong type', { ...referral, urgency: 7 }, 'body.urgency'],
    ['a value outside its list', { ...referral, source: 'NEIGHBOUR' }, 'body.source'],
    ['a missing field', { ...referral, clientName: undefined }, 'body.clientName'],
    ['a day that does not exist', { ...referral, knownSince: '2026-02-30' }, 'body.knownSince'],
    ['a time without a zone', { ...referral, occurredAt: '2026-02-03T10:00:00' }, 'body.occurredAt'],
    ['an empty list', { ...referral, problemAreas: [] }, 'body.problemAreas'],
    ['an id that could carry a name', { ...referral, id: 'Jan Kowalski' }, 'body.id'],
    ['a text that is too long', { ...referral, note: 'x'.repeat(4001) }, 'body.note'],
  ])('%s', async (_, body, path) => {
    await refused(await post('/referrals', body), 422, 'invalid-request', path)
  })

  it('a date in the future, or before all records', async () => {
    const future = { ...referral, occurredAt: '2126-01-01T10:00:00Z' }
    await refused(await post('/referrals', future), 422, 'occurred-in-future')
    const past = { ...referral, occurredAt: '1999-12-31T10:00:00Z', knownSince: '1999-12-31' }
    await refused(await post('/referrals', past), 422, 'occurred-too-early')
  })

  it('knowledge that is younger than the referral', async () => {
    const body = { ...referral, knownSince: '2026-03-01', occurredAt: '2026-02-03T10:00:00Z' }
    await refused(await post('/referrals', body), 422, 'date-order')
  })

  it('an id that is taken', async () => {
    await refused(await post('/referrals', { ...referral, id: 'ref-1' }), 409, 'already-exists')
  })

  it('a thing that does not exist', async () => {
    await refused(await post('/referrals/nobody/return', { reason: 'OTHER' }), 404, 'not-found')
    await refused(await post('/referrals', { ...referral, partnershipId: 'nowhere' }), 404, 'not-found')
  })

  it('a command that the state forbids, with the state and where it would be allowed', async () => {
    const answer = await post('/partnerships/pzk/regulations', { regulationsVersion: 2 })
    await refused(answer, 409, 'not-allowed-in-state')
    expect(answer.body.details).toMatchObject({ state: 'ACTIVE', allowedIn: ['INITIATING'] })
  })

  it('a version that is not the present one', async () => {
    const answer = await post('/referrals/ref-1/return', { reason: 'OTHER' }, { 'if-match': '"7"' })
    await refused(answer, 412, 'precondition-failed')
    expect(answer.body.details.conflicts).toMatchObject([{ expected: 7, actual: 1 }])
    await refused(
      await post('/referrals/ref-1/return', { reason: 'OTHER' }, { 'if-match': 'seven' }),
      422,
      'invalid-request',
      'header.if-match',
    )
  })

  it('JSON that is none, a body of another kind, a body over 1 MiB', async () => {
    const send = (body: string, type: string) =>
      leader.send('POST', `/v1/${LEDGER}/referrals`, body, { 'content-type': type })
    await refused(await send('{"partnershipId":', 'application/json'), 400, 'malformed-json')
    await refused(await send('<xml/>', 'application/xml'), 415, 'unsupported-media-type')
    await refused(
      await send(JSON.stringify({ note: 'x'.repeat(1_100_000) }), 'application/json'),
      413,
      'body-too-large',
    )
    await refused(await send('[]', 'application/json'), 422, 'invalid-request')
    await refused(await send('null', 'application/json'), 422, 'invalid-request')
  })

  it('a key that is unknown, broken or missing, and a ledger that is not the caller’s', async () => {
    for (const key of ['koop_000000000000_'.padEnd(61, 'A'), 'nonsense', "' or 1=1 --"]) {
      await refused(await leader.with(key).post(`/v1/${LEDGER}/referrals`, referral), 401, 'unauthenticated')
    }
    const anonymous = await CheckedClient.connect(system.url)
    await refused(await anonymous.post(`/v1/${LEDGER}/referrals`, referral), 401, 'unauthenticated')
    await refused(await leader.post('/v1/2479011/referrals', referral), 403, 'forbidden')
    const partner = leader.with(await system.createKey({ role: 'PARTNER', institutionId: 'sp-1', ledgers: [LEDGER] }))
    await refused(await partner.post(`/v1/${LEDGER}/referrals/ref-1/return`, { reason: 'OTHER' }), 403, 'forbidden')
  })

  it('an address where nothing is, and hostile addresses', async () => {
    for (const path of [
      '/v1/nothing/here/at/all',
      `/v1/${LEDGER}/referrals/..%2f..%2fetc`,
      '/v1/%00/referrals',
      '/v1/%zz',
    ]) {
      const { status, body } = await leader.get(path)
      expect({ path, status, code: body.code }).toMatchObject({ status: expect.toSatisfy((s) => s >= 400 && s < 500) })
    }
  })

  it('a query with unknown or broken parameters, and a position that is never reached', async () => {
    await refused(await leader.get(`/v1/${LEDGER}/referrals?limit=0`), 422, 'invalid-request', 'query.limit')
    await refused(await leader.get(`/v1/${LEDGER}/referrals?colour=red`), 422, 'invalid-request', 'query.colour')
    await refused(await leader.get(`/v1/${LEDGER}/referrals?cursor=!!`), 422, 'invalid-request', 'query.cursor')
    await refused(await leader.get(`/v1/${LEDGER}/referrals?atLeast=999999`), 503, 'projection-behind')
  })

  it('explains every problem at the address of its type', async () => {
    for (const code of ['invalid-request', 'not-allowed-in-state', 'wrong-ordinal']) {
      const response = await fetch(`${system.url}/problems/${code}`)
      expect(response.status).toBe(200)
      expect(await response.text()).toContain(code)
    }
  })

  it('keeps personal data in clear out of the database', async () => {
    expect(await tablesContaining(system.database, 'ref-1')).toContain('es.events')
    expect(await tablesContaining(system.database, 'Osoba Testowa')).toEqual([])
  })
})
