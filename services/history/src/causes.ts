import { type AnyProcess, type Correction, isCorrection, processes } from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import { causeNamed } from './cause-named.ts'
import { type Clearance, maySee } from './clearance.ts'
import { type PastStore, readFeed } from './feed.ts'

/**
 * How one fact follows from another:
 *
 *   CAUSATION   the command that recorded it was given because of that fact, by a worker or by another command
 *   REACTION    it follows from that fact by itself, by a reaction of the process, in the same commit
 *   COMMAND     both were recorded by one command; that is the fact it was given for
 *   DEADLINE    a notice about the deadline that the fact began
 *   CORRECTION  it says how the fact should have been recorded
 */
export type Tie = 'CAUSATION' | 'REACTION' | 'COMMAND' | 'DEADLINE' | 'CORRECTION'

export interface Caused {
  readonly event: RecordedEvent
  /** Null for a fact that somebody simply recorded. */
  readonly tie: Tie | null
  /** Name of the reaction of the domain. */
  readonly reaction: string | null
  /** Position of the fact that it follows from. */
  readonly because: number | null
  /** 0 for the fact that was asked about, below 0 what it follows from, above 0 what followed. */
  readonly depth: number
}

export interface CausesQuery {
  readonly ledger: string
  readonly position: number
  readonly head: number
  readonly clearance: Clearance
  readonly signal?: AbortSignal | undefined
}

/**
 * The tree around one fact: what it follows from, from the beginning on, then itself, then all that followed from it to the head
 * of the ledger, in the order of positions. What followed is looked for among everything that was recorded later, in one pass;
 * only places of facts found so far are held.
 */
export async function* causesOf(store: PastStore, query: CausesQuery): AsyncGenerator<Caused> {
  const { ledger, position, clearance } = query
  const asked = await eventAt(store, ledger, position)
  if (!asked || !maySee(asked, clearance)) return
  const ancestors = await ancestorsOf(store, query, asked)
  yield* ancestors.map((caused, i) => ({ ...caused, depth: i - ancestors.length }))
  const own = await tieOf(store, ledger, asked)
  yield { ...seen(own, ancestors), event: asked, depth: 0 }
  yield* consequencesOf(store, query, asked)
}

/** A cause that the reader may not see is none that is told of. */
const seen = (own: FoundTie, ancestors: readonly unknown[]): FoundTie => (ancestors.length === 0 ? NO_TIE : own)

interface FoundTie {
  readonly tie: Tie | null
  readonly reaction: string | null
  readonly because: number | null
}

const NO_TIE: FoundTie = { tie: null, reaction: null, because: null }

/** Root first. Positions only fall on the way up, so it ends. */
async function ancestorsOf(
  store: PastStore,
  { ledger, clearance }: CausesQuery,
  asked: RecordedEvent,
): Promise<Omit<Caused, 'depth'>[]> {
  const found: Omit<Caused, 'depth'>[] = []
  let { because } = await tieOf(store, ledger, asked)
  while (because !== null) {
    const event = await eventAt(store, ledger, because)
    if (!event || !maySee(event, clearance)) break
    const own = await tieOf(store, ledger, event)
    found.unshift({ event, ...own })
    because = own.because
  }
  const [root] = found
  if (root && root.because !== null) found[0] = { event: root.event, ...NO_TIE }
  return found
}

async function* consequencesOf(
  store: PastStore,
  { ledger, head, clearance, signal }: CausesQuery,
  asked: RecordedEvent,
): AsyncGenerator<Caused> {
  const depths = new Map([[asked.position, 0]])
  /** Versions of facts in the tree, by their streams: corrections name those. */
  const places = new Map<string, number>([[placeOf(asked), asked.position]])
  let commit = [...(await commitUpTo(store, ledger, asked))]
  for await (const events of readFeed(store, { ledger, from: asked.position + 1, to: head, open: false, signal })) {
    for (const event of events) {
      if (isSameCommit(commit[0], event)) commit.push(event)
      else commit = [event]
      const corrects = correctedPlaceOf(event)
      const tie = corrects === null ? tieIn(commit, event) : correcting(places.get(corrects) ?? null)
      const depth = tie.because === null ? undefined : depths.get(tie.because)
      if (depth === undefined || !maySee(event, clearance)) continue
      depths.set(event.position, depth + 1)
      places.set(placeOf(event), event.position)
      yield { event, ...tie, depth: depth + 1 }
    }
  }
}

