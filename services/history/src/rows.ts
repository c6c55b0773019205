import type { RecordedEvent } from '@kooperacje/events'
import { causeNamed } from './cause-named.ts'
import type { Caused } from './causes.ts'
import type { ThingChange } from './changes.ts'
import { type Clearance, maySee, maySeeVersions, namesVersion } from './clearance.ts'
import type { Change } from './difference.ts'
import type { PastStore } from './feed.ts'
import type { Replay } from './replay.ts'
import { type StreamName, streamText } from './stream-name.ts'
import { inPoland } from './warsaw-days.ts'

/** What an auditor reads, the same from the command line, over HTTP and on the pages. Times are told in UTC and in Poland. */

export interface FactRow {
  readonly position: number
  readonly withheld: false
  readonly stream: string
  /** Left out where a gap would tell of what is withheld. */
  readonly version?: number
  readonly eventId: string
  readonly type: string
  readonly schemaVersion: number
  readonly occurredAt: string
  readonly occurredInPoland: string
  readonly recordedAt: string
  readonly recordedInPoland: string
  readonly by: { readonly actorId: string; readonly role: string; readonly institutionId: string | null }
  readonly correlationId: string | null
  readonly causationId: string | null
  readonly data: unknown
}

/** A position that the reader may know to be taken, and no more. */
export interface WithheldRow {
  readonly position: number
  readonly withheld: true
  readonly recordedAt: string
  readonly recordedInPoland: string
}

export type TimelineRow = FactRow | WithheldRow

export async function timelineRow(store: PastStore, event: RecordedEvent, clearance: Clearance): Promise<TimelineRow> {
  if (maySee(event, clearance)) return factRow(store, event, clearance)
  const { position, recordedAt } = event
  return { position, withheld: true, recordedAt, recordedInPoland: inPoland(recordedAt) }
}

export async function factRow(store: PastStore, event: RecordedEvent, clearance: Clearance): Promise<FactRow> {
  const { streamType, streamId, streamVersion, metadata, occurredAt, recordedAt } = event
  const versions = maySeeVersions(streamType, clearance)
  const data = versions || !namesVersion(event) ? event.data : await byPosition(store, event)
  return {
    position: event.position,
    withheld: false,
    stream: streamText({ type: streamType, id: streamId }),
    ...(versions ? { version: streamVersion } : {}),
    eventId: event.eventId,
    type: event.type,
    schemaVersion: event.schemaVersion,
    occurredAt,
    occurredInPoland: inPoland(occurredAt),
    recordedAt,
    recordedInPoland: inPoland(recordedAt),
    by: { actorId: metadata.actorId, role: metadata.actorRole, institutionId: metadata.institutionId ?? null },
    correlationId: metadata.correlationId ?? null,
    causationId: await causeTold(store, event, clearance),
    data: withoutCiphertext(data),
  }
}

/** Null, too, where it is a fact that the reader may not know of. */
async function causeTold(
  store: PastStore,
  { ledger, metadata }: RecordedEvent,
  clearance: Clearance,
): Promise<string | null> {
  const causationId = metadata.causationId ?? null
  const position = clearance.restricted ? null : causeNamed(ledger, causationId)
  if (position === null) return causationId
  const [cause] = await store.readLedger(ledger, { from: position, to: position, limit: 1, open: false })
  return cause && maySee(cause, clearance) ? causationId : null
}

/** A correction that names the position of what it corrects, in place of its version. */
async function byPosition(store: PastStore, { ledger, streamType, streamId, data }: RecordedEvent): Promise<unknown> {
  const { corrects, ...rest } = data as { readonly corrects: number }
  const place = { from: corrects, to: corrects, open: false } as const
  const [wrong] = await store.readStream(ledger, streamType, streamId, place)
  return { correctsPosition: wrong?.position ?? null, ...rest }
}

/** Nobody needs to take home what a key that leaks one day would open. */
export const SEALED = '(sealed)'

function withoutCiphertext(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith('sealed:1:') ? SEALED : value
  if (Array.isArray(value)) return value.map(withoutCiphertext)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withoutCiphertext(field)]))
}

/** How a thing stood, and by which facts. */
export interface StateRow {
  readonly stream: string
  readonly status: string
  readonly since: string | null
  readonly begunOn: string | null
  readonly modelVersion: string | null
  /** Facts that made it, and the last of them; null when there was none. */
  readonly facts: number
  readonly position: number | null
  readonly occurredAt: string | null
  readonly occurredInPoland: string | null
  readonly recordedAt: string | null
  readonly recordedInPoland: string | null
  /** Positions of facts that were recorded before the last one and happened later than asked: paper entered late. */
  readonly passedOver: number[]
}

export function stateRow(stream: StreamName, { state, last, taken, passedOver }: Replay): StateRow {
  const { status, since, begunOn, modelVersion } = state
  return {
    ...{ stream: streamText(stream), status, since, begunOn, modelVersion, facts: taken },
    position: last?.position ?? null,
    occurredAt: last?.occurredAt ?? null,
    occurredInPoland: last ? inPoland(last.occurredAt) : null,
    recordedAt: last?.recordedAt ?? null,
    recordedInPoland: last ? inPoland(last.recordedAt) : null,
    passedOver: passedOver.map(({ position }) => position),
  }
}

export interface ChangeRow {
  readonly stream: string
  readonly before: StateRow
  readonly after: StateRow
  readonly changes: Change[]
}

export const changeRow = ({ stream, before, after, changes }: Omit<ThingChange, 'foundAt'>): ChangeRow => ({
  stream: streamText(stream),
  before: stateRow(stream, before),
  after: stateRow(stream, after),
  // What is not there is null: JSON knows no undefined.
  changes: changes.map(({ path, before, after }) => ({ path, before: before ?? null, after: after ?? null })),
})

export interface CauseRow extends FactRow {
  readonly depth: number
  readonly tie: Caused['tie']
  readonly reaction: string | null
  readonly because: number | null
}

export async function causeRow(
  store: PastStore,
  { event, depth, tie, reaction, because }: Caused,
  clearance: Clearance,
): Promise<CauseRow> {
  return { ...(await factRow(store, event, clearance)), depth, tie, reaction, because }
}
