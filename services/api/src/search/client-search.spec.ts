import { randomBytes } from 'node:crypto'
import { catchUp, createPool, MasterKeys, rotateMasterKey, SearchKeys } from '@kooperacje/events'
import { createTestDatabase } from '@kooperacje/infra/testing'
import { personSearch } from '@kooperacje/workers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LEDGER, openTown, type Town } from '../pages/testing/town.ts'
import { SEARCHES_AN_HOUR } from './throttle.ts'

/** Invented: days that exist, and the control digits that belong to them. */
const ANNA = '85010112340'
const OTHER = '90020212349'
const withDigit = (ten: string) => {
  const sum = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3].reduce((total, weight, at) => total + weight * Number(ten[at]), 0)
  return `${ten}${(10 - (sum % 10)) % 10}`
}
const anna = withDigit(ANNA.slice(0, 10))
const other = withDigit(OTHER.slice(0, 10))
const wrong = anna.slice(0, 10) + ((Number(anna[10]) + 1) % 10)

describe('a client is found by PESEL', () => {
  let town: Town
  const keys = new Map<string, string>()
  beforeAll(async () => {
    town = await openTown()
    for (const [role, institutionId] of [
      ['LEADER', 'mops'],
      ['COORDINATOR', 'mops'],
      ['PARTNER', 'sp-1'],
      ['OBSERVER', null],
    ] as const) {
      keys.set(role, await town.context.keys.create({ label: role, role, institutionId, ledgers: [LEDGER] }))
    }
    keys.set(
      'POLICE',
      await town.context.keys.create({ label: 'p', role: 'PARTNER', institutionId: 'kpp', ledgers: [LEDGER] }),
    )
    await refer('PARTNER', 'ref-anna', 'client-anna', anna)
    await index()
  })
  afterAll(() => town.close())

  const post = async (role: string, path: string, payload: object) => {
    const response = await town.app.inject({
      method: 'POST',
      url: `/v1/${LEDGER}${path}`,
      headers: { authorization: `Bearer ${keys.get(role)}` },
      payload,
    })
    return { status: response.statusCode, headers: response.headers, body: response.json(), text: response.body }
  }
  const refer = (role: string, id: string, clientId: string, clientPesel: string) =>
    post(role, '/referrals', {
      ...{ id, partnershipId: 'pzk', clientId, clientKind: 'PERSON', source: 'SCHOOL', knownSince: '2020-01-02' },
      ...{ urgency: 'NORMAL', clientAgreed: 'YES', clientName: 'Pani Sigma', clientPesel, problemAreas: ['POVERTY'] },
    })
  const index = async () => {
    await town.does()
    const { pool, codec, searchKeys } = town.context
    await catchUp(pool, codec, personSearch(searchKeys), LEDGER)
  }
  const search = (role: string, pesel: string, purpose = 'CASE_WORK') =>
    post(role, '/clients/search', { pesel, purpose })
  const rows = async () => (await town.context.pool.query('select subject, hash from es.search_index')).rows

  it('by whoever may see a case or a referral of theirs, and that is put on record', async () => {
    const found = [{ clientId: 'client-anna', cases: [], referrals: [{ referralId: 'ref-anna', status: 'WAITING' }] }]
    expect((await search('COORDINATOR', anna)).body).toEqual({ items: found })
    expect((await search('LEADER', other, 'SUPERVISION')).body).toEqual({ items: [] })
    const { rows: read } = await town.context.pool.query(
      `select object, subject, purpose, actor_role from accounts.disclosures where fields = '{PESEL}' order by id`,
    )
    // That somebody searched, and whom it found: also a search that found nobody is there to be looked through.
    expect(read).toEqual([
      { object: 'search/pesel', subject: '*', purpose: 'CASE_WORK', actor_role: 'COORDINATOR' },
      { object: 'client/client-anna', subject: 'client-anna', purpose: 'CASE_WORK', actor_role: 'COORDINATOR' },
      { object: 'search/pesel', subject: '*', purpose: 'SUPERVISION', actor_role: 'LEADER' },
    ])
  })

  it('and by nobody else: a partner is not told whether somebody is a client', async () => {
    for (const role of ['POLICE', 'PARTNER', 'OBSERVER']) expect((await search(role, anna)).status).toBe(403)
    // Referring somebody who is known to others is answered like any referral.
    const [known, unknown] = [
      await refer('POLICE', 'ref-again', 'client-again', anna),
      await refer('POLICE', 'ref-first', 'client-first', other),
    ]
    expect(Object.keys(known.body)).toEqual(Object.keys(unknown.body))
    expect(known.status).toBe(201)
  })

  it('which the leader is told when somebody refers them again, and nobody else', async () => {
    await index()
    const page = `/o/${LEDGER}/referrals/ref-again/record`
    const told = (await town.visit('LEADER', page)).text
    expect(told).toContain('Ta osoba jest już znana')
    expect(told).toContain('ref-anna')
    expect((await town.visit('LEADER', `/o/${LEDGER}/referrals/ref-first/record`)).text).not.toContain('jest już znana')
    const get = (role: string) =>
      town.app.inject({
        url: `/v1/${LEDGER}/referrals/ref-again/known-before`,
        headers: { authorization: `Bearer ${keys.get(role)}` },
      })
    expect((await get('LEADER')).json().items).toEqual([expect.objectContaining({ clientId: 'client-anna' })])
    expect((await get('POLICE')).statusCode).toBe(403)
  })

  it('from the page as well, which takes the number in a form and shows it no more', async () => {
    const page = `/o/${LEDGER}/clients/search`
    const found = await town.send('COORDINATOR', page, { pesel: anna, purpose: 'CASE_WORK' })
    expect(found.status).toBe(200)
    expect(found.text).toContain('client-anna')
    expect(found.text).not.toContain(anna)
    const mistyped = await town.send('COORDINATOR', page, { pesel: wrong, purpose: 'CASE_WORK' })
    expect(mistyped.status).toBe(422)
    expect(mistyped.text).toContain('cyfra kontrolna się nie zgadza')
    expect(mistyped.text).not.toContain(wrong)
    expect((await town.send('OBSERVER', page, { pesel: anna, purpose: 'CASE_WORK' })).status).toBe(403)
  })

  it('if the number can be one at all', async () => {
    for (const pesel of [wrong, '85023012345', '1234']) expect((await search('LEADER', pesel)).status).toBe(422)
    const refused = await refer('PARTNER', 'ref-wrong', 'client-wrong', wrong)
    expect(refused).toMatchObject({ status: 422, body: { code: 'pesel-wrong' } })
    expect(refused.text).not.toContain(wrong)
  })

  it('of which no table holds the number, nor a hash that can be made without the key', async () => {
    const { rows: stored } = await town.context.pool.query(
      `select payload::text from es.events where payload::text like '%clientPesel%'`,
    )
    expect(stored.length).toBeGreaterThan(0)
    expect(JSON.stringify(stored)).not.toContain(anna)
    const another = new SearchKeys(town.context.pool, randomBytes(32))
    await expect(another.hash(LEDGER, 'pesel', anna)).rejects.toThrow('was wrapped by master key')
  })

  it('a few times an hour: numbers cannot be tried one after another, also not all at once', async () => {
    const asked = await Promise.all(Array.from({ length: SEARCHES_AN_HOUR + 10 }, () => search('LEADER', other)))
    const refused = asked.filter(({ status }) => status === 429)
    expect(asked.length - refused.length).toBeLessThanOrEqual(SEARCHES_AN_HOUR)
    expect(refused.length).toBeGreaterThanOrEqual(10)
    expect(refused[0]).toMatchObject({ body: { code: 'too-many-searches' }, headers: { 'retry-after': '600' } })
  })

  it('until they are forgotten: the row goes with the key, and none comes back', async () => {
    const { pool, codec, searchKeys, vault } = town.context
    const before = await rows()
    await vault.forget(LEDGER, 'client-anna')
    const after = await rows()
    expect(after).toEqual(before.filter(({ subject }) => subject !== 'client-anna'))
    expect(after.length).toBeLessThan(before.length)
    await pool.query(`update es.checkpoints set position = 0 where projection = 'person_search'`)
    await catchUp(pool, codec, personSearch(searchKeys), LEDGER)
    expect(await rows()).toEqual(after)
  })
})

describe('the key of the search', () => {
  it('is wrapped anew when the master key is rotated, and finds what it found', async () => {
    const database = await createTestDatabase()
    const pool = createPool({ url: database.serviceUrl, max: 2 })
    try {
      const [old, fresh] = [randomBytes(32), randomBytes(32)]
      const hash = await new SearchKeys(pool, old).hash('elsewhere', 'pesel', anna)
      await rotateMasterKey(pool, new MasterKeys(fresh, [old]))
      expect(await new SearchKeys(pool, fresh).hash('elsewhere', 'pesel', anna)).toEqual(hash)
      expect(await new SearchKeys(pool, fresh).hash('other', 'pesel', anna)).not.toEqual(hash)
      await expect(new SearchKeys(pool, old).hash('elsewhere', 'pesel', anna)).rejects.toThrow('was wrapped by')
    } finally {
      await pool.end()
      await database.drop()
    }
  })
})