const placeOf = ({ streamType, streamId, streamVersion }: RecordedEvent) => `${streamType}/${streamId}@${streamVersion}`

const correctedPlaceOf = ({ type, streamType, streamId, data }: RecordedEvent): string | null =>
  isCorrection(type) ? `${streamType}/${streamId}@${(data as Correction).corrects}` : null

const correcting = (because: number | null): FoundTie => ({ tie: 'CORRECTION', reaction: null, because })

/** What one fact follows from. Reads what stands around it, and for a correction the fact that it corrects. */
async function tieOf(store: PastStore, ledger: string, event: RecordedEvent): Promise<FoundTie> {
  const { type, streamType, streamId, data } = event
  if (isCorrection(type)) {
    const version = (data as Correction).corrects
    const [wrong] = await store.readStream(ledger, streamType, streamId, { from: version, to: version, open: false })
    return correcting(wrong?.position ?? null)
  }
  return tieIn(await commitUpTo(store, ledger, event), event)
}

/** @param commit the facts of the event's commit up to and with itself */
function tieIn(commit: readonly RecordedEvent[], event: RecordedEvent): FoundTie {
  const { ledger, position, streamType, data, metadata } = event
  const { startedAt } = data as { startedAt?: unknown }
  if (streamType === 'deadline' && typeof startedAt === 'number' && startedAt < position) {
    return { tie: 'DEADLINE', reaction: null, because: startedAt }
  }
  const earlier = commit.filter((other) => other.position < position)
  for (const other of earlier.toReversed()) {
    const reaction = reactionFrom(other, event)
    if (reaction !== null) return { tie: 'REACTION', reaction, because: other.position }
  }
  const [first] = earlier
  if (first) return { tie: 'COMMAND', reaction: null, because: first.position }
  const cause = causeNamed(ledger, metadata.causationId)
  return cause === null || cause >= position ? NO_TIE : { tie: 'CAUSATION', reaction: null, because: cause }
}

/** The name of the reaction by which the second fact follows from the first; null when there is none. */
function reactionFrom(first: RecordedEvent, second: RecordedEvent): string | null {
  const process: AnyProcess | undefined = Object.hasOwn(processes, first.streamType)
    ? processes[first.streamType]
    : undefined
  const names = (process?.description.reactions ?? []).filter(({ on }) => on === first.type).map((row) => row.do)
  const found = process?.reactions?.find(
    ({ name, adds }) => names.includes(name) && adds.some(({ type }) => type === second.type),
  )
  return found?.name ?? null
}

/**
 * One command is written in one go: next to each other, at one time, with one metadata. Without a correlation nothing tells two
 * commands of one batch apart, so then none are taken for one.
 */
function isSameCommit(first: RecordedEvent | undefined, next: RecordedEvent): boolean {
  const correlation = first?.metadata.correlationId
  if (!first || correlation === undefined || correlation !== next.metadata.correlationId) return false
  return first.recordedAt === next.recordedAt && JSON.stringify(first.metadata) === JSON.stringify(next.metadata)
}

const MOST_IN_COMMIT = 1000
const STEP = 50

/** The facts of the event's commit, from its first up to the event. */
async function commitUpTo(store: PastStore, ledger: string, event: RecordedEvent): Promise<readonly RecordedEvent[]> {
  let commit: readonly RecordedEvent[] = [event]
  while (commit.length < MOST_IN_COMMIT) {
    const before = (commit[0] as RecordedEvent).position - 1
    if (before < 1) return commit
    const from = Math.max(1, before - STEP + 1)
    const earlier = await store.readLedger(ledger, { from, to: before, limit: STEP, open: false })
    const start = earlier.findLastIndex((other) => !isSameCommit(event, other)) + 1
    commit = [...earlier.slice(start), ...commit]
    if (start > 0) return commit
  }
  return commit
}

async function eventAt(store: PastStore, ledger: string, position: number): Promise<RecordedEvent | undefined> {
  const [found] = await store.readLedger(ledger, { from: position, to: position, limit: 1, open: false })
  return found
}
