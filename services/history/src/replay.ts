import { modelsIn } from '@kooperacje/commands'
import {
  type AnyProcess,
  type Correction,
  effective,
  fold,
  isCorrection,
  type Models,
  type PastEvent,
  type ProcessState,
  withoutProcedure,
} from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import { type Clearance, maySee } from './clearance.ts'
import type { PastStore } from './feed.ts'
import { hadHappenedBy, isKnownAt, type Moment } from './moment.ts'
import type { StreamName } from './stream-name.ts'

/** How one thing stood, looked at from a moment. */
export interface Replay {
  readonly state: ProcessState
  /** The last fact that was taken in, as it is known then; undefined when there was none. */
  readonly last: RecordedEvent | undefined
  readonly taken: number
  /** Facts passed over because their date lies later although their place does not: paper entered late. */
  readonly passedOver: readonly RecordedEvent[]
}

export interface ReplayQuery {
  readonly ledger: string
  readonly stream: StreamName
  readonly moment: Moment
  readonly clearance: Clearance
}

/**
 * Folds one stream with its process, up to a place or a time of recording and a business date. Reads that stream only.
 *
 * @param onEvents told of the events that the state was made of, before it is handed out
 */
export async function replay(
  store: PastStore,
  process: AnyProcess,
  { ledger, stream, moment, clearance }: ReplayQuery,
  onEvents: (events: readonly RecordedEvent[]) => Promise<void> = async () => {},
): Promise<Replay> {
  const [models, events] = await Promise.all([modelsIn(store, ledger), wholeStream(store, ledger, stream)])
  const facts = factsAt(events, moment, clearance)
  await onEvents(madeOf(events, facts.taken))
  return replayed(process, facts, clearance, models)
}

/** A read of a stream that is longer takes more than one. */
const BATCH = 1000

/** All events of one stream; for readers that go through many, one at a time is what is held in memory. */
export async function wholeStream(
  store: PastStore,
  ledger: string,
  { type, id }: StreamName,
): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = []
  for (;;) {
    const batch = await store.readStream(ledger, type, id, { from: events.length + 1, limit: BATCH })
    events.push(...batch)
    if (batch.length < BATCH) return events
  }
}

/** The facts of one stream as they are known at a moment: as corrections up to then leave them. */
export interface FactsAt {
  readonly taken: readonly RecordedEvent[]
  readonly later: readonly RecordedEvent[]
}

export function factsAt(events: readonly RecordedEvent[], moment: Moment, clearance: Clearance): FactsAt {
  const known = effective(events.filter((event) => isKnownAt(event, moment) && maySee(event, clearance)))
  return {
    taken: known.filter((event) => hadHappenedBy(event, moment)),
    later: known.filter((event) => !hadHappenedBy(event, moment)),
  }
}

export function replayed(process: AnyProcess, { taken, later }: FactsAt, clearance: Clearance, models: Models): Replay {
  const state: ProcessState = fold(process, taken as readonly RecordedEvent[] as readonly PastEvent[], models)
  const last = taken.at(-1)
  return {
    state: clearance.restricted ? state : withoutProcedure(state),
    last,
    taken: taken.length,
    passedOver: later.filter(({ streamVersion }) => last !== undefined && streamVersion < last.streamVersion),
  }
}

/** The events behind these facts: their own and those that corrected them. */
function madeOf(events: readonly RecordedEvent[], taken: readonly RecordedEvent[]): readonly RecordedEvent[] {
  const versions = new Set(taken.map(({ streamVersion }) => streamVersion))
  return events.filter(({ type, streamVersion, data }) =>
    versions.has(isCorrection(type) ? (data as Correction).corrects : streamVersion),
  )
}
