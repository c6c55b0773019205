import { partsOf } from '../kernel/process.ts'
import { isMember, type PartnershipState } from '../partnerships/state.ts'
import { type BasketState, isValid, type Revision, type Service } from './state.ts'
import type { BasketItem } from './values.ts'

/**
 * What the next version holds: of each service that is verified or published the revision that was checked last, as long as
 * its institution still belongs to the partnership and the service has not run out by that day. What is suspended or
 * withdrawn is left out.
 */
export function itemsOn(day: string, state: BasketState, partnership: PartnershipState): readonly BasketItem[] {
  const eligible = new Set(partsOf(state, 'service', 'VERIFIED', 'PUBLISHED'))
  return state.services.flatMap((service) => {
    const revision = checked(service)
    const left = !eligible.has(service.serviceId) || !isMember(partnership, service.institutionId)
    if (left || revision === null || !runsOn(revision, day)) return []
    return [itemOf(service, revision)]
  })
}

const checked = ({ newest, newestVerified, inForce }: Service): Revision | null => (newestVerified ? newest : inForce)

/** A service that begins later may be announced; one that has ended is not. */
const runsOn = (revision: Revision, day: string): boolean => isValid({ ...revision, validFrom: null }, day)

const itemOf = ({ serviceId, institutionId }: Service, revision: Revision): BasketItem => ({
  serviceId,
  revision: revision.revision,
  institutionId,
  name: revision.name,
  category: revision.category,
  sector: revision.sector,
})
