import type { EventStore } from '@kooperacje/events'
import { Random } from '@kooperacje/town'
import type { Journal, Sent } from '../load/journal.ts'
import { type Finding, findings } from './finding.ts'

interface ReplayOptions {
  readonly store: EventStore
  readonly address: string
  readonly apiKey: string
  readonly seed: number
}

const SAMPLE = 100

/**
 * A command that was acknowledged, sent once more: the first answer again, and nothing is written. With another body under
 * its key: refused.
 */
export async function replays(
  journal: Journal,
  { store, address, apiKey, seed }: ReplayOptions,
): Promise<readonly Finding[]> {
  const before = await store.heads()
  const acknowledged = [...journal.sent.values()].filter(({ outcome }) => outcome !== null && 'receipt' in outcome)
  const different: string[] = []
  const post = async ({ path, key }: Sent, body: object) => {
    const response = await fetch(`${address}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  for (const sent of new Random(`replays/${seed}`).some(acknowledged, SAMPLE)) {
    const { outcome, key } = sent
    if (!outcome || !('receipt' in outcome)) continue
    const first = JSON.stringify({ ...outcome.receipt, repeated: true })
    const again = await post(sent, sent.body)
    if (JSON.stringify(again.body) !== first) different.push(`${key} was answered with ${JSON.stringify(again.body)}`)
    const other = await post(sent, { ...sent.body, occurredAt: '2021-01-01T00:00:00Z' })
    if (other.body.code !== 'idempotency-key-reused') different.push(`${key} with another body got ${other.status}`)
  }
  for (const [ledger, head] of await store.heads()) {
    const were = before.get(ledger) ?? 0
    if (head !== were) different.push(`${ledger} went on from ${were} to ${head}`)
  }
  return findings('keys-answer-again', different)
}
