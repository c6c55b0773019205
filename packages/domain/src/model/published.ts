import type { Models } from '../kernel/model.ts'
import { builtInModels } from './built-in.ts'
import type { ModelDocument } from './document.ts'

interface ModelFact {
  readonly type: string
  readonly streamId: string
  readonly data: unknown
}

/** Facts that carry a version's document, and the one from which on others may rely on it. */
export const modelDocumentTypes = ['ModelVersionDrafted', 'ModelVersionRevised'] as const
export const modelPublishedType = 'ModelVersionPublished'

/**
 * The versions that are known from these facts of `model/…` streams, beside the one that comes with the software. A
 * published document is never revised, so whoever has seen one may keep it for good.
 */
export function publishedModels(facts: readonly ModelFact[]): Models {
  const published = publishedDocuments(facts)
  if (published.size === 0) return builtInModels
  return (version) => published.get(version ?? '') ?? builtInModels(version)
}

export function publishedDocuments(facts: readonly ModelFact[]): ReadonlyMap<string, ModelDocument> {
  const documents = new Map<string, ModelDocument>()
  const published = new Map<string, ModelDocument>()
  for (const { type, streamId, data } of facts) {
    if (modelDocumentTypes.some((each) => each === type)) {
      documents.set(streamId, (data as { document: ModelDocument }).document)
    }
    const document = documents.get(streamId)
    if (type === modelPublishedType && document) published.set(streamId, document)
  }
  return published
}
