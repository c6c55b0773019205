import { type Models, modelDocumentTypes, modelPublishedType, publishedModels } from '@kooperacje/domain'
import { LRUCache } from 'lru-cache'
import type { ClientBase } from 'pg'

export const modelTypes: readonly string[] = [...modelDocumentTypes, modelPublishedType]

/** What the facts say that were asked for last, by their ids: a document is some 40 kB of JSON, and several times that in memory. */
const payloads = new LRUCache<string, object>({ max: 64 })

const OF_MODELS = `from es.events where stream >= 'model/' and stream < 'model0' and ledger = $1 and type = any($2)`

/**
 * The versions of the model that a ledger has published so far, also beyond the position that is being projected: a version
 * is published before anything runs on it and never changes again. Which facts there are is asked once a batch; what they
 * say is read once, as a fact never changes. Where a ledger had published a version, nearly a third of what the workers allocated
 * was its document, read anew by each pass over a few referrals: 75 kB of JSON fifty times a second.
 */
export async function modelsOf(client: ClientBase, ledger: string): Promise<Models> {
  const { rows } = await client.query<{ id: string; stream: string; type: string }>({
    name: 'rm.models',
    text: `select event_id as id, stream, type ${OF_MODELS} order by position`,
    values: [ledger, modelTypes],
  })
  const said = await payloadsOf(
    client,
    ledger,
    rows.map(({ id }) => id),
  )
  return publishedModels(
    rows.map(({ id, stream, type }) => ({ type, streamId: stream.slice('model/'.length), data: said.get(id) })),
  )
}

async function payloadsOf(
  client: ClientBase,
  ledger: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, unknown>> {
  const said = new Map(ids.map((id) => [id, payloads.get(id)]))
  const missing = ids.filter((id) => said.get(id) === undefined)
  if (missing.length === 0) return said
  const { rows } = await client.query<{ id: string; payload: object }>({
    name: 'rm.model-payloads',
    text: `select event_id as id, payload ${OF_MODELS} and event_id = any($3)`,
    values: [ledger, modelTypes, missing],
  })
  for (const { id, payload } of rows) {
    said.set(id, payload)
    payloads.set(id, payload)
  }
  return said
}
