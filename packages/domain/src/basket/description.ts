import type { ProcessDescription } from '../kernel/description.ts'

/**
 * The local service basket (LKU). It is open as long as its partnership; what has a course of its own are the services in
 * it. A published service that is changed stays published: its newest revision waits for verification beside the one that is
 * in force, because plans lean on it meanwhile.
 */
export const basketDescription: ProcessDescription = {
  pl: 'Lokalny koszyk usług',
  en: 'Local service basket',
  states: { OPEN: { pl: 'prowadzony', en: 'kept', end: true } },
  transitions: {
    BasketOpened: [{ from: ['NONE'], to: 'OPEN', guards: ['partnershipGoesOn'] }],
    ServiceProposed: [{ from: ['OPEN'], guards: ['roomInBasket', 'ofAMember', 'categoryKnown', 'termInOrder'] }],
    ServiceChanged: [{ from: ['OPEN'], guards: ['nextRevision', 'categoryKnown', 'termInOrder'] }],
    ServiceVerified: [{ from: ['OPEN'], guards: ['newestRevisionWaits'] }],
    ServicesPublished: [{ from: ['OPEN'], guards: ['onlyWhatIsVerified'] }],
    ServiceSuspended: [{ from: ['OPEN'] }],
    ServiceResumed: [{ from: ['OPEN'] }],
    ServiceWithdrawn: [{ from: ['OPEN'] }],
    ServicePlaceTaken: [{ from: ['OPEN'], guards: ['serviceOffered', 'noPlaceYet', 'placeLeft'] }],
    ServicePlaceFreed: [{ from: ['OPEN'], guards: ['hasPlace'] }],
    ServiceWaitingTimeReported: [{ from: ['OPEN'] }],
    BasketReviewed: [{ from: ['OPEN'] }],
    BasketMigrated: [{ from: ['OPEN'], guards: ['versionKnowsState'] }],
  },
  parts: {
    service: {
      pl: 'Usługa',
      en: 'Service',
      states: {
        PROPOSED: { pl: 'zgłoszona', en: 'proposed' },
        VERIFIED: { pl: 'sprawdzona', en: 'verified' },
        PUBLISHED: { pl: 'opublikowana', en: 'published' },
        SUSPENDED: { pl: 'zawieszona', en: 'suspended' },
        WITHDRAWN: { pl: 'wycofana', en: 'withdrawn', end: true },
      },
      transitions: {
        ServiceProposed: [{ of: 'serviceId', from: ['NONE'], to: 'PROPOSED' }],
        ServiceChanged: [
          { of: 'serviceId', from: ['PROPOSED', 'VERIFIED'], to: 'PROPOSED' },
          { of: 'serviceId', from: ['PUBLISHED'], to: 'PUBLISHED' },
          { of: 'serviceId', from: ['SUSPENDED'], to: 'SUSPENDED' },
        ],
        ServiceVerified: [
          { of: 'serviceId', from: ['PROPOSED'], to: 'VERIFIED' },
          { of: 'serviceId', from: ['PUBLISHED'], to: 'PUBLISHED' },
          { of: 'serviceId', from: ['SUSPENDED'], to: 'SUSPENDED' },
        ],
        ServicesPublished: [{ of: 'services[].serviceId', from: ['VERIFIED', 'PUBLISHED'], to: 'PUBLISHED' }],
        ServiceSuspended: [{ of: 'serviceId', from: ['PUBLISHED'], to: 'SUSPENDED' }],
        ServiceResumed: [{ of: 'serviceId', from: ['SUSPENDED'], to: 'PUBLISHED' }],
        ServiceWithdrawn: [
          { of: 'serviceId', from: ['PROPOSED', 'VERIFIED', 'PUBLISHED', 'SUSPENDED'], to: 'WITHDRAWN' },
        ],
        ServiceWaitingTimeReported: [
          { of: 'serviceId', from: ['PUBLISHED'], to: 'PUBLISHED' },
          { of: 'serviceId', from: ['SUSPENDED'], to: 'SUSPENDED' },
        ],
      },
    },
  },
}
