import { correctionsOf, isCorrection } from '@kooperacje/domain'
import { type Projection, type RecordedEvent, type SearchKeys, streamName } from '@kooperacje/events'
import type { PoolClient } from 'pg'

/** Facts that say a PESEL of their client. */
const SAY = ['ReferralSubmitted', 'CaseProposed']
const SAID = [...SAY, ...correctionsOf(SAY)]
const FIELD = 'pesel'

interface Said {
  readonly clientId: string
  /** Null: the key is destroyed. */
  readonly clientPesel?: string | null
}

/**
 * Keeps the index by which a person is found by PESEL: keyed hashes, beside the keys of persons and not among the read models.
 * It opens the one field that it hashes. A row is written only while the person's key is there, under its lock: an erasure
 * that comes at this moment waits, and takes the row along.
 */
export const personSearch = (searchKeys: SearchKeys): Projection => ({
  name: 'person_search',
  types: SAID,
  async apply(client, events, past) {
    // Where no PESEL is said, which is most facts, nothing is opened: that would be a second reading of the events, and their keys.
    const telling = events.filter(({ type, data }) => isCorrection(type) || (data as Said).clientPesel)
    const [first, last] = [telling[0], telling.at(-1)]
    if (!first || !last) return
    const { ledger } = first
    const opened = await past.readLedger(ledger, {
      from: first.position,
      to: last.position,
      limit: events.length,
      types: SAID,
    })
    for (const event of opened) await take(client, searchKeys, event)
  },
})

async function take(client: PoolClient, searchKeys: SearchKeys, event: RecordedEvent): Promise<void> {
  const { ledger, streamType, streamId, streamVersion, type, data } = event
  const stream = streamName(streamType, streamId)
  const correction = isCorrection(type) ? (data as { readonly corrects: number; readonly fact?: Said }) : null
  if (correction) {
    await client.query('delete from es.search_index where ledger = $1 and stream = $2 and stream_version = $3', [
      ledger,
      stream,
      correction.corrects,
    ])
  }
  const said = correction ? correction.fact : (data as Said)
  if (!said?.clientPesel) return
  const hash = await searchKeys.hash(ledger, FIELD, said.clientPesel)
  await client.query(
    `insert into es.search_index (ledger, stream, stream_version, field, hash, subject)
     select ledger, $3, $4, $5, $6, subject
       from (select ledger, subject from es.subject_keys where ledger = $1 and subject = $2 for key share) k
     on conflict do nothing`,
    [ledger, said.clientId, stream, correction?.corrects ?? streamVersion, FIELD, hash],
  )
}
