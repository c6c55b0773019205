import {
  BasketOpened,
  InstitutionRegistered,
  ServiceBasketVersionPublished,
  ServicePlaceTaken,
  ServiceProposed,
  ServiceSuspended,
  ServicesPublished,
  ServiceVerified,
} from '@kooperacje/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projections } from '../registry.ts'
import { offer } from '../testing/facts.ts'
import { type Archive, type History, openArchive } from '../testing/history.ts'
import { basketVersion, basketVersions, serviceById, servicesList, servicesNamed } from './basket.ts'

describe('a search in the basket', () => {
  let archive: Archive
  let history: History

  beforeAll(async () => {
    archive = await openArchive()
    history = archive.ledger()
    const tell = (...told: Parameters<History['tell']>) => history.tell(...told)
    const services = [
      offer('debts', 'mops', { capacity: 1 }),
      offer('therapy', 'pto', {
        name: 'Terapia uzależnień',
        category: 'ADDICTION_THERAPY',
        sector: 'HEALTH',
        needs: ['ADDICTION'],
        accessRules: { referralNeeded: true, incomeTest: false, fee: 'FREE' },
      }),
      offer('meals', 'ngo', { name: 'Obiady 100%', category: 'FOOD_AID', sector: 'NGO', validTo: '2019-12-31' }),
      offer('club', 'ngo', {
        name: 'Klub seniora',
        category: 'SENIOR_CLUB',
        sector: 'NGO',
        accessRules: { referralNeeded: false, incomeTest: true, fee: 'BY_INCOME' },
      }),
    ]
    const mops = { name: 'MOPS Zawiercie', kind: 'OPS', sector: 'SOCIAL_ASSISTANCE', teryt: '2416021' } as const
    await history.tell('2019-04-01', 'institution/mops', InstitutionRegistered, mops)
    await tell('2019-10-28', 'basket/zaw', BasketOpened, { partnershipId: 'zaw' })
    for (const service of services) await tell('2019-10-28', 'basket/zaw', ServiceProposed, service)
    const first = services.slice(0, 3).map(({ serviceId }) => ({ serviceId, revision: 1 }))
    for (const verified of first) await tell('2019-11-05', 'basket/zaw', ServiceVerified, verified)
    await tell('2019-11-06', 'basket/zaw', ServicesPublished, { basketVersion: '0.1', services: first })
    await tell('2019-11-06', 'partnership/zaw', ServiceBasketVersionPublished, {
      basketVersion: '0.1',
      services: 3,
      institutions: 3,
    })
    for (const projection of projections) await history.rows(projection)
  })
  afterAll(() => archive.close())

  const ids = async (filter: Parameters<typeof servicesList>[2]) =>
    (await servicesList(archive.pool, history.ledger, filter)).items.map(({ serviceId }) => serviceId)

  it('finds by need, sector, category, access rule and state', async () => {
    expect(await ids({})).toEqual(['debts', 'therapy', 'meals', 'club'])
    expect(await ids({ need: 'ADDICTION' })).toEqual(['therapy'])
    expect(await ids({ sector: 'NGO' })).toEqual(['meals', 'club'])
    expect(await ids({ category: 'FOOD_AID', sector: 'NGO' })).toEqual(['meals'])
    expect(await ids({ accessRule: 'NO_REFERRAL' })).toEqual(['debts', 'meals', 'club'])
    expect(await ids({ accessRule: 'NO_INCOME_TEST' })).toEqual(['debts', 'therapy', 'meals'])
    expect(await ids({ accessRule: 'BY_INCOME' })).toEqual(['club'])
    expect(await ids({ status: 'PUBLISHED' })).toEqual(['debts', 'therapy', 'meals'])
    expect(await ids({ status: ['PROPOSED', 'VERIFIED'] })).toEqual(['club'])
    expect(await ids({ institutionId: 'pto', basketId: 'zaw' })).toEqual(['therapy'])
    expect(await ids({ basketId: 'elsewhere' })).toEqual([])
  })

  it('finds words with and without Polish signs, and takes none for a pattern', async () => {
    expect(await ids({ text: 'UZALEŻNIEŃ' })).toEqual(['therapy'])
    expect(await ids({ text: 'uzaleznien' })).toEqual(['therapy'])
    expect(await ids({ text: 'zadluzen' })).toEqual(['debts'])
    expect(await ids({ text: '0%' })).toEqual(['meals'])
    expect(await ids({ text: '_' })).toEqual([])
  })

  it('finds what is available: published, in its term, with a place left', async () => {
    expect(await ids({ availableOn: '2019-11-20' })).toEqual(['debts', 'therapy', 'meals'])
    expect(await ids({ availableOn: '2020-01-01' })).toEqual(['debts', 'therapy'])
    await history.tell('2020-01-02', 'basket/zaw', ServicePlaceTaken, {
      serviceId: 'debts',
      caseId: 'a',
      clientId: 'client-1',
    })
    await history.tell('2020-01-02', 'basket/zaw', ServiceSuspended, { serviceId: 'therapy', reason: 'urlop' })
    for (const projection of projections) await history.rows(projection)
    expect(await ids({ availableOn: '2019-11-20' })).toEqual(['meals'])
  })

  it('is read page by page, each service once', async () => {
    const first = await servicesList(archive.pool, history.ledger, {}, { limit: 3 })
    const rest = await servicesList(archive.pool, history.ledger, {}, { limit: 3, after: first.next ?? '' })
    expect([first, rest].map(({ items }) => items.length)).toEqual([3, 1])
    expect(rest.next).toBeNull()
  })

  it('leads to one service and to one version', async () => {
    const { pool } = archive
    expect(await serviceById(pool, history.ledger, 'debts')).toMatchObject({ institutionName: 'MOPS Zawiercie' })
    expect(await serviceById(pool, history.ledger, 'debts', 'elsewhere')).toBeNull()
    expect(await serviceById(pool, 'elsewhere', 'debts')).toBeNull()
    const named = await servicesNamed(pool, history.ledger, 'zaw', ['club', 'debts', 'nothing'])
    expect(named.map(({ serviceId }) => serviceId).sort()).toEqual(['club', 'debts'])
    expect(await basketVersions(pool, history.ledger)).toMatchObject([{ basketVersion: '0.1', items: null }])
    expect(await basketVersion(pool, history.ledger, 'zaw', '0.1')).toMatchObject({ services: 3 })
    expect(await basketVersion(pool, history.ledger, 'zaw', '0.2')).toBeNull()
  })
})
