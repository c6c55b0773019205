import { businessDate } from '../calendar/warsaw.ts'
import { event } from '../kernel/event.ts'
import { partStatus } from '../kernel/process.ts'
import { defineReaction } from '../kernel/reaction.ts'
import type { PartnershipState } from '../partnerships/state.ts'
import { ServiceWithdrawn } from './events.ts'
import type { BasketState } from './state.ts'

/** Read by those who look at the basket; the reason of the leaving itself stands in the partnership. */
const LEFT = 'instytucja opuściła partnerstwo'

export const withdrawServices = defineReaction<PartnershipState>({
  name: 'WithdrawServices',
  about: 'The basket is what members offer: with an institution that leaves, its services leave the basket.',
  adds: [ServiceWithdrawn],
  events: ({ cause, others, refs }) => {
    const ref = refs.basket
    const basket = others.basket as BasketState | undefined
    // A basket on paper, or one that was begun later than the day on which the leaving is dated.
    if (!ref || !basket || (basket.begunOn ?? '9999') > businessDate(cause.occurredAt)) return []
    const { institutionId } = cause.data as { institutionId: string }
    return basket.services
      .filter((service) => service.institutionId === institutionId)
      .filter(({ serviceId }) => partStatus(basket, 'service', serviceId) !== 'WITHDRAWN')
      .map(({ serviceId }) => ({ ...ref, event: event(ServiceWithdrawn, { serviceId, reason: LEFT }) }))
  },
})
