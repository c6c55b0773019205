import { describe, expect, it } from 'vitest'
import { Chronicle } from '../testing/chronicle.ts'
import { breakdown } from './breakdown.ts'
import { evaluate } from './evaluation.ts'
import { evaluateIndicator, indicatorOf } from './indicators.ts'
import { FactView } from './view.ts'

const asOf = '2020-12-31'
const measure = (id: string, told: Chronicle) => evaluateIndicator(id, told.facts, { asOf })
const byGroup = (id: string, by: string, ...ledgers: readonly Chronicle[]) => {
  const views = ledgers.map(({ facts }) => new FactView(facts, { asOf, lau: '2416021' }))
  const groups = breakdown(evaluate(indicatorOf(id), views), by)
  return Object.fromEntries([...groups].map(([key, { figure }]) => [key, figure.value]))
}

describe('O-01, local authorities with an agreement', () => {
  const party = (kind: string, teryt: string) => ({ kind, teryt })
  const signed = (parties: readonly ReturnType<typeof party>[]) => ({ region: 'SLASKIE', parties })
  const zawiercie = signed([party('VOIVODESHIP', '24'), party('MUNICIPALITY', '2416021'), party('COUNTY', '2416')])

  it('counts municipalities and counties, the region that signs with them not', () => {
    const told = new Chronicle().tell('2018-10-15', 'agreement/a', 'CooperationAgreementSigned', zawiercie)
    expect(measure('O-01', told)).toMatchObject({ value: 2, parts: { MUNICIPALITY: 1, COUNTY: 1 } })
    expect(byGroup('O-01', 'lau', told)).toEqual({ 2416: 1, 2416021: 1 })
    expect(byGroup('O-01', 'region', told)).toEqual({ SLASKIE: 2 })
  })

  it('forgets those whose agreement was terminated, and counts nobody twice', () => {
    const told = new Chronicle()
      .tell('2018-10-15', 'agreement/a', 'CooperationAgreementSigned', zawiercie)
      .tell('2019-01-15', 'agreement/b', 'CooperationAgreementSigned', signed([party('COUNTY', '2416')]))
    expect(measure('O-01', told).value).toBe(2)
    told.tell('2020-01-15', 'agreement/a', 'CooperationAgreementTerminated')
    expect(measure('O-01', told).value).toBe(1)
  })

  it('counts a county once that signed with municipalities of two ledgers', () => {
    const ledger = (teryt: string) =>
      new Chronicle().tell('2018-10-15', 'agreement/a', 'CooperationAgreementSigned', {
        parties: [party('MUNICIPALITY', teryt), party('COUNTY', '2416')],
      })
    const views = [ledger('2416021'), ledger('2416031')].map(({ facts }) => new FactView(facts, { asOf }))
    expect(evaluate(indicatorOf('O-01'), views).result.value).toBe(3)
  })
})

describe('O-09 and O-10, coaching and supervision', () => {
  it('add up hours, and count a worker once', () => {
    const told = new Chronicle()
      .tell('2020-02-05', 'support/1', 'CoachingSessionHeld', { workerId: 'sw-1', hours: 2 })
      .tell('2020-03-05', 'support/2', 'CoachingSessionHeld', { workerId: 'sw-1', hours: 1.5 })
      .tell('2020-03-06', 'support/3', 'CoachingSessionHeld', { workerId: 'sw-2', hours: 1 })
    expect(measure('O-09', told)).toMatchObject({ value: 4.5, parts: { workers: 2 } })
  })

  it('multiply hours by participants, also where only their number is known', () => {
    const person = (personId: string) => ({ personId, sector: 'NGO' })
    const told = new Chronicle()
      .tell('2020-01-28', 'support/1', 'SupervisionSessionHeld', { hours: 3, participants: [person('a'), person('b')] })
      .tell('2020-02-28', 'support/2', 'SupervisionSessionHeld', { hours: 2, participants: [person('a')] })
      .tell('2020-03-28', 'support/3', 'SupervisionSessionHeld', { hours: 1, participantCount: 4 })
    expect(measure('O-10', told)).toMatchObject({ value: 6, parts: { personHours: 12, participants: 6 } })
  })
})

