import {
  builtInModel,
  type Comparison,
  correctionsOf,
  eventDefinitions,
  isCorrection,
  type ModelDocument,
  publishedDocuments,
  publishedModels,
  Simulation,
} from '@kooperacje/domain'
import { type EventStore, ledgerPages, type RecordedEvent } from '@kooperacje/events'
import { modelFactTypes } from './models.ts'

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

/** Large enough that the round trip does not count. */
const PAGE = 2000

/** What has to be known before the first fact: versions of the model, and corrections, which reach back. */
const BEFOREHAND = [...modelFactTypes, ...correctionsOf(eventDefinitions.map(({ type }) => type))]

/**
 * Replays a ledger under another version of the model. Reads and nothing else: personal fields stay sealed, and a fact that
 * is recorded meanwhile is not looked at. Seconds of work for a large ledger: a server runs it in a thread.
 */
export async function simulateLedger(
  store: EventStore,
  ledger: string,
  { draft, until }: SimulationRequest,
): Promise<LedgerComparison> {
  const position = await store.head(ledger)
  const beforehand = await readTypes(store, ledger, BEFOREHAND, position)
  const simulation = new Simulation({
    actual: publishedModels(beforehand),
    versions: [builtInModel, ...publishedDocuments(beforehand).values()],
    draft,
    until,
    corrections: beforehand.filter(({ type }) => isCorrection(type)).map(logged),
  })
  for await (const page of ledgerPages(store, ledger, { to: position, open: false, page: PAGE })) {
    simulation.take(page.map(logged))
  }
  return { ledger, position, ...simulation.compare() }
}

/** Facts of some types are few: one look through the ledger, and not one for each page of its positions. */
async function readTypes(store: EventStore, ledger: string, types: readonly string[], to: number) {
  const found: RecordedEvent[] = []
  for (let from = 1; ; ) {
    const page = await store.readLedger(ledger, { from, to, types, open: false, limit: PAGE })
    found.push(...page)
    const last = page.at(-1)
    if (!last || page.length < PAGE) return found
    from = last.position + 1
  }
}

/** What a simulation asks of an event, named one by one: copying all of it took longer than what was done with it. */
const logged = (event: RecordedEvent) => ({
  position: event.position,
  streamType: event.streamType,
  streamId: event.streamId,
  streamVersion: event.streamVersion,
  type: event.type,
  occurredAt: event.occurredAt,
  recordedAt: event.recordedAt,
  actorRole: event.metadata.actorRole,
  data: event.data,
})
