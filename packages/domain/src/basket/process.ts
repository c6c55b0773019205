import { absent, defineProcess } from '../kernel/process.ts'
import { basketDescription } from './description.ts'
import { basketEvents } from './events.ts'
import {
  categoryKnown,
  hasPlace,
  newestRevisionWaits,
  nextRevision,
  noPlaceYet,
  ofAMember,
  onlyWhatIsVerified,
  partnershipGoesOn,
  placeLeft,
  roomInBasket,
  serviceOffered,
  termInOrder,
} from './guards.ts'
import { memory } from './memory.ts'
import type { BasketOthers, BasketState } from './state.ts'

export const basket = defineProcess<BasketState, BasketOthers>({
  name: 'basket',
  events: basketEvents,
  initial: { ...absent, partnershipId: null, services: [] },
  guards: {
    partnershipGoesOn,
    roomInBasket,
    ofAMember,
    categoryKnown,
    termInOrder,
    nextRevision,
    newestRevisionWaits,
    onlyWhatIsVerified,
    serviceOffered,
    noPlaceYet,
    placeLeft,
    hasPlace,
  },
  stateGuards: ['roomInBasket'],
  description: basketDescription,
  remember: memory,
})
