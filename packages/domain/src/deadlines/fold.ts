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

/** The facts of one thing as they happened, the partnership that they name or are about, and when it stood still. */
export interface ThingWithDeadlines {
  readonly streamType: string
  readonly streamId: string
  readonly facts: readonly PlacedEvent[]
  readonly partnershipId: string | null
  readonly standstills: readonly Standstill[]
}

/**
 * Every deadline of a ledger, out of its whole history: for a history that is tried out under another version of the model
 * and for whoever counts. The projection keeps the same rows up to date one fact after another.
 */
export const foldDeadlines = (events: Iterable<PlacedEvent>, books: RuleBooks): readonly DeadlineCourse[] =>
  deadlinesOf(thingsWithDeadlines(events), books)

/** What is the same whatever the rules: sorted out once for whoever asks under several books. */
export function thingsWithDeadlines(events: Iterable<PlacedEvent>): readonly ThingWithDeadlines[] {
  const byType = new Map<string, Map<string, { facts: PlacedEvent[]; partnershipId: string | null }>>()
  for (const event of events) {
    const { streamType, streamId } = event
    if (streamType === 'deadline') continue
    let ofType = byType.get(streamType)
    if (!ofType) {
      ofType = new Map()
      byType.set(streamType, ofType)
    }
    let stream = ofType.get(streamId)
    if (!stream) {
      stream = { facts: [], partnershipId: streamType === 'partnership' ? streamId : null }
      ofType.set(streamId, stream)
    }
    stream.facts.push(event)
    stream.partnershipId = partnershipNamed(event) ?? stream.partnershipId
  }
  const things = [...byType].flatMap(([streamType, ofType]) =>
    [...ofType].map(([streamId, { facts, partnershipId }]) => {
      const inTheirOrder = inOrder(facts)
      const halts = streamType === 'partnership' || streamType === 'case'
      const standstills = halts ? standstillsOf(inTheirOrder) : []
      return { streamType, streamId, facts: inTheirOrder, partnershipId, standstills }
    }),
  )
  const ofPartnership = new Map(
    things.flatMap(({ streamType, streamId, standstills }) =>
      streamType === 'partnership' ? [[streamId, standstills] as const] : [],
    ),
  )
  return things.map((thing) => {
    if (thing.streamType === 'partnership' || thing.partnershipId === null) return thing
    return { ...thing, standstills: [...thing.standstills, ...(ofPartnership.get(thing.partnershipId) ?? [])] }
  })
}

export function deadlinesOf(things: readonly ThingWithDeadlines[], books: RuleBooks): readonly DeadlineCourse[] {
  const found: DeadlineCourse[] = []
  for (const thing of things) {
    for (const course of coursesOf(thing.streamType, thing.facts, books)) {
      found.push(rowOf(course, thing, thing.standstills))
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
