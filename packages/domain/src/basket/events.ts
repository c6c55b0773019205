import { z } from 'zod'
import { defineEvent } from '../kernel/event.ts'
import { BusinessDate, Id, ShortText } from '../kernel/values.ts'
import { MOST_SERVICES, Reported, ServiceTerms } from './values.ts'

export const BasketOpened = defineEvent({
  type: 'BasketOpened',
  version: 1,
  about: 'A partnership began its local service basket (LKU). The basket has the id of its partnership.',
  data: z.strictObject({ partnershipId: Id, modelVersion: z.string().max(20).optional() }),
})

export const ServiceProposed = defineEvent({
  type: 'ServiceProposed',
  version: 1,
  about: 'An institution proposed a service for the basket: its first revision.',
  data: ServiceTerms.extend({ serviceId: Id, institutionId: Id }),
})

export const ServiceChanged = defineEvent({
  type: 'ServiceChanged',
  version: 1,
  about: 'A service got a new revision, which is verified before it is published; what was published stays in force.',
  data: ServiceTerms.extend({ serviceId: Id, revision: z.int().min(2) }),
})

export const ServiceVerified = defineEvent({
  type: 'ServiceVerified',
  version: 1,
  about: 'The network officer checked the newest revision of a service with its institution.',
  data: z.strictObject({ serviceId: Id, revision: z.int().min(1) }),
})

export const ServicesPublished = defineEvent({
  type: 'ServicesPublished',
  version: 1,
  about: 'Services came into force with a version of the basket, each in the revision named.',
  data: z.strictObject({
    basketVersion: z.string().min(1).max(20),
    services: z
      .array(z.strictObject({ serviceId: Id, revision: z.int().min(1) }))
      .min(1)
      .max(MOST_SERVICES),
  }),
})

export const ServiceSuspended = defineEvent({
  type: 'ServiceSuspended',
  version: 1,
  about: 'A published service is not available for a time; whoever has a place keeps it.',
  data: z.strictObject({ serviceId: Id, reason: ShortText }),
})

export const ServiceResumed = defineEvent({
  type: 'ServiceResumed',
  version: 1,
  about: 'A suspended service is available again.',
  data: z.strictObject({ serviceId: Id }),
})

export const ServiceWithdrawn = defineEvent({
  type: 'ServiceWithdrawn',
  version: 1,
  about: 'A service left the basket for good; versions that were published still show it.',
  data: z.strictObject({ serviceId: Id, reason: ShortText }),
})

export const ServicePlaceTaken = defineEvent({
  type: 'ServicePlaceTaken',
  version: 1,
  about: 'A case got a place in a service, mostly by an action of its plan.',
  data: z.strictObject({
    serviceId: Id,
    caseId: Id,
    clientId: Id,
    /** The action of the plan that needs it, with its days. */
    actionId: Id.optional(),
    from: BusinessDate.optional(),
    until: BusinessDate.optional(),
  }),
})

export const ServicePlaceFreed = defineEvent({
  type: 'ServicePlaceFreed',
  version: 1,
  about: 'A case gave its place in a service back.',
  data: z.strictObject({ serviceId: Id, caseId: Id }),
})

export const ServiceWaitingTimeReported = defineEvent({
  type: 'ServiceWaitingTimeReported',
  version: 1,
  about: 'An institution said how long one waits for its service.',
  data: Reported,
})

export const BasketReviewed = defineEvent({
  type: 'BasketReviewed',
  version: 1,
  about: 'The partnership went through its basket, as it does every half year.',
  data: z.strictObject({}),
})

export const BasketMigrated = defineEvent({
  type: 'BasketMigrated',
  version: 1,
  about: 'The basket went to another version of the model with its partnership.',
  data: z.strictObject({ modelVersion: z.string().max(20) }),
})

export const basketEvents = [
  BasketOpened,
  ServiceProposed,
  ServiceChanged,
  ServiceVerified,
  ServicesPublished,
  ServiceSuspended,
  ServiceResumed,
  ServiceWithdrawn,
  ServicePlaceTaken,
  ServicePlaceFreed,
  ServiceWaitingTimeReported,
  BasketReviewed,
  BasketMigrated,
] as const
