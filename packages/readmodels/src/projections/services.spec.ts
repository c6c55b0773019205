import {
  BasketMigrated,
  BasketOpened,
  BasketReviewed,
  ServiceBasketVersionPublished,
  ServiceChanged,
  ServicePlaceFreed,
  ServicePlaceTaken,
  ServiceProposed,
  ServiceResumed,
  ServiceSuspended,
  ServicesPublished,
  ServiceVerified,
  ServiceWaitingTimeReported,
  ServiceWithdrawn,
} from '@kooperacje/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { offer, terms } from '../testing/facts.ts'
import { type Archive, type History, openArchive } from '../testing/history.ts'
import { servicesProjection } from './services.ts'

const BASKET = 'basket/zaw'

describe('the service basket', () => {
  let archive: Archive
  let history: History
  beforeAll(async () => {
    archive = await openArchive()
  })
  afterAll(() => archive.close())

  const proposed = async () => {
    history = archive.ledger()
    await history.tell('2019-10-28', BASKET, BasketOpened, { partnershipId: 'zaw', modelVersion: '1.0' })
    await history.tell('2019-10-28', BASKET, ServiceProposed, offer('debts', 'mops', { capacity: 2, waitingDays: 14 }))
  }
  const published = async (serviceId = 'debts', revision = 1, basketVersion = '1.0') => {
    await history.tell('2019-11-05', BASKET, ServiceVerified, { serviceId, revision })
    await history.tell('2019-11-06', BASKET, ServicesPublished, { basketVersion, services: [{ serviceId, revision }] })
  }
  const service = async () => (await history.table(servicesProjection))[0]

  it('holds what was proposed, findable without Polish signs', async () => {
    await proposed()
    expect(await service()).toMatchObject({
      basketId: 'zaw',
      serviceId: 'debts',
      institutionId: 'mops',
      status: 'PROPOSED',
      revision: 1,
      inForce: false,
      pending: null,
      namePlain: 'poradnictwo zadluzeniowe',
      needs: ['HOUSING_ARREARS'],
      capacity: 2,
      taken: 0,
      waitingDays: 14,
    })
  })

  it('shows an unpublished service as it was changed last', async () => {
    await proposed()
    await history.tell('2019-11-04', BASKET, ServiceVerified, { serviceId: 'debts', revision: 1 })
    expect(await service()).toMatchObject({ status: 'VERIFIED' })
    await history.tell('2019-11-05', BASKET, ServiceChanged, {
      serviceId: 'debts',
      revision: 2,
      ...terms({ name: 'Długi' }),
    })
    expect(await service()).toMatchObject({
      status: 'PROPOSED',
      revision: 2,
      name: 'Długi',
      capacity: null,
      pending: null,
    })
  })

  it('keeps what is published in force beside its newest revision', async () => {
    await proposed()
    await published()
    await history.tell('2019-12-02', BASKET, ServiceChanged, {
      serviceId: 'debts',
      revision: 2,
      ...terms({ name: 'Długi' }),
    })
    expect(await service()).toMatchObject({
      status: 'PUBLISHED',
      revision: 1,
      name: 'Poradnictwo zadłużeniowe',
      pending: { revision: 2, verified: false, name: 'Długi' },
    })
    await published('debts', 2, '1.1')
    expect(await service()).toMatchObject({
      status: 'PUBLISHED',
      revision: 2,
      name: 'Długi',
      pending: null,
      basketVersion: '1.1',
    })
  })

  it('counts places and tells how long one waits, never who waits', async () => {
    await proposed()
    await published()
    for (const caseId of ['case-7', 'case-8']) {
      await history.tell('2019-12-10', BASKET, ServicePlaceTaken, { serviceId: 'debts', caseId, clientId: 'client-9' })
    }
    await history.tell('2019-12-11', BASKET, ServicePlaceFreed, { serviceId: 'debts', caseId: 'case-7' })
    await history.tell('2019-12-12', BASKET, ServiceWaitingTimeReported, { serviceId: 'debts', waitingDays: 30 })
    expect(await service()).toMatchObject({ taken: 1, waitingDays: 30 })
    expect(JSON.stringify(await history.rows(servicesProjection))).not.toMatch(/case-|client-/)
  })

  it('says with each change how far its stream has come, and under which version of the model it is kept', async () => {
    await proposed()
    await published()
    const basketRow = async () => (await history.rows(servicesProjection)).baskets?.[0]
    expect(await basketRow()).toMatchObject({ modelVersion: '1.0', version: 4 })
    await history.tell('2020-06-01', BASKET, BasketMigrated, { modelVersion: '1.1' })
    expect(await basketRow()).toMatchObject({ modelVersion: '1.1', version: 5 })
  })

  it('is suspended, resumed, withdrawn and reviewed', async () => {
    await proposed()
    await published()
    await history.tell('2020-01-02', BASKET, ServiceSuspended, { serviceId: 'debts', reason: 'Free words.' })
    expect(await service()).toMatchObject({ status: 'SUSPENDED' })
    await history.tell('2020-01-03', BASKET, ServiceResumed, { serviceId: 'debts' })
    expect(await service()).toMatchObject({ status: 'PUBLISHED' })
    await history.tell('2020-01-04', BASKET, ServiceWithdrawn, { serviceId: 'debts', reason: 'Free words.' })
    await history.tell('2020-05-05', BASKET, BasketReviewed, {})
    const rows = await history.rows(servicesProjection)
    expect(rows).toMatchObject({ services: [{ status: 'WITHDRAWN' }], baskets: [{ reviewedOn: '2020-05-05' }] })
    expect(JSON.stringify(rows)).not.toMatch(/Free words/)
  })

  it('keeps every version as it was published, also of a basket on paper', async () => {
    await proposed()
    const item = {
      serviceId: 'debts',
      revision: 1,
      institutionId: 'mops',
      name: 'Poradnictwo',
      category: 'DEBT_COUNSELLING',
    }
    const items = [{ ...item, sector: 'SOCIAL_ASSISTANCE' as const }]
    const counts = { services: 31, institutions: 8 }
    await history.tell('2019-11-06', 'partnership/zaw', ServiceBasketVersionPublished, {
      basketVersion: '0.1',
      ...counts,
    })
    await history.tell('2020-07-08', 'partnership/zaw', ServiceBasketVersionPublished, {
      basketVersion: '1.0',
      services: 1,
      institutions: 1,
      items,
    })
    expect((await history.rows(servicesProjection)).basket_versions).toMatchObject([
      { basketId: 'zaw', basketVersion: '0.1', publishedOn: '2019-11-06', ...counts, items: null },
      { basketVersion: '1.0', services: 1, institutions: 1, items },
    ])
  })
})
