import {
  builtInModel,
  type Model,
  type Models,
  modelDocumentTypes,
  modelPublishedType,
  publishedDocuments,
  publishedModels,
} from '@kooperacje/domain'
import type { EventStore } from '@kooperacje/events'

const TYPES = [...modelDocumentTypes, modelPublishedType]

/** The versions of the model that a ledger has published. Few facts; whoever asks often keeps the answer (`handler.ts`). */
export async function modelsIn(store: Pick<EventStore, 'readLedger'>, ledger: string): Promise<Models> {
  return publishedModels(await store.readLedger(ledger, { types: TYPES, open: false }))
}

/** Every version that a stream of the ledger may run on. */
export async function versionsIn(store: EventStore, ledger: string): Promise<readonly Model[]> {
  const facts = await store.readLedger(ledger, { types: TYPES, open: false })
  return [builtInModel, ...publishedDocuments(facts).values()]
}
