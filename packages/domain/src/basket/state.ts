import type { Absent, ProcessState } from '../kernel/process.ts'
import { partStatus } from '../kernel/process.ts'
import type { Sector } from '../kernel/values.ts'
import type { PartnershipState } from '../partnerships/state.ts'

export type BasketStatus = Absent | 'OPEN'

/** Of a revision, what later rules ask for; the rest is for readers and stands in the read model. */
export interface Revision {
  readonly revision: number
  readonly name: string
  readonly category: string
  readonly sector: Sector
  /** Null: nothing limits it. */
  readonly capacity: number | null
  readonly validFrom: string | null
  readonly validTo: string | null
}

/** A place that a case has. From it other cases of the same client learn what is arranged already. */
export interface Place {
  readonly caseId: string
  readonly clientId: string
  readonly actionId: string | null
  readonly from: string | null
  readonly until: string | null
}

export interface Service {
  readonly serviceId: string
  readonly institutionId: string
  readonly newest: Revision
  readonly newestVerified: boolean
  /** The revision that was published last; null before the first publication. */
  readonly inForce: Revision | null
  readonly waitingDays: number | null
  readonly places: readonly Place[]
}

export interface BasketState extends ProcessState<BasketStatus> {
  readonly partnershipId: string | null
  /** A list and not a record by id: an id such as `constructor` must not find what every object inherits. */
  readonly services: readonly Service[]
}

/** Other streams that guards of this process look at; each command reads the ones its facts need. */
export interface BasketOthers {
  readonly partnership?: PartnershipState
}

export function readPartnership({ partnership }: BasketOthers): PartnershipState {
  if (!partnership) throw new Error('this command must read the partnership of the basket')
  return partnership
}

export const serviceIn = ({ services }: BasketState, serviceId: string): Service | undefined =>
  services.find((service) => service.serviceId === serviceId)

/** It can be taken into a plan on this day. */
export function isOffered(state: BasketState, serviceId: string, day: string): boolean {
  const { inForce } = serviceIn(state, serviceId) ?? {}
  return !!inForce && partStatus(state, 'service', serviceId) === 'PUBLISHED' && isValid(inForce, day)
}

export const isValid = ({ validFrom, validTo }: Revision, day: string): boolean =>
  (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo)

export const placeOf = (state: BasketState, serviceId: string, caseId: string): Place | undefined =>
  serviceIn(state, serviceId)?.places.find((place) => place.caseId === caseId)

/** Null: nothing limits it. */
export const placesLeft = ({ inForce, places }: Service): number | null =>
  inForce === null || inForce.capacity === null ? null : Math.max(0, inForce.capacity - places.length)
