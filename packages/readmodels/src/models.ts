import { type Models, modelDocumentTypes, modelPublishedType, publishedModels } from '@kooperacje/domain'
import type { ClientBase } from 'pg'

export const modelTypes: readonly string[] = [...modelDocumentTypes, modelPublishedType]

/**
 * The versions of the model that a ledger has published so far, also beyond the position that is being projected: a version
 * is published before anything runs on it and never changes again. Asked once a batch, and mostly answered with nothing:
 * an index over a few rows is cheaper than knowing when a kept answer is outdated.
 */
export async function modelsOf(client: ClientBase, ledger: string): Promise<Models> {
  const { rows } = await client.query<{ stream: string; type: string; payload: unknown }>({
    name: 'rm.models',
    text: `select stream, type, payload from es.events
            where stream >= 'model/' and stream < 'model0' and ledger = $1 and type = any($2)
            order by position`,
    values: [ledger, modelTypes],
  })
  return publishedModels(
    rows.map(({ stream, type, payload }) => ({ type, streamId: stream.slice('model/'.length), data: payload })),
  )
}
