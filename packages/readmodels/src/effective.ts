import { type Correction, corrected, correctedType, correctionsOf, isCorrection } from '@kooperacje/domain'
import type { LedgerPast, ReadOptions, RecordedEvent } from '@kooperacje/events'

export interface EffectiveRange {
  readonly ledger: string
  /** Inclusive. */
  readonly to: number
  readonly types: readonly string[]
  /** Events read at once. Default 5000, as in a rebuild's batches. */
  readonly page?: number
}

const PAGE = 5000

/** Does this event correct a fact of one of these types? An annulment says itself what it annuls. */
export const correctsOneOf = (types: readonly string[], { type, data }: RecordedEvent): boolean =>
  isCorrection(type) && types.includes(correctedType(type) ?? (data as { readonly type: string }).type)

/** What is known to have been corrected, in one stream or in all of a ledger. */
class Corrections {
  readonly #facts = new Map<string, Correction>()
  readonly #lastVersions = new Map<string, number>()

  take(event: RecordedEvent): void {
    const correction = event.data as Correction
    const stream = streamOf(event)
    this.#facts.set(`${stream}@${correction.corrects}`, correction)
    this.#lastVersions.set(stream, event.streamVersion)
  }

  /**
   * As it should have been recorded; null where it never happened. Its version is at least that of the stream's last
   * correction, so that whoever reads a row that it leaves knows the stream as it is after that.
   */
  effective(event: RecordedEvent): RecordedEvent | null {
    const stream = streamOf(event)
    const lastVersion = this.#lastVersions.get(stream)
    if (lastVersion === undefined) return event
    const correction = this.#facts.get(`${stream}@${event.streamVersion}`)
    const right = correction ? corrected(event, correction) : event
    return right && { ...right, streamVersion: Math.max(right.streamVersion, lastVersion) }
  }
}

const streamOf = ({ streamType, streamId }: RecordedEvent): string => `${streamType}/${streamId}`

/**
 * A ledger as it should have been recorded: what was corrected comes in its old place with what is right, what was annulled
 * does not come. Two passes, because a correction may come long after what it corrects; corrections are few.
 */
export async function* effectiveLedger(
  past: LedgerPast,
  { ledger, to, types, page: limit = PAGE }: EffectiveRange,
): AsyncGenerator<readonly RecordedEvent[]> {
  const corrections = new Corrections()
  const read = (options: ReadOptions) => past.readLedger(ledger, options)
  for await (const page of pages(read, 'position', { to, types: correctionsOf(types), limit })) {
    for (const event of page) if (correctsOneOf(types, event)) corrections.take(event)
  }
  for await (const page of pages(read, 'position', { to, types: types.filter((type) => !isCorrection(type)), limit })) {
    yield page.flatMap((event) => corrections.effective(event) ?? [])
  }
}

/** The same for the streams of one id: of a partnership, and of its basket, which has the same. In the order of the ledger. */
export async function effectiveStreams(
  past: LedgerPast,
  streamTypes: readonly string[],
  id: string,
  { ledger, to, types, page: limit = PAGE }: EffectiveRange,
): Promise<readonly RecordedEvent[]> {
  const corrections = new Corrections()
  const facts: RecordedEvent[] = []
  for (const streamType of streamTypes) {
    const read = (options: ReadOptions) => past.readStream(ledger, streamType, id, options)
    for await (const page of pages(read, 'streamVersion', { types: [...types, ...correctionsOf(types)], limit })) {
      for (const event of page) {
        if (event.position > to) break
        if (!isCorrection(event.type)) facts.push(event)
        else if (correctsOneOf(types, event)) corrections.take(event)
      }
    }
  }
  return facts.flatMap((event) => corrections.effective(event) ?? []).sort((a, b) => a.position - b.position)
}

/** To the end, which only a page without events is: whoever reads may give fewer than were asked for. */
async function* pages(
  read: (options: ReadOptions) => Promise<readonly RecordedEvent[]>,
  place: 'position' | 'streamVersion',
  options: Pick<ReadOptions, 'to' | 'types'> & { readonly limit: number },
) {
  for (let from = 1; ; ) {
    const page = await read({ ...options, from, open: false })
    const last = page.at(-1)
    if (!last) return
    yield page
    from = last[place] + 1
  }
}
