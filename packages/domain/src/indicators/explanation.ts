import { type Evaluation, leftOut } from './evaluation.ts'
import type { CountableFact } from './fact.ts'
import type { LeftOutReason } from './reasons.ts'
import type { Tally } from './tally.ts'

/** An event in an explanation: it counts and adds something, or it is left out for a reason. */
export interface ExplainedEvent {
  /** Of a fact that was corrected, the place of the correction. */
  readonly position: number
  readonly streamType: string
  readonly streamId: string
  readonly type: string
  readonly occurredOn: string
  /** The place of the fact that it corrects. */
  readonly corrects: number | null
  /** What it adds to the numerator, or what was observed; null when it is left out. */
  readonly adds: number | null
  /** What it adds to the denominator of a share or a mean. */
  readonly outOf: number | null
  /** The place of the other event that made it count. */
  readonly evidence: number | null
  readonly reason: LeftOutReason | null
}

export interface Explanation {
  readonly total: number
  readonly counted: number
  readonly leftOut: Readonly<Partial<Record<LeftOutReason, number>>>
  /** A page of it: what counts first, then what is left out, by reason. */
  readonly events: readonly ExplainedEvent[]
}

export interface PageOfEvents {
  readonly from: number
  readonly limit: number
}

/** Everything behind a figure, or behind one of its parts; entries are made for the page only. */
export function explain(evaluation: Evaluation, { from, limit }: PageOfEvents, part?: string): Explanation {
  const tally = part === undefined ? evaluation.measured.main : evaluation.measured.parts?.[part]
  if (!tally) throw new Error(`${evaluation.definition.id} has no part ${part}`)
  const without = leftOut(part === undefined ? evaluation : { ...evaluation, measured: { main: tally } })
  const events: ExplainedEvent[] = []
  const counted = tally.facts.length
  for (let row = from; row < Math.min(counted, from + limit); row++) events.push(countedEvent(tally, row))
  let before = counted
  for (const [reason, facts] of without) {
    for (let at = Math.max(0, from - before); at < facts.length && events.length < limit; at++) {
      events.push(leftOutEvent(facts[at] as CountableFact, reason))
    }
    before += facts.length
  }
  const numbers = Object.fromEntries([...without].map(([reason, facts]) => [reason, facts.length]))
  return { total: before, counted, leftOut: numbers, events }
}

function countedEvent(tally: Tally, row: number): ExplainedEvent {
  const ratio = tally.formula === 'SHARE' || tally.formula === 'MEAN'
  const evidence = tally.evidence(row)
  return {
    ...placeOf(tally.facts[row] as CountableFact),
    adds: tally.tops[row] as number,
    outOf: ratio ? tally.bottom(row) : null,
    evidence: evidence ? placeOf(evidence).position : null,
    reason: null,
  }
}

const leftOutEvent = (fact: CountableFact, reason: LeftOutReason): ExplainedEvent => ({
  ...placeOf(fact),
  adds: null,
  outOf: null,
  evidence: null,
  reason,
})

function placeOf({ position, correctedBy, streamType, streamId, type, occurredOn }: CountableFact) {
  const corrects = correctedBy === undefined ? null : position
  return { position: correctedBy ?? position, streamType, streamId, type, occurredOn, corrects }
}
