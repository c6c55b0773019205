import type { Pool } from 'pg'
import type { Sent } from '../load/journal.ts'
import { type Finding, findings } from './finding.ts'

/** Whoever's number a fact says is found by it, once for each such fact, and nobody else by the same number. */
export async function personSearch(pool: Pool, sent: ReadonlyMap<string, Sent>): Promise<readonly Finding[]> {
  const { rows } = await pool.query<{ place: string; subject: string; hash: string }>(
    `select ledger || '/' || stream as place, subject, encode(hash, 'hex') as hash from es.search_index`,
  )
  const found = Map.groupBy(rows, ({ place }) => place)
  const wrong: string[] = []
  const owners = new Map<string, string>()
  for (const [place, clientId] of saidIn(sent)) {
    const [row, ...more] = found.get(place) ?? []
    found.delete(place)
    if (row?.subject !== clientId || more.length > 0) wrong.push(`${place} leads to ${row?.subject ?? 'nobody'}`)
    if (!row) continue
    const name = `${place.split('/')[0]}/${row.hash}`
    const owner = owners.get(name) ?? clientId
    owners.set(name, clientId)
    if (owner !== clientId) wrong.push(`${place} is found by the number of ${owner}`)
  }
  for (const place of found.keys()) wrong.push(`${place} is in the index and was never said`)
  return findings('persons-are-found', wrong)
}

/** Streams whose facts say the number of a client: referrals, and the cases that they became. */
function saidIn(sent: ReadonlyMap<string, Sent>): ReadonlyMap<string, string> {
  const clients = new Map<string, string>()
  const acknowledged = [...sent.values()].flatMap(({ outcome, ...rest }) =>
    outcome && 'receipt' in outcome ? [{ ...rest, events: outcome.receipt.events }] : [],
  )
  const streamOf = (ledger: string, event: { streamType: string; streamId: string } | undefined) =>
    `${ledger}/${event?.streamType}/${event?.streamId}`
  for (const { ledger, body, events } of acknowledged) {
    if (body.clientPesel === undefined) continue
    clients.set(
      streamOf(
        ledger,
        events.find(({ type }) => type === 'ReferralSubmitted'),
      ),
      `${body.clientId}`,
    )
  }
  for (const { ledger, events } of acknowledged) {
    const proposed = events.find(({ type }) => type === 'CaseProposed')
    const referral = events.find(({ type }) => type === 'ReferralAccepted')
    const client = clients.get(streamOf(ledger, referral))
    if (proposed && client) clients.set(streamOf(ledger, proposed), client)
  }
  return clients
}
