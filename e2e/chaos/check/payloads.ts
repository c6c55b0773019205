import { type EventStore, ledgerPages } from '@kooperacje/events'
import type { Sent } from '../load/journal.ts'
import { type Finding, findings } from './finding.ts'

const TYPES = ['ReferralSubmitted', 'ResourceDiagnosisCompleted']
const FIELDS = ['clientName', 'knownSince', 'note', 'assistanceResources', 'gaps']

/**
 * The facts say what the commands said, those that were sealed for a person too: a key that was lost on the way would make
 * them unreadable for good. And each mark that the load puts into a repeatable command is there once.
 */
export async function payloads(
  store: EventStore,
  ledgers: readonly string[],
  sent: ReadonlyMap<string, Sent>,
): Promise<readonly Finding[]> {
  const commands = new Map<string, Sent>()
  for (const one of sent.values()) {
    if (one.outcome === null || !('receipt' in one.outcome)) continue
    for (const { position } of one.outcome.receipt.events) commands.set(`${one.ledger}@${position}`, one)
  }
  const other: string[] = []
  const marks = new Map<string, number>()
  for (const ledger of ledgers) {
    for await (const page of ledgerPages(store, ledger, { types: TYPES })) {
      for (const { position, type, streamId, data } of page) {
        const facts = data as Readonly<Record<string, unknown>>
        const place = `${ledger}@${position}`
        const command = commands.get(place)
        for (const field of FIELDS) {
          const meant = command?.body[field]
          if (meant !== undefined && facts[field] !== meant) other.push(`${place}: ${field} of ${command?.key}`)
        }
        if (type !== 'ResourceDiagnosisCompleted') continue
        const mark = `${ledger} ${streamId} ${facts.assistanceResources}-${facts.gaps}`
        marks.set(mark, (marks.get(mark) ?? 0) + 1)
      }
    }
  }
  const twice = [...marks].filter(([, times]) => times > 1).map(([mark, times]) => `${mark} is there ${times} times`)
  return [...findings('says-what-was-sent', other), ...findings('stored-once', twice)]
}
