import { describe, it } from 'vitest'
import { event } from '../kernel/event.ts'
import { MemberWithdrew, ServiceBasketVersionPublished } from '../partnerships/events.ts'
import { withdrawMember } from '../partnerships/membership-commands.ts'
import { partnership } from '../partnerships/process.ts'
import {
  basketOpened,
  inProposed,
  inPublished,
  inVerified,
  serviceChanged,
  serviceProposed,
  servicesPublished,
  serviceVerified,
  terms,
  therapy,
} from '../testing/basket-facts.ts'
import { active, dissolved, formalising, preparing, signedBy } from '../testing/partnership-facts.ts'
import { given, onStream } from '../testing/specification.ts'
import {
  changeService,
  openBasket,
  proposeService,
  publishBasketVersion,
  reportWaitingTime,
  resumeService,
  reviewBasket,
  suspendService,
  verifyService,
  withdrawService,
} from './commands.ts'
import {
  BasketReviewed,
  ServiceResumed,
  ServiceSuspended,
  ServiceWaitingTimeReported,
  ServiceWithdrawn,
} from './events.ts'
import { basket } from './process.ts'

const clinic = { actorId: 'therapist-1', role: 'PARTNER', institutionId: 'pto' }
const school = { actorId: 'counsellor-1', role: 'PARTNER', institutionId: 'sp-1' }
const withPartnership = (...events: Parameters<typeof given>[1][]) =>
  given(basket, ...events).besides(partnership, 'this', ...active)

describe('a basket', () => {
  it('is opened for a partnership that goes on, once', () => {
    given(basket)
      .besides(partnership, 'this', ...preparing)
      .when(openBasket)
      .then(basketOpened)
    given(basket)
      .besides(partnership, 'this', ...dissolved)
      .when(openBasket)
      .refuses('partnership-not-active', { state: 'DISSOLVED' })
    given(basket).when(openBasket).refuses('not-found', { field: 'partnershipId' })
    withPartnership(basketOpened).when(openBasket).refuses('already-exists')
  })

  it('is reviewed', () => {
    given(basket, basketOpened).when(reviewBasket).then(event(BasketReviewed, {}))
  })
})

describe('a service is proposed', () => {
  it("by the caller's own institution", () => {
    withPartnership(basketOpened)
      .by(clinic)
      .when(proposeService, { serviceId: 'therapy', ...terms(therapy) })
      .then(serviceProposed('therapy', 'pto', therapy))
  })

  it('by the leader for any member, never by another member', () => {
    const body = { serviceId: 'therapy', institutionId: 'pto', ...terms(therapy) }
    withPartnership(basketOpened)
      .when(proposeService, body)
      .then(serviceProposed('therapy', 'pto', therapy))
    withPartnership(basketOpened)
      .by(school)
      .when(proposeService, body)
      .refuses('service-of-another', { institutionId: 'pto' })
    withPartnership(basketOpened)
      .by({ ...clinic, institutionId: null })
      .when(proposeService, terms())
      .refuses('sender-unknown')
  })

  it('by a member of the partnership, from its declaration on', () => {
    const stranger = { actorId: 'x', role: 'PARTNER', institutionId: 'zus' }
    withPartnership(basketOpened)
      .by(stranger)
      .when(proposeService, terms())
      .refuses('not-a-member', { institutionId: 'zus' })
    given(basket, basketOpened)
      .besides(partnership, 'this', ...formalising, ...signedBy({ institutionId: 'pto', sector: 'HEALTH' }))
      .by(clinic)
      .when(proposeService, { serviceId: 'therapy', ...terms(therapy) })
      .then(serviceProposed('therapy', 'pto', therapy))
  })

  it('of a category that the model knows, with a term that can be', () => {
    withPartnership(basketOpened)
      .when(proposeService, terms({ category: 'FORTUNE_TELLING' }))
      .refuses('unknown-category', { category: 'FORTUNE_TELLING' })
    withPartnership(basketOpened)
      .when(proposeService, terms({ validFrom: '2020-02-01', validTo: '2020-01-31' }))
      .refuses('date-order', { field: 'validTo', notBefore: '2020-02-01' })
    withPartnership(basketOpened)
      .when(proposeService, { ...terms(), contact: { email: 'nobody' } })
      .isMalformedAt('contact.email')
  })

  it('under an id of its own', () => {
    withPartnership(...inProposed)
      .when(proposeService, { serviceId: 'debts', ...terms() })
      .refuses('not-allowed-in-state', {
        process: 'service',
        id: 'debts',
        state: 'PROPOSED',
        step: 'ServiceProposed',
        allowedIn: ['NONE'],
      })
  })
})

