import * as coordinated from '../coordination/conflicts.ts'
import type { CountedService, PlannedAction } from './counted-data.ts'
import type { CountableFact, Counted } from './fact.ts'
import type { FactView } from './view.ts'

type Version = Counted<'ServiceBasketVersionPublished'>

interface Baskets {
  /** By partnership. */
  readonly newest: ReadonlyMap<string, Version>
  readonly older: readonly Version[]
}

export function newestBaskets(view: FactView): Baskets {
  const newest = new Map<string, Version>()
  const older: Version[] = []
  for (const fact of view.of('ServiceBasketVersionPublished')) {
    const before = newest.get(fact.streamId)
    if (before) older.push(before)
    newest.set(fact.streamId, fact)
  }
  return { newest, older }
}

/** Of every service that any version held, the newest description, by partnership and service. */
function serviceItems(view: FactView): ReadonlyMap<string, ReadonlyMap<string, CountedService>> {
  const items = new Map<string, Map<string, CountedService>>()
  for (const { streamId, data } of view.of('ServiceBasketVersionPublished')) {
    const own = items.get(streamId) ?? new Map<string, CountedService>()
    for (const item of data.items ?? []) own.set(item.serviceId, item)
    items.set(streamId, own)
  }
  return items
}

/** What the basket says of the service that an action uses, as the rules of coordination ask for it. */
function servicesOf(view: FactView, fact: CountableFact, { serviceId }: PlannedAction): readonly CountedService[] {
  const item =
    serviceId &&
    view
      .once(serviceItems)
      .get(view.partnershipOf(fact) ?? '')
      ?.get(serviceId)
  return item ? [item] : []
}

/** The same words as where a plan is agreed: what is counted here is what was left there. */
export const categoryOf = (view: FactView, fact: CountableFact, action: PlannedAction): string | null =>
  coordinated.categoryOf(action, servicesOf(view, fact, action))

export const institutionOf = (view: FactView, fact: CountableFact, action: PlannedAction): string | null =>
  coordinated.institutionOf(action, servicesOf(view, fact, action))
