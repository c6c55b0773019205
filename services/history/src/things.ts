import { modelsIn } from '@kooperacje/commands'
import { type Models, processes } from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import type { Clearance } from './clearance.ts'
import { type PastStore, readFeed } from './feed.ts'
import type { Moment } from './moment.ts'
import { factsAt, type Replay, replayed, wholeStream } from './replay.ts'
import type { StreamName } from './stream-name.ts'

export interface ThingAt {
  readonly stream: StreamName
  readonly at: Replay
  /** Where the first fact of the thing stands in the ledger: things come in this order. */
  readonly begunAt: number
}

export interface ThingsQuery {
  readonly ledger: string
  readonly moment: Moment
  readonly clearance: Clearance
  /** The last position to look for beginnings at; that of the moment or the head. */
  readonly to: number
  /** Only things whose first fact stands after this position. */
  readonly after?: number | undefined
  /** Only things of this kind: the type of their streams. */
  readonly kind?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/** Streams read at a time. Each is a few facts; more would keep connections from those who work. */
const AT_ONCE = 4

/**
 * How every thing of a ledger stood at a moment, in the order in which they began. Reads the ledger once for beginnings and each
 * stream once; a few streams are all that it holds.
 */
export async function* thingsAt(store: PastStore, query: ThingsQuery): AsyncGenerator<readonly ThingAt[]> {
  const { ledger, moment, clearance, to, after = 0, kind, signal } = query
  const models = await modelsIn(store, ledger)
  const begins = ({ streamVersion, streamType }: RecordedEvent) =>
    streamVersion === 1 && (kind === undefined || streamType === kind) && Object.hasOwn(processes, streamType)
  const feed = readFeed(store, { ledger, from: after + 1, to, keep: begins, open: false, signal })
  for await (const beginnings of feed) {
    for (let at = 0; at < beginnings.length && !signal?.aborted; at += AT_ONCE) {
      const found = await Promise.all(
        beginnings.slice(at, at + AT_ONCE).map(async ({ streamType, streamId, position }) => {
          const stream = { type: streamType, id: streamId }
          const events = await wholeStream(store, ledger, stream)
          return { stream, begunAt: position, at: stateOf(stream, events, moment, clearance, models) }
        }),
      )
      const there = found.filter((thing) => thing.at.taken > 0)
      if (there.length > 0) yield there
    }
  }
}

export function stateOf(
  { type }: StreamName,
  events: readonly RecordedEvent[],
  moment: Moment,
  clearance: Clearance,
  models: Models,
): Replay {
  const process = Object.hasOwn(processes, type) ? processes[type] : undefined
  if (!process) throw new Error(`there is no process '${type}'`)
  return replayed(process, factsAt(events, moment, clearance), clearance, models)
}
