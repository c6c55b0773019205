import type { DataOf } from '../kernel/event.ts'
import type { GuardInput } from '../kernel/process.ts'
import { partStatus } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { migratable } from '../model/migration.ts'
import { isMember } from '../partnerships/state.ts'
import { basketDescription } from './description.ts'
import type {
  ServiceChanged,
  ServicePlaceFreed,
  ServicePlaceTaken,
  ServiceProposed,
  ServicesPublished,
  ServiceVerified,
} from './events.ts'
import {
  type BasketOthers,
  type BasketState,
  isOffered,
  placeOf,
  placesLeft,
  readPartnership,
  serviceIn,
} from './state.ts'
import { MOST_SERVICES } from './values.ts'

type Input<Data = unknown> = GuardInput<BasketState, Data, BasketOthers>

/** The basket is on the table from the first initiating meetings on; it ends with the partnership. */
export function partnershipGoesOn({ others }: Input): Refusal | null {
  const { status } = readPartnership(others)
  if (status === 'NONE') return refuse('not-found', { field: 'partnershipId' })
  return ['DISSOLVED', 'ABANDONED'].includes(status) ? refuse('partnership-not-active', { state: status }) : null
}

export const roomInBasket = ({ state }: Input): Refusal | null =>
  state.services.length >= MOST_SERVICES ? refuse('basket-full', { most: MOST_SERVICES }) : null

/** The basket is what the cooperating institutions offer: whoever has not signed offers nothing in it yet. */
export const ofAMember = ({ data, others }: Input<DataOf<typeof ServiceProposed>>): Refusal | null =>
  isMember(readPartnership(others), data.institutionId)
    ? null
    : refuse('not-a-member', { institutionId: data.institutionId })

export const categoryKnown = ({ data, model }: Input<DataOf<typeof ServiceProposed>>): Refusal | null =>
  model.taxonomy.categories.some(({ id }) => id === data.category)
    ? null
    : refuse('unknown-category', { category: data.category })

export const termInOrder = ({ data: { validFrom, validTo } }: Input<DataOf<typeof ServiceProposed>>): Refusal | null =>
  validFrom !== undefined && validTo !== undefined && validTo < validFrom
    ? refuse('date-order', { field: 'validTo', notBefore: validFrom })
    : null

export function nextRevision({ state, data }: Input<DataOf<typeof ServiceChanged>>): Refusal | null {
  const service = serviceIn(state, data.serviceId)
  // A service that there is not is refused by the table of its part; so below.
  if (!service) return null
  const need = service.newest.revision + 1
  return data.revision === need ? null : refuse('wrong-revision', { have: data.revision, need })
}

/** Verified is what was looked at: a revision that came in between has to be looked at itself. */
export function newestRevisionWaits({ state, data }: Input<DataOf<typeof ServiceVerified>>): Refusal | null {
  const service = serviceIn(state, data.serviceId)
  if (!service) return null
  const { revision } = service.newest
  if (data.revision !== revision) return refuse('wrong-revision', { have: data.revision, need: revision })
  return service.newestVerified ? refuse('already-verified', { serviceId: data.serviceId, revision }) : null
}

export function onlyWhatIsVerified({ state, data }: Input<DataOf<typeof ServicesPublished>>): Refusal | null {
  const serviceIds = data.services
    .filter(({ serviceId, revision }) => {
      const service = serviceIn(state, serviceId)
      const verified = service?.newestVerified && service.newest.revision === revision
      return !verified && service?.inForce?.revision !== revision
    })
    .map(({ serviceId }) => serviceId)
  return serviceIds.length > 0 ? refuse('service-not-verified', { serviceIds }) : null
}

export function serviceOffered({ state, data, occurredOn }: Input<DataOf<typeof ServicePlaceTaken>>): Refusal | null {
  if (isOffered(state, data.serviceId, occurredOn)) return null
  const status = partStatus(state, 'service', data.serviceId)
  return refuse('service-not-offered', { serviceId: data.serviceId, state: status })
}

export const noPlaceYet = ({ state, data }: Input<DataOf<typeof ServicePlaceTaken>>): Refusal | null =>
  placeOf(state, data.serviceId, data.caseId)
    ? refuse('place-already-taken', { serviceId: data.serviceId, caseId: data.caseId })
    : null

/** Refused with what the team needs to plan on: how many have a place, and how long one waits. */
export function placeLeft({ state, data }: Input<DataOf<typeof ServicePlaceTaken>>): Refusal | null {
  const service = serviceIn(state, data.serviceId)
  if (!service || placesLeft(service) !== 0) return null
  const { serviceId, inForce, places, waitingDays } = service
  return refuse('service-full', { serviceId, capacity: inForce?.capacity, taken: places.length, waitingDays })
}

export const hasPlace = ({ state, data }: Input<DataOf<typeof ServicePlaceFreed>>): Refusal | null =>
  placeOf(state, data.serviceId, data.caseId)
    ? null
    : refuse('no-place', { serviceId: data.serviceId, caseId: data.caseId })

export const versionKnowsState = migratable('basket', basketDescription)