describe('a service is verified', () => {
  it('in the revision that was looked at', () => {
    given(basket, ...inProposed)
      .when(verifyService, { serviceId: 'debts', revision: 1 })
      .then(serviceVerified('debts'))
    given(basket, ...inProposed, serviceChanged('debts', 2))
      .when(verifyService, { serviceId: 'debts', revision: 1 })
      .refuses('wrong-revision', { have: 1, need: 2 })
  })

  it('once', () => {
    given(basket, ...inPublished)
      .when(verifyService, { serviceId: 'debts', revision: 1 })
      .refuses('already-verified', { serviceId: 'debts', revision: 1 })
  })

  it('if there is one', () => {
    given(basket, ...inProposed)
      .when(verifyService, { serviceId: 'constructor', revision: 1 })
      .refuses('not-allowed-in-state')
  })
})

describe('a service is changed', () => {
  const cheaper = { serviceId: 'debts', ...terms({ name: 'Poradnictwo' }) }
  const changed = serviceChanged('debts', 2, { name: 'Poradnictwo' })

  it('before publication, and is then verified again', () => {
    withPartnership(...inVerified)
      .when(changeService, cheaper)
      .then(changed)
    withPartnership(...inVerified, changed)
      .when(publishBasketVersion, { basketVersion: '1.0' })
      .refuses('basket-empty')
  })

  it('after publication: what is in force stays so until the new revision is verified and published', () => {
    const item = { serviceId: 'debts', institutionId: 'mops', category: 'DEBT_COUNSELLING' } as const
    const other = { serviceId: 'therapy', revision: 1, institutionId: 'pto', name: 'Terapia' } as const
    const published = (revision: number, name: string) => [
      servicesPublished('1.1', ['debts', revision], ['therapy', 1]),
      onStream(
        partnership,
        'this',
        event(ServiceBasketVersionPublished, {
          basketVersion: '1.1',
          services: 2,
          institutions: 2,
          items: [
            { ...item, revision, name, sector: 'SOCIAL_ASSISTANCE' },
            { ...other, category: 'ADDICTION_THERAPY', sector: 'HEALTH' },
          ],
        }),
      ),
    ]
    withPartnership(...inPublished, changed)
      .when(publishBasketVersion, { basketVersion: '1.1' })
      .then(...published(1, 'Poradnictwo zadłużeniowe'))
    withPartnership(...inPublished, changed, serviceVerified('debts', 2))
      .when(publishBasketVersion, { basketVersion: '1.1' })
      .then(...published(2, 'Poradnictwo'))
  })

  it('by its institution or the leader', () => {
    withPartnership(...inPublished)
      .by(clinic)
      .when(changeService, cheaper)
      .refuses('service-of-another', { institutionId: 'mops' })
  })
})

