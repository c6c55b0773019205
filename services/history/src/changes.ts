import { modelsIn } from '@kooperacje/commands'
import { type Models, processes } from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import { type Clearance, maySee } from './clearance.ts'
import { type Change, difference } from './difference.ts'
import { type PastStore, readFeed } from './feed.ts'
import { isKnownAt, type Moment } from './moment.ts'
import { type Replay, wholeStream } from './replay.ts'
import { type StreamName, streamText } from './stream-name.ts'
import { stateOf } from './things.ts'

export interface ThingChange {
  readonly stream: StreamName
  readonly before: Replay
  readonly after: Replay
  readonly changes: readonly Change[]
  /** Where the search stood when it came upon this thing: things come in this order. */
  readonly foundAt: number
}

export interface ChangesQuery {
  readonly ledger: string
  readonly before: Moment
  readonly after: Moment
  readonly clearance: Clearance
  readonly head: number
  readonly kind?: string | undefined
  /** Go on behind this place of the search. */
  readonly behind?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/** How one thing differs between two moments. */
export async function changeOf(
  store: PastStore,
  stream: StreamName,
  { ledger, before, after, clearance }: Pick<ChangesQuery, 'ledger' | 'before' | 'after' | 'clearance'>,
): Promise<Omit<ThingChange, 'foundAt'>> {
  const [models, events] = await Promise.all([modelsIn(store, ledger), wholeStream(store, ledger, stream)])
  return compared(stream, events, { before, after, clearance }, models)
}

/**
 * Every thing of a ledger that differs between two moments. Between two positions, or two times of recording, only things are
 * looked at to which something was recorded in between; between business dates any thing may differ, since paper is entered
 * late. Holds the names of the things found so far, and one stream.
 */
export async function* changesBetween(store: PastStore, query: ChangesQuery): AsyncGenerator<ThingChange> {
  const { ledger, before, after, clearance, behind = 0, signal } = query
  const models = await modelsIn(store, ledger)
  const seen = new Set<string>()
  for await (const events of readFeed(store, { ledger, ...searched(query), open: false, signal })) {
    for (const { streamType, streamId, position } of events) {
      const stream = { type: streamType, id: streamId }
      const name = streamText(stream)
      if (signal?.aborted) return
      if (seen.has(name)) continue
      seen.add(name)
      if (position <= behind) continue
      const facts = await wholeStream(store, ledger, stream)
      const change = compared(stream, facts, { before, after, clearance }, models)
      if (change.changes.length > 0) yield { ...change, foundAt: position }
    }
  }
}

/** Where facts may stand that make a difference, and which of those there do. */
function searched({ before, after, clearance, head, kind }: ChangesQuery) {
  const isAsked = ({ streamType }: RecordedEvent) =>
    (kind === undefined || streamType === kind) && Object.hasOwn(processes, streamType)
  if (before.until?.after !== after.until?.after) {
    return { from: 1, to: head, keep: (event: RecordedEvent) => event.streamVersion === 1 && isAsked(event) }
  }
  const keep = (event: RecordedEvent) =>
    isKnownAt(event, before) !== isKnownAt(event, after) && isAsked(event) && maySee(event, clearance)
  const timed = before.recordedUntil !== undefined || after.recordedUntil !== undefined
  const [one, other] = [before.position ?? head, after.position ?? head]
  return timed ? { from: 1, to: head, keep } : { from: Math.min(one, other) + 1, to: Math.max(one, other), keep }
}

function compared(
  stream: StreamName,
  events: readonly RecordedEvent[],
  { before, after, clearance }: Pick<ChangesQuery, 'before' | 'after' | 'clearance'>,
  models: Models,
): Omit<ThingChange, 'foundAt'> {
  const one = stateOf(stream, events, before, clearance, models)
  const other = stateOf(stream, events, after, clearance, models)
  return { stream, before: one, after: other, changes: difference(one.state, other.state) }
}
