import { type Correction, corrected, correctionsOf, isCorrection } from '@kooperacje/domain'
import type { LedgerPast, RecordedEvent } from '@kooperacje/events'

export interface EffectiveRange {
  readonly ledger: string
  /** Inclusive. */
  readonly to: number
  readonly types: readonly string[]
}

/** Events read at once: pages are as large as a rebuild's batches. */
const PAGE = 5000

const streamFact = (event: RecordedEvent, version: number): string => `${event.streamType}/${event.streamId}@${version}`

/**
 * A ledger as it should have been recorded: what was corrected comes in its old place with what is right, what was annulled
 * does not come. Two passes, because a correction may come long after what it corrects; corrections are few.
 */
export async function* effectiveLedger(
  past: LedgerPast,
  { ledger, to, types }: EffectiveRange,
): AsyncGenerator<readonly RecordedEvent[]> {
  const corrections = new Map<string, Correction>()
  for await (const page of pages(past, { ledger, to, types: correctionsOf(types) })) {
    for (const event of page) {
      const correction = event.data as Correction
      corrections.set(streamFact(event, correction.corrects), correction)
    }
  }
  for await (const page of pages(past, { ledger, to, types: types.filter((type) => !isCorrection(type)) })) {
    if (corrections.size === 0) yield page
    else {
      yield page.flatMap((event) => {
        const correction = corrections.get(streamFact(event, event.streamVersion))
        return correction ? (corrected(event, correction) ?? []) : event
      })
    }
  }
}

async function* pages(past: LedgerPast, { ledger, to, types }: EffectiveRange) {
  for (let from = 1; from <= to; ) {
    const page = await past.readLedger(ledger, { from, to, types, limit: PAGE, open: false })
    if (page.length > 0) yield page
    const last = page.at(-1)
    if (!last || page.length < PAGE) return
    from = last.position + 1
  }
}
