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

/** The service category of an action: its own word, or that of the basket service that it uses. */
export function categoryOf(view: FactView, fact: CountableFact, { category, serviceId }: PlannedAction): string | null {
  if (category !== undefined) return category
  if (serviceId === undefined) return null
  return (
    view
      .once(serviceItems)
      .get(view.partnershipOf(fact) ?? '')
      ?.get(serviceId)?.category ?? null
  )
}
