import {
  type Course,
  type CoursesSoFar,
  coursesOf,
  coursesSoFar,
  goOn,
  haltTypes,
  inOrder,
  type Models,
  nothingTold,
  type Standstill,
  standstillsOf,
} from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import type { KeptFact } from '../schema.ts'
import { happened, keptFact } from './deadline-facts.ts'

/** What the facts of a thing say, as far as they have been told. */
export interface Told {
  readonly facts: readonly KeptFact[]
  readonly soFar: CoursesSoFar
  readonly standstills: readonly Standstill[]
  /** The moment of the newest fact; empty where nothing has happened. */
  readonly lastAt: string
  readonly models: Models
}

export interface TakenIn {
  readonly now: Told
  readonly isLate: boolean
  /** The courses that the fact begins or changes; null where it may be any of the thing's. */
  readonly changed: readonly Course[] | null
}

const NONE: readonly KeptFact[] = []

/**
 * Kept with the list of facts itself, which is never changed: the next fact of a thing goes on from there, so that a batch
 * computes each thing once, and not once a fact. It goes with the list, and is nothing but what the list says.
 */
const known = new WeakMap<readonly KeptFact[], Told>()

export function told(streamType: string, facts: readonly KeptFact[] = NONE, models: Models): Told {
  const before = known.get(facts)
  if (before?.models === models) return before
  const facing = happened(facts)
  const ordered = inOrder(facing)
  const now: Told = {
    facts,
    soFar: facts === NONE ? nothingTold(models) : coursesSoFar(streamType, facing, models).soFar,
    standstills: standstillsOf(ordered),
    lastAt: ordered.at(-1)?.occurredAt ?? '',
    models,
  }
  known.set(facts, now)
  return now
}

/** A batch is played two or three times over the same loaded rows: what comes of a fact after the same others is the same. */
const taken = new WeakMap<RecordedEvent, { readonly after: Told; readonly taken: TakenIn | null }>()

/** Null for a fact that no rule looks at. */
export function takeIn(before: Told, event: RecordedEvent): TakenIn | null {
  const played = taken.get(event)
  if (played?.after === before) return played.taken
  const result = takeInAnew(before, event)
  taken.set(event, { after: before, taken: result })
  return result
}

function takeInAnew(before: Told, event: RecordedEvent): TakenIn | null {
  const { models } = before
  const fact = keptFact(event, before.facts, models)
  if (fact === null) return null
  const facts = [...before.facts, fact]
  if (before.lastAt > fact.at) {
    return { now: told(event.streamType, facts, models), isLate: true, changed: null }
  }
  const [facing] = happened([fact])
  if (!facing) return null
  const { now: soFar, changed } = goOn(before.soFar, event.streamType, facing, models)
  const halts = haltTypes.includes(event.type)
  const standstills = halts ? standstillsOf(inOrder(happened(facts))) : before.standstills
  const now: Told = { facts, soFar, standstills, lastAt: fact.at, models }
  known.set(facts, now)
  const migrates = before.soFar.version !== null && before.soFar.version !== soFar.version
  return { now, isLate: false, changed: halts || migrates ? null : changed.map(({ course }) => course) }
}

export const allCourses = (streamType: string, { facts, models }: Told): readonly Course[] =>
  coursesOf(streamType, happened(facts), models)