describe('O-11, trained people', () => {
  const person = (personId: string, sector = 'EDUCATION') => ({ personId, sector })
  const told = new Chronicle()
    .tell('2020-01-10', 'support/1', 'IntersectoralTrainingHeld', {
      hours: 8,
      participants: [person('a'), person('b', 'HEALTH')],
    })
    .tell('2020-02-10', 'support/2', 'CooperationWorkshopHeld', { hours: 16, participants: [person('a'), person('c')] })
    .tell('2020-03-10', 'support/3', 'EducationalMeetingHeld', { hours: 2, participantCount: 30 })
    .tell('2020-03-11', 'support/4', 'ConferenceHeld', { hours: 6, participantCount: 100 })

  it('counts persons once over trainings, workshops and educational meetings, and stated numbers as others', () => {
    expect(measure('O-11', told)).toMatchObject({ value: 33, parts: { named: 3, statedOnly: 30 } })
  })

  it('counts in each form whoever was there, whatever else they attended', () => {
    expect(byGroup('O-11', 'form', told)).toEqual({
      INTERSECTORAL_TRAINING: 2,
      COOPERATION_WORKSHOP: 2,
      EDUCATIONAL_MEETING: 30,
    })
    expect(byGroup('O-11', 'sector', told)).toEqual({ EDUCATION: 2, HEALTH: 1, NOT_STATED: 30 })
    expect(byGroup('O-11', 'quarter', told)).toEqual({ '2020-Q1': 33 })
  })
})

describe('O-12, consultations', () => {
  it('counts meetings, and remarks beside them', () => {
    const told = new Chronicle()
      .tell('2019-02-20', 'support/1', 'ConsultationMeetingHeld', { channel: 'MEETING' })
      .tell('2019-02-21', 'support/2', 'ConsultationMeetingHeld', { channel: 'INDIVIDUAL' })
      .tell('2019-02-22', 'remark/1', 'RemarkSubmitted', { channel: 'ELECTRONIC', chapter: '3' })
    expect(measure('O-12', told)).toMatchObject({ value: 2, parts: { remarks: 1 } })
    expect(byGroup('O-12', 'channel', told)).toEqual({ ELECTRONIC: 0, INDIVIDUAL: 1, MEETING: 1 })
  })
})

describe('O-13, services in the basket', () => {
  const item = (serviceId: string, institutionId: string, category: string) => {
    return { serviceId, institutionId, category, sector: 'HEALTH' }
  }

  it('looks at the newest version of each partnership, by its items where it names them', () => {
    const items = [item('s1', 'mops', 'ADVICE'), item('s2', 'mops', 'HOUSING'), item('s3', 'pup', 'ADVICE')]
    const told = new Chronicle()
      .tell('2019-11-06', 'partnership/a', 'ServiceBasketVersionPublished', {
        basketVersion: '0.1',
        services: 31,
        institutions: 8,
      })
      .tell('2020-07-08', 'partnership/a', 'ServiceBasketVersionPublished', {
        basketVersion: '1.0',
        services: 3,
        institutions: 2,
        items,
      })
      .tell('2020-01-08', 'partnership/b', 'ServiceBasketVersionPublished', {
        basketVersion: '1.0',
        services: 5,
        institutions: 4,
      })
    expect(measure('O-13', told)).toMatchObject({ value: 8, parts: { institutions: 6 } })
    expect(byGroup('O-13', 'category', told)).toEqual({ ADVICE: 2, HOUSING: 1, NOT_STATED: 5 })
  })
})

describe('O-14, good practices', () => {
  it('counts those published', () => {
    const told = new Chronicle()
      .tell('2020-09-25', 'practice/a', 'GoodPracticeSubmitted')
      .tell('2020-09-26', 'practice/b', 'GoodPracticeSubmitted')
      .tell('2020-10-25', 'practice/a', 'GoodPracticePublished')
    expect(measure('O-14', told).value).toBe(1)
  })
})
