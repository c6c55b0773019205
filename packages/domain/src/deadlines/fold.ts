import type { PastEvent } from '../kernel/event.ts'
import { type Course, coursesOf, inOrder } from './course.ts'
import type { DeadlineRule, RuleBooks } from './rule.ts'
import { type Standstill, standstillsOf } from './standstill.ts'
import { datesOf, type Standing } from './status.ts'

/** A fact with its place in the log. */
export interface PlacedEvent extends PastEvent {
  readonly streamType: string
  readonly position: number
}

/** A deadline as a row: what it is, how long, and what became of it. */
export interface DeadlineCourse extends Standing {
  readonly rule: string
  readonly origin: DeadlineRule['origin']
  /** The stream it is about, `case/…`. */
  readonly about: string
  readonly caseId: string | null
  readonly partnershipId: string | null
  readonly modelVersion: string
  /** The row that it was opened under. */
  readonly row: DeadlineRule
  readonly startedOn: string
  readonly stoppedAt: string | null
  /** Ended by a fact, or by a version of the model that has no such rule. */
  readonly cancelledBy: 'FACT' | 'MIGRATION' | null
  readonly startPosition: number
  readonly stopPosition: number | null
  readonly cancelPosition: number | null
  readonly migratedAt: number | null
}

/** Id of the stream on which notices of a deadline are recorded. */
export const deadlineId = (rule: string, startedAt: number): string => `${rule}.${startedAt}`

/** The facts of one thing, and the partnership that they name or are about. */
interface Stream {
  readonly type: string
  readonly id: string
  readonly facts: PlacedEvent[]
  partnershipId: string | null
}

/**
 * Every deadline of a ledger, out of its whole history: for a history that is tried out under another version of the model
 * and for whoever counts. The projection keeps the same rows up to date one fact after another.
 */
export function foldDeadlines(events: Iterable<PlacedEvent>, books: RuleBooks): readonly DeadlineCourse[] {
  const streams = new Map<string, Stream>()
  for (const event of events) {
    if (event.streamType === 'deadline') continue
    const key = `${event.streamType}/${event.streamId}`
    let stream = streams.get(key)
    if (!stream) {
      const { streamType: type, streamId: id } = event
      stream = { type, id, facts: [], partnershipId: type === 'partnership' ? id : null }
      streams.set(key, stream)
    }
    stream.facts.push(event)
    stream.partnershipId = partnershipNamed(event) ?? stream.partnershipId
  }
  const halts = new Map<string, readonly Standstill[]>()
  for (const [key, { type, facts }] of streams) {
    if (type === 'partnership' || type === 'case') halts.set(key, standstillsOf(inOrder(facts)))
  }
  const found: DeadlineCourse[] = []
  for (const [about, stream] of streams) {
    const own = halts.get(about) ?? []
    const partnership = `partnership/${stream.partnershipId}`
    const standstills = partnership === about ? own : [...own, ...(halts.get(partnership) ?? [])]
    for (const course of coursesOf(stream.type, stream.facts, books)) {
      found.push(rowOf(course, { streamType: stream.type, streamId: stream.id, ...stream }, standstills))
    }
  }
  return found.sort((a, b) => a.startPosition - b.startPosition || (a.rule < b.rule ? -1 : 1))
}

/** A thing names the partnership it belongs to; the partnership itself need not. */
export function partnershipNamed({ streamType, data }: { streamType: string; data: unknown }): string | null {
  if (streamType === 'partnership') return null
  const named = (data as { partnershipId?: unknown } | null)?.partnershipId
  return typeof named === 'string' ? named : null
}

export function rowOf(
  course: Course,
  { streamType, streamId, partnershipId }: { streamType: string; streamId: string; partnershipId: string | null },
  standstills: readonly Standstill[],
): DeadlineCourse {
  const { rule, modelVersion, start, startedOn, stopped, cancelled, migratedAt } = course
  return {
    rule: rule.id,
    origin: rule.origin,
    about: `${streamType}/${streamId}`,
    caseId: streamType === 'case' ? streamId : null,
    partnershipId,
    modelVersion,
    row: rule,
    bound: rule.bound,
    startedOn,
    ...datesOf(course, standstills),
    stoppedOn: stopped?.on ?? null,
    stoppedAt: stopped?.at ?? null,
    cancelledOn: cancelled?.on ?? null,
    cancelledBy: cancelled?.by ?? null,
    startPosition: start.position,
    stopPosition: stopped?.position ?? null,
    cancelPosition: cancelled?.position ?? null,
    migratedAt,
  }
}
