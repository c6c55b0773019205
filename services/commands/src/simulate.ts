import { type Comparison, correctionsOf, eventDefinitions, type ModelDocument, Simulation } from '@kooperacje/domain'
import { type EventStore, ledgerPages, type RecordedEvent } from '@kooperacje/events'
import { modelsIn, versionsIn } from './models.ts'

export interface SimulationRequest {
  readonly draft: ModelDocument
  /** Only what happened up to the end of this day. */
  readonly until?: string | undefined
}

/** A comparison, and up to which event it looked. */
export interface LedgerComparison extends Comparison {
  readonly ledger: string
  readonly position: number
}

/** Large enough that the round trip does not count, small enough that a server can do something else in between. */
const PAGE = 2000

/**
 * Replays a ledger under another version of the model. Reads and nothing else: personal fields stay sealed, and a fact that
 * is recorded meanwhile is not looked at.
 */
export async function simulateLedger(
  store: EventStore,
  ledger: string,
  { draft, until }: SimulationRequest,
): Promise<LedgerComparison> {
  const position = await store.head(ledger)
  const [actual, versions] = await Promise.all([modelsIn(store, ledger), versionsIn(store, ledger)])
  const corrections: RecordedEvent[] = []
  const types = correctionsOf(eventDefinitions.map(({ type }) => type))
  for await (const page of ledgerPages(store, ledger, { to: position, types, open: false, page: PAGE })) {
    corrections.push(...page)
  }
  const simulation = new Simulation({ actual, versions, draft, until, corrections: corrections.map(logged) })
  for await (const page of ledgerPages(store, ledger, { to: position, open: false, page: PAGE })) {
    simulation.take(page.map(logged))
  }
  return { ledger, position, ...simulation.compare() }
}

const logged = (event: RecordedEvent) => ({ ...event, actorRole: event.metadata.actorRole })
