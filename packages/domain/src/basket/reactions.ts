import { businessDate } from '../calendar/warsaw.ts'
import { event } from '../kernel/event.ts'
import type { Models } from '../kernel/model.ts'
import { partStatus } from '../kernel/process.ts'
import { defineReaction } from '../kernel/reaction.ts'
import { BUILT_IN_VERSION } from '../model/version.ts'
import type { PartnershipState } from '../partnerships/state.ts'
import { basketDescription } from './description.ts'
import { BasketMigrated, ServiceWithdrawn } from './events.ts'
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

export const migrateBasket = defineReaction<PartnershipState>({
  name: 'MigrateBasket',
  about: 'The basket is kept under the rules of its partnership: it goes to another version of the model with it.',
  adds: [BasketMigrated],
  events: ({ cause, others, refs, models }) => {
    const ref = refs.basket
    const { modelVersion } = cause.data as { modelVersion: string }
    const goes = basketGoesAlong(
      others.basket as BasketState | undefined,
      modelVersion,
      businessDate(cause.occurredAt),
      models,
    )
    return ref && goes ? [{ ...ref, event: event(BasketMigrated, { modelVersion }) }] : []
  },
})

/**
 * Not one on paper, nor one that was begun later than the day on which the migration is dated, or under a version that was
 * written before baskets could go to another.
 */
export function basketGoesAlong(
  basket: BasketState | undefined,
  modelVersion: string,
  occurredOn: string,
  models: Models,
): basket is BasketState {
  if (!basket || (basket.begunOn ?? '9999') > occurredOn) return false
  if ((basket.modelVersion ?? BUILT_IN_VERSION) === modelVersion) return false
  const { transitions } = models(basket.modelVersion).processes.basket ?? basketDescription
  return transitions[BasketMigrated.type] !== undefined
}
