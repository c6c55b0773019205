import { type Models, modelDocumentTypes, modelPublishedType, publishedModels } from '@kooperacje/domain'
import type { EventStore } from '@kooperacje/events'

export const modelFactTypes: readonly string[] = [...modelDocumentTypes, modelPublishedType]

/** The versions of the model that a ledger has published. Few facts; whoever asks often keeps the answer (`handler.ts`). */
export async function modelsIn(store: Pick<EventStore, 'readLedger'>, ledger: string): Promise<Models> {
  return publishedModels(await store.readLedger(ledger, { types: modelFactTypes, open: false }))
}