describe('a version of the basket', () => {
  const version = { basketVersion: '1.0' }

  it('is never without a service', () => {
    withPartnership(...inProposed)
      .when(publishBasketVersion, version)
      .refuses('basket-empty')
  })

  it('is published once', () => {
    const counted = event(ServiceBasketVersionPublished, { basketVersion: '1.0', services: 31, institutions: 8 })
    given(basket, ...inVerified)
      .besides(partnership, 'this', ...active, counted)
      .when(publishBasketVersion, version)
      .refuses('basket-version-published', { basketVersion: '1.0' })
  })

  it('is published by a partnership at work', () => {
    given(basket, ...inVerified)
      .besides(partnership, 'this', ...formalising, ...signedBy({ institutionId: 'mops', sector: 'SOCIAL_ASSISTANCE' }))
      .when(publishBasketVersion, version)
      .refuses('not-allowed-in-state')
  })

  it('leaves out what is suspended, withdrawn, run out, or of an institution that left', () => {
    const withdrawn = event(ServiceWithdrawn, { serviceId: 'debts', reason: 'brak środków' })
    const suspended = event(ServiceSuspended, { serviceId: 'debts', reason: 'urlop' })
    const run = serviceChanged('debts', 2, { validTo: '2019-11-11' })
    for (const facts of [[withdrawn], [suspended], [run, serviceVerified('debts', 2)]]) {
      withPartnership(...inVerified, servicesPublished('0.9', ['debts', 1]), ...facts)
        .when(publishBasketVersion, version)
        .refuses('basket-empty')
    }
    given(basket, basketOpened, serviceProposed('therapy', 'pto', therapy), serviceVerified('therapy'))
      .besides(partnership, 'this', ...active, event(MemberWithdrew, { institutionId: 'pto' }))
      .when(publishBasketVersion, version)
      .refuses('basket-empty')
  })
})

describe('an institution that leaves the partnership', () => {
  const withdrawn = event(ServiceWithdrawn, { serviceId: 'therapy', reason: 'instytucja opuściła partnerstwo' })
  const left = event(MemberWithdrew, { institutionId: 'pto' })

  it('takes its services out of the basket', () => {
    given(partnership, ...active)
      .besides(basket, 'this', ...inPublished)
      .when(withdrawMember, { institutionId: 'pto' })
      .then(left, onStream(basket, 'this', withdrawn))
    given(partnership, ...active)
      .besides(basket, 'this', ...inPublished, withdrawn)
      .when(withdrawMember, { institutionId: 'pto' })
      .then(left)
  })

  it('has none where the basket is kept on paper', () => {
    given(partnership, ...active)
      .when(withdrawMember, { institutionId: 'pto' })
      .then(left)
  })
})

describe('a published service', () => {
  const suspended = event(ServiceSuspended, { serviceId: 'therapy', reason: 'urlop' })

  it('is suspended and resumed by its institution', () => {
    withPartnership(...inPublished)
      .by(clinic)
      .when(suspendService, { serviceId: 'therapy', reason: 'urlop' })
      .then(suspended)
    withPartnership(...inPublished, suspended)
      .by(clinic)
      .when(resumeService, { serviceId: 'therapy' })
      .then(event(ServiceResumed, { serviceId: 'therapy' }))
    withPartnership(...inPublished)
      .by(clinic)
      .when(suspendService, { serviceId: 'debts', reason: 'urlop' })
      .refuses('service-of-another', { institutionId: 'mops' })
  })

  it('is withdrawn for good', () => {
    const withdrawn = event(ServiceWithdrawn, { serviceId: 'therapy', reason: 'koniec umowy' })
    withPartnership(...inPublished)
      .when(withdrawService, { serviceId: 'therapy', reason: 'koniec umowy' })
      .then(withdrawn)
    withPartnership(...inPublished, withdrawn)
      .when(resumeService, { serviceId: 'therapy' })
      .refuses('not-allowed-in-state')
  })

  it('says how long one waits', () => {
    withPartnership(...inPublished)
      .by(clinic)
      .when(reportWaitingTime, { serviceId: 'therapy', waitingDays: 30 })
      .then(event(ServiceWaitingTimeReported, { serviceId: 'therapy', waitingDays: 30 }))
    withPartnership(...inProposed)
      .when(reportWaitingTime, { serviceId: 'debts', waitingDays: 30 })
      .refuses('not-allowed-in-state')
  })
})
