import type { Model } from '../kernel/model.ts'
import { descriptionIn } from '../kernel/process.ts'
import type { AnyProcess } from '../registry.ts'
import { equal } from './equal.ts'

/**
 * What of two versions of the model is the same, found out once for each pair: a draft that only has other deadlines allows
 * exactly what its predecessor allowed, and a course that nobody changed is the same under both.
 */
const known = new WeakMap<Model, WeakMap<Model, { rules: boolean; readonly courses: Map<string, boolean> }>>()

function pair(one: Model, other: Model) {
  let others = known.get(one)
  if (!others) {
    others = new WeakMap()
    known.set(one, others)
  }
  let found = others.get(other)
  if (!found) {
    found = { rules: equal(rulesOf(one), rulesOf(other)), courses: new Map() }
    others.set(other, found)
  }
  return found
}

/** Everything that decides whether a fact may be added; deadlines, stages and names do not. */
const rulesOf = ({ parameters, sectors, processes, closureReasons, taxonomy }: Model) => ({
  ...{ parameters, sectors, processes, closureReasons, taxonomy },
})

export const sameRules = (one: Model, other: Model): boolean => one === other || pair(one, other).rules

export function sameCourse(process: AnyProcess, one: Model, other: Model): boolean {
  if (one === other) return true
  const { courses } = pair(one, other)
  let same = courses.get(process.name)
  if (same === undefined) {
    same = equal(descriptionIn(one, process), descriptionIn(other, process))
    courses.set(process.name, same)
  }
  return same
}
