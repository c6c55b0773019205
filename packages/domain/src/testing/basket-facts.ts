import {
  BasketOpened,
  ServiceChanged,
  ServicePlaceTaken,
  ServiceProposed,
  ServicesPublished,
  ServiceVerified,
} from '../basket/events.ts'
import type { ServiceTerms } from '../basket/values.ts'
import { event } from '../kernel/event.ts'

/** The basket of the partnership `this`: debts are counselled by the centre, therapy is given at the clinic. */
export const basketOpened = event(BasketOpened, { partnershipId: 'this', modelVersion: '1.0' })

export const terms = (given: Partial<ServiceTerms> = {}): ServiceTerms => ({
  name: 'Poradnictwo zadłużeniowe',
  category: 'DEBT_COUNSELLING',
  sector: 'SOCIAL_ASSISTANCE',
  targetGroups: ['EVERYBODY'],
  needs: ['HOUSING_ARREARS', 'POVERTY'],
  accessRules: { referralNeeded: false, incomeTest: false, fee: 'FREE' },
  ...given,
})

export const serviceProposed = (serviceId: string, institutionId: string, given: Partial<ServiceTerms> = {}) =>
  event(ServiceProposed, { serviceId, institutionId, ...terms(given) })
export const serviceChanged = (serviceId: string, revision: number, given: Partial<ServiceTerms> = {}) =>
  event(ServiceChanged, { serviceId, revision, ...terms(given) })
export const serviceVerified = (serviceId: string, revision = 1) => event(ServiceVerified, { serviceId, revision })
export const servicesPublished = (basketVersion: string, ...services: readonly (readonly [string, number])[]) =>
  event(ServicesPublished, {
    basketVersion,
    services: services.map(([serviceId, revision]) => ({ serviceId, revision })),
  })
export const placeTaken = (serviceId: string, caseId: string) =>
  event(ServicePlaceTaken, { serviceId, caseId, clientId: `client-of-${caseId}` })

/** Two places, three weeks of waiting. */
export const therapy = {
  name: 'Terapia',
  category: 'ADDICTION_THERAPY',
  sector: 'HEALTH',
  capacity: 2,
  waitingDays: 21,
} as const

export const inProposed = [basketOpened, serviceProposed('debts', 'mops')]
export const inVerified = [...inProposed, serviceVerified('debts')]
export const inPublished = [
  ...inVerified,
  serviceProposed('therapy', 'pto', therapy),
  serviceVerified('therapy'),
  servicesPublished('1.0', ['debts', 1], ['therapy', 1]),
]
