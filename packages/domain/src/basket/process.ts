import { absent, defineProcess } from '../kernel/process.ts'
import { basketDescription } from './description.ts'
import { basketEvents } from './events.ts'
import * as guards from './guards.ts'
import { memory } from './memory.ts'
import type { BasketOthers, BasketState } from './state.ts'

/** The words in which versions of the model describe a basket; `description.ts` is how the software brings it. */
export const basket = defineProcess<BasketState, BasketOthers>({
  name: 'basket',
  events: basketEvents,
  initial: { ...absent, partnershipId: null, services: [] },
  guards: { ...guards },
  stateGuards: ['roomInBasket'],
  description: basketDescription,
  looksAt: ({ partnershipId }, data) => ({
    partnership: { type: 'partnership', id: partnershipId ?? data.partnershipId ?? '' },
  }),
  remember: memory,
})
