import { modelsIn } from '@kooperacje/commands'
import { type AnyProcess, evolve, type PastEvent, type ProcessState } from '@kooperacje/domain'
import type { EventStore, RecordedEvent } from '@kooperacje/events'
import type { StreamName, Stretch } from '../command-line/kinds.ts'
import { isWithin, readFeed } from './feed.ts'

export interface ReplayQuery {
  readonly ledger: string
  readonly stream: StreamName
  /** The version of its last event. */
  readonly head: number
  readonly version?: number | undefined
  readonly until?: Stretch | undefined
  readonly recordedUntil?: Stretch | undefined
  /** Whether personal fields come opened; else they are null, as those of a forgotten person. */
  readonly open: boolean
}

export interface Replay {
  readonly state: ProcessState
  /** The last event that was taken in; undefined when all were left out. */
  readonly last: RecordedEvent | undefined
  readonly taken: number
  /** Versions passed over because their date lies later although their version does not: paper entered late. */
  readonly passedOver: readonly number[]
}

/** Folds one stream with its process, event after event, up to a version, a business date or a day of recording. */
export async function replay(
  store: EventStore,
  process: AnyProcess,
  query: ReplayQuery,
  onEvents: (events: readonly RecordedEvent[]) => Promise<void>,
): Promise<Replay> {
  const { ledger, stream, version, head } = query
  const models = await modelsIn(store, ledger)
  let state: ProcessState = process.initial
  let last: RecordedEvent | undefined
  let taken = 0
  const outside: number[] = []
  // Opened even where nothing may be shown: to a vault without keys everybody is forgotten, and folds know null.
  for await (const batch of readFeed(store, { ledger, stream, to: Math.min(version ?? head, head), open: true })) {
    const wanted = batch.filter((event) => isWithin(event, query))
    if (query.open && wanted.length > 0) await onEvents(wanted)
    for (const event of wanted) state = evolve(process, state, event as PastEvent, models)
    taken += wanted.length
    last = wanted.at(-1) ?? last
    for (const event of batch) if (!wanted.includes(event)) outside.push(event.streamVersion)
  }
  const passedOver = outside.filter((candidate) => last !== undefined && candidate < last.streamVersion)
  return { state, last, taken, passedOver }
}
