import type { CountableFact } from '../indicators/fact.ts'
import { FactLog } from '../indicators/fact-log.ts'
import {
  evaluateIndicator,
  evaluateIndicators,
  type IndicatorResult,
  type IndicatorUnit,
} from '../indicators/indicators.ts'
import type { TimelinessCourse } from '../indicators/timeliness-course.ts'

export interface IndicatorPair {
  readonly id: string
  /** Left out: the figure itself. */
  readonly part?: string
  readonly unit: IndicatorUnit
  readonly actual: number | null
  readonly draft: number | null
}

/** Those that look at deadlines. All others count what happened, which is the same under any version. */
const OF_DEADLINES: ReadonlySet<string> = new Set(['R-05'])

export function compareIndicators(
  facts: readonly CountableFact[],
  asOf: string,
  courses: { readonly actual: readonly TimelinessCourse[]; readonly draft: readonly TimelinessCourse[] },
): readonly IndicatorPair[] {
  const log = new FactLog(facts)
  const sameCourses = courses.actual === courses.draft
  return evaluateIndicators(log, { asOf, courses: courses.actual }).flatMap((actual) => {
    const differs = !sameCourses && OF_DEADLINES.has(actual.id)
    const draft = differs ? evaluateIndicator(actual.id, log, { asOf, courses: courses.draft }) : actual
    return pairs(actual, draft)
  })
}

function pairs(actual: IndicatorResult, draft: IndicatorResult): readonly IndicatorPair[] {
  const { id, unit } = actual
  const parts = [...new Set([...Object.keys(actual.parts ?? {}), ...Object.keys(draft.parts ?? {})])]
  return [
    { id, unit, actual: actual.value, draft: draft.value },
    ...parts.map((part) => ({
      ...{ id, part, unit, actual: actual.parts?.[part] ?? null, draft: draft.parts?.[part] ?? null },
    })),
  ]
}
