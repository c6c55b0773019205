import type { PartDescription, PartRow, ProcessDescription, ReactionRow, TransitionRow } from '../kernel/description.ts'
import { canonical, inOrder } from './canonical.ts'
import type { ModelChange } from './change.ts'
import { differences, paired } from './pairs.ts'

interface Place {
  readonly path: string
  readonly process: string
  readonly part?: string
}
type Course = Pick<ProcessDescription | PartDescription, 'states' | 'transitions'>

/** What two versions say differently about one process: its states and steps, what follows by itself, its parts. */
export function processChanges(
  process: string,
  before: ProcessDescription,
  after: ProcessDescription,
): readonly ModelChange[] {
  const path = `processes.${process}`
  const [partsBefore, partsAfter] = [mapOf(before.parts), mapOf(after.parts)]
  return [
    ...nameChanges('PROCESS', { path, process }, process, before, after),
    ...courseChanges({ path, process }, before, after),
    ...differences(paired(reactionsOf(before), reactionsOf(after)), columns).map(
      (each) => ({ what: 'REACTION', path: `${path}.reactions.${each.id}`, process, ...each }) as const,
    ),
    ...paired(partsBefore, partsAfter).flatMap(({ id, before, after }) => {
      const place = { path: `${path}.parts.${id}`, process, part: id }
      return [
        ...nameChanges('PART', place, id, before, after),
        ...courseChanges(place, before ?? NOTHING, after ?? NOTHING),
      ]
    }),
  ]
}

const NOTHING: Course = { states: {}, transitions: {} }

type Named = Readonly<Record<'pl' | 'en', string>>
const namesOf = (thing: Named | undefined) => thing && { pl: thing.pl, en: thing.en }

const nameChanges = (
  what: 'PROCESS' | 'PART',
  place: Place,
  id: string,
  before: Named | undefined,
  after: Named | undefined,
): readonly ModelChange[] =>
  differences([{ id, before: namesOf(before), after: namesOf(after) }]).map((each) => ({ what, ...place, ...each }))

const courseChanges = ({ path, ...place }: Place, before: Course, after: Course): readonly ModelChange[] => [
  ...differences(paired(mapOf(before.states), mapOf(after.states))).map(
    (each) => ({ what: 'STATE', path: `${path}.states.${each.id}`, ...place, ...each }) as const,
  ),
  ...differences(paired(stepsOf(before), stepsOf(after)), columns).map(
    (each) => ({ what: 'STEP', path: `${path}.transitions.${each.id}`, ...place, ...each }) as const,
  ),
]

const mapOf = <Value>(record: Readonly<Record<string, Value>> = {}) => new Map(Object.entries(record))

const stepsOf = ({ transitions }: Course): ReadonlyMap<string, (TransitionRow | PartRow)[]> => mapOf(transitions)

/** By the fact that they follow from: what one fact causes comes in its order, and two facts have none between them. */
const reactionsOf = ({ reactions = [] }: ProcessDescription): ReadonlyMap<string, ReactionRow[]> =>
  Map.groupBy(reactions, ({ on }) => on)

/** Rows are tried from the first on, and so are the guards of each: of the rest of a row the order says nothing. */
function columns(rows: readonly (TransitionRow | PartRow | ReactionRow)[]): Readonly<Record<string, string>> {
  const ordered = rows.map((row) => ('guards' in row ? { ...row, guards: inOrder(row.guards) } : row))
  const names = new Set(ordered.flatMap((row) => Object.keys(row)))
  return Object.fromEntries(
    [...names].map((name) => [name, canonical(inOrder(ordered.map((row) => (row as Record<string, unknown>)[name])))]),
  )
}
