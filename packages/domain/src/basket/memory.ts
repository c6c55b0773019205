import type { DataOf, Fact, PastEvent } from '../kernel/event.ts'
import type {
  BasketOpened,
  ServiceChanged,
  ServicePlaceFreed,
  ServicePlaceTaken,
  ServiceProposed,
  ServicesPublished,
  ServiceVerified,
  ServiceWaitingTimeReported,
} from './events.ts'
import type { BasketState, Revision, Service } from './state.ts'
import type { ServiceTerms } from './values.ts'

/** What each fact of a basket adds to its memory. */
// biome-ignore lint/suspicious/noExplicitAny: each entry is written for the payload of its own event
type Memory = Readonly<Record<string, (state: BasketState, event: PastEvent<string, any>) => Partial<BasketState>>>

export const memory: Memory = {
  BasketOpened: (_, { data }: Fact<typeof BasketOpened>) => ({ partnershipId: data.partnershipId }),

  ServiceProposed: ({ services }, { data }: Fact<typeof ServiceProposed>) => ({
    services: [...services, proposed(data)],
  }),
  ServiceChanged: (state, { data }: Fact<typeof ServiceChanged>) =>
    withService(state, data.serviceId, ({ waitingDays }) => ({
      newest: revisionOf(data.revision, data),
      newestVerified: false,
      // What was said last: how long one waits is no promise to be verified.
      waitingDays: data.waitingDays ?? waitingDays,
    })),
  ServiceVerified: (state, { data }: Fact<typeof ServiceVerified>) =>
    withService(state, data.serviceId, () => ({ newestVerified: true })),
  ServicesPublished: (state, { data }: Fact<typeof ServicesPublished>) => publish(state, data),

  ServicePlaceTaken: (state, { data }: Fact<typeof ServicePlaceTaken>) =>
    withService(state, data.serviceId, ({ places }) => ({ places: [...places, placeFor(data)] })),
  ServicePlaceFreed: (state, { data }: Fact<typeof ServicePlaceFreed>) =>
    withService(state, data.serviceId, ({ places }) => ({
      places: places.filter(({ caseId }) => caseId !== data.caseId),
    })),
  ServiceWaitingTimeReported: (state, { data }: Fact<typeof ServiceWaitingTimeReported>) =>
    withService(state, data.serviceId, () => ({ waitingDays: data.waitingDays })),
}

const revisionOf = (revision: number, terms: ServiceTerms): Revision => ({
  revision,
  name: terms.name,
  category: terms.category,
  sector: terms.sector,
  capacity: terms.capacity ?? null,
  validFrom: terms.validFrom ?? null,
  validTo: terms.validTo ?? null,
})

const proposed = (data: DataOf<typeof ServiceProposed>): Service => ({
  serviceId: data.serviceId,
  institutionId: data.institutionId,
  newest: revisionOf(1, data),
  newestVerified: false,
  inForce: null,
  waitingDays: data.waitingDays ?? null,
  places: [],
})

/** A revision that is older than the newest is the one already in force: it goes on as it is. */
function publish(state: BasketState, { services }: DataOf<typeof ServicesPublished>): Partial<BasketState> {
  const published = new Map(services.map(({ serviceId, revision }) => [serviceId, revision]))
  return {
    services: state.services.map((service) =>
      published.get(service.serviceId) === service.newest.revision ? { ...service, inForce: service.newest } : service,
    ),
  }
}

const placeFor = ({ caseId, clientId, actionId, from, until }: DataOf<typeof ServicePlaceTaken>) => ({
  caseId,
  clientId,
  actionId: actionId ?? null,
  from: from ?? null,
  until: until ?? null,
})

const withService = (
  { services }: BasketState,
  serviceId: string,
  change: (service: Service) => Partial<Service>,
): Partial<BasketState> => ({
  services: services.map((service) => (service.serviceId === serviceId ? { ...service, ...change(service) } : service)),
})
