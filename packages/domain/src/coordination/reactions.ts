import { ServicePlaceFreed, ServicePlaceTaken } from '../basket/events.ts'
import { type BasketState, isOffered, type Place, serviceIn } from '../basket/state.ts'
import { businessDate } from '../calendar/warsaw.ts'
import type { EventOn } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import { defineReaction, type ReactionInput } from '../kernel/reaction.ts'
import { type CoordinatedCase, openActions, type PlannedAction } from './plan.ts'

type Input = ReactionInput<CoordinatedCase>

/**
 * The basket of the case's partnership, if it is kept here and was on the day of the fact: a basket on paper has no places to
 * keep, and paper that is typed in later told its places to nobody.
 */
function basketOf({ refs, others, cause }: Input) {
  const ref = refs.basket
  const state = others.basket as BasketState | undefined
  if (!ref || !state) throw new Error('this command must read the basket of the case')
  const kept = state.status === 'OPEN' && (state.begunOn ?? '') <= businessDate(cause.occurredAt)
  return kept ? { ref, state } : null
}

/** Several actions that use one service need one place, from the first day of them to the last. */
function needed(state: CoordinatedCase): ReadonlyMap<string, PlannedAction> {
  const needs = new Map<string, PlannedAction>()
  for (const action of openActions(state)) {
    if (action.serviceId === null) continue
    const first = needs.get(action.serviceId)
    needs.set(action.serviceId, first ? { ...first, ...spanOf(first, action) } : action)
  }
  return needs
}

const spanOf = (a: PlannedAction, b: PlannedAction) => ({
  from: [a.from, b.from].sort()[0] as string,
  due: [a.due, b.due].sort()[1] as string,
})

/** Without an action it was kept by hand before there was a plan: it stays until an action that used it ends, or the case. */
interface Held extends Place {
  readonly serviceId: string
}

const held = ({ services }: BasketState, caseId: string): readonly Held[] =>
  services.flatMap(({ serviceId, places }) =>
    places.filter((place) => place.caseId === caseId).map((place) => ({ ...place, serviceId })),
  )

/** The plan now uses it on other days. Where it could not be had again, it is left as it is rather than lost. */
function moved(state: BasketState, place: Held, wanted: PlannedAction | undefined, day: string): boolean {
  if (!wanted || (place.from === wanted.from && place.until === wanted.due)) return false
  const { capacity = null } = serviceIn(state, place.serviceId)?.inForce ?? {}
  const others = (serviceIn(state, place.serviceId)?.places.length ?? 0) - 1
  return isOffered(state, place.serviceId, day) && (capacity === null || others < capacity)
}

export const keepPlaces = defineReaction<CoordinatedCase>({
  name: 'KeepPlaces',
  about:
    'What a plan uses of the basket is kept for the case, and what it no longer uses is given back, in the same commit: ' +
    'two teams cannot both plan on the last place.',
  adds: [ServicePlaceTaken, ServicePlaceFreed],
  events: (input) => {
    const basket = basketOf(input)
    if (!basket) return []
    const needs = needed(input.state)
    const has = held(basket.state, input.id)
    const clientId = input.state.clientId ?? ''
    const day = businessDate(input.cause.occurredAt)
    const left = has.filter(
      (place) =>
        moved(basket.state, place, needs.get(place.serviceId), day) ||
        (place.actionId !== null && !needs.has(place.serviceId)),
    )
    const freed = left.map((place) => free(input.id, place))
    const taken = [...needs]
      .filter(([serviceId]) => !has.some((place) => place.serviceId === serviceId && !left.includes(place)))
      .map(([serviceId, { actionId, from, due }]) =>
        event(ServicePlaceTaken, { serviceId, caseId: input.id, clientId, actionId, from, until: due }),
      )
    return on(basket.ref, [...freed, ...taken])
  },
})

export const giveBackPlaces = defineReaction<CoordinatedCase>({
  name: 'GiveBackPlaces',
  about: 'A place is given back when no open action of the case uses it any more, and all of them with the case.',
  adds: [ServicePlaceFreed],
  events: (input) => {
    const basket = basketOf(input)
    if (!basket) return []
    const { state, cause, id } = input
    const places = held(basket.state, id)
    // With the case the places go, and with its partnership the basket that they are in.
    const over = cause.type === 'CaseClosed' || cause.type === 'CaseTransferred'
    const needs = needed(state)
    const ended = state.actions.find(({ actionId }) => actionId === (cause.data as { actionId?: string }).actionId)
    const idle = ({ serviceId, actionId }: Held) =>
      !needs.has(serviceId) && (actionId !== null || serviceId === ended?.serviceId)
    return on(
      basket.ref,
      places.filter((place) => over || idle(place)).map((place) => free(id, place)),
    )
  },
})

const free = (caseId: string, { serviceId }: Held) => event(ServicePlaceFreed, { serviceId, caseId })

const on = (ref: Input['refs'][string], events: readonly EventOn['event'][]): readonly EventOn[] =>
  events.map((fact) => ({ ...ref, event: fact }))
