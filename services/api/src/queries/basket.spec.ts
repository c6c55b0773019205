import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../auth/permissions.ts'
import { LEDGER, openTown, type Town } from '../pages/testing/town.ts'

describe('the service basket over HTTP', () => {
  let town: Town
  const keys = new Map<string, string>()
  beforeAll(async () => {
    town = await openTown()
    for (const [role, institutionId] of [
      ['OBSERVER', null],
      ['PARTNER', 'sp-1'],
    ] as const) {
      keys.set(role, await town.context.keys.create({ label: role, role, institutionId, ledgers: [LEDGER] }))
    }
  })
  afterAll(() => town.close())

  const ask = async (role: Role, method: 'GET' | 'POST', path: string, payload?: object) => {
    const headers = { authorization: `Bearer ${keys.get(role)}` }
    const response = await town.app.inject({
      method,
      url: `/v1/${LEDGER}${path}`,
      headers,
      ...(payload && { payload }),
    })
    return { status: response.statusCode, body: response.json() }
  }
  const get = (path: string) => ask('OBSERVER', 'GET', path)

  it('is searched, by default for what is or will be available', async () => {
    expect((await get('/services')).body).toMatchObject({
      items: [
        {
          serviceId: 'debts',
          basketId: 'pzk',
          institutionName: 'Miejski Ośrodek Pomocy Społecznej',
          status: 'PUBLISHED',
          accessRules: { referralNeeded: false, incomeTest: false, fee: 'FREE' },
          capacity: 3,
          taken: 0,
          free: 3,
          waitingDays: 1,
          pending: null,
        },
      ],
      next: null,
    })
    const ids = async (search: string) =>
      (await get(`/services?${search}`)).body.items.map(({ serviceId }: { serviceId: string }) => serviceId)
    expect(await ids('status=PROPOSED')).toEqual(['pedagogue'])
    expect(await ids('need=HOUSING_ARREARS&sector=SOCIAL_ASSISTANCE&available=true')).toEqual(['debts'])
    expect(await ids('accessRule=PAID')).toEqual([])
    expect(await ids('text=')).toEqual(['debts'])
    expect((await get('/services?need=NOTHING')).status).toBe(422)
    expect((await get('/services?cursor=x')).status).toBe(422)
  })

  it('leads to a service and to what a version held', async () => {
    expect((await get('/services/debts')).body).toMatchObject({ serviceId: 'debts', basketVersion: '0.1' })
    expect((await get('/services/debts?basket=other')).status).toBe(404)
    expect((await get('/baskets')).body).toMatchObject({ items: [{ basketId: 'pzk', openedOn: '2019-10-15' }] })
    expect((await get('/baskets/pzk/versions')).body).toMatchObject({ items: [{ basketVersion: '0.1', services: 1 }] })
    expect((await get('/baskets/pzk/versions/0.1')).body).toMatchObject({
      publishedOn: '2019-10-18',
      items: [{ serviceId: 'debts', revision: 1, institutionId: 'mops', category: 'DEBT_COUNSELLING' }],
    })
    expect((await get('/baskets/pzk/versions/9')).status).toBe(404)
  })

  it('lets a partner speak for its own services only, and manage nothing', async () => {
    const post = (path: string, body: object) => ask('PARTNER', 'POST', `/baskets/pzk${path}`, body)
    const report = (serviceId: string) => ({ serviceId, waitingDays: 3, occurredAt: '2020-02-03T09:00:00Z' })
    expect(await post('/waiting-times', report('debts'))).toMatchObject({
      status: 422,
      body: { code: 'service-of-another' },
    })
    expect(await post('/waiting-times', report('pedagogue'))).toMatchObject({
      status: 409,
      body: { code: 'not-allowed-in-state' },
    })
    expect((await post('/service-verifications', { serviceId: 'pedagogue', revision: 1 })).status).toBe(403)
    expect((await post('/versions', { basketVersion: '9' })).status).toBe(403)
    expect((await ask('OBSERVER', 'POST', '/baskets/pzk/waiting-times', report('debts'))).status).toBe(403)
  })

  it('is given to directories in the form of HSDS', async () => {
    const first = await get('/hsds/services?per_page=1')
    expect(first.body).toMatchObject({
      total_items: 1,
      total_pages: 1,
      page_number: 1,
      size: 1,
      first_page: true,
      last_page: true,
      empty: false,
      contents: [
        {
          status: 'active',
          application_process: 'Bez skierowania.',
          fees_description: 'bezpłatna',
          wait_time: '1 dzień',
          organization: { name: 'Miejski Ośrodek Pomocy Społecznej' },
          phones: [{ number: '+48 32 000 00 00' }],
          service_areas: [{ extent: LEDGER, extent_type: 'TERYT' }],
          attributes: [{ taxonomy_term: { code: 'DEBT_COUNSELLING', name: 'Poradnictwo zadłużeniowe' } }],
        },
      ],
    })
    const [service] = first.body.contents
    expect((await get('/hsds/services')).body.contents[0].id).toBe(service.id)
    expect((await get('/hsds/services?page=2')).body).toMatchObject({ empty: true, last_page: true, size: 0 })
  })
})
