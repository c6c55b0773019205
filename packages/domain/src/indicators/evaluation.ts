import type { IndicatorDefinition, IndicatorUnit, Measured } from './definition.ts'
import type { CountableFact } from './fact.ts'
import type { LeftOutReason } from './reasons.ts'
import { type Figure, Tally } from './tally.ts'
import type { FactView } from './view.ts'

export interface IndicatorResult extends Figure {
  readonly id: string
  readonly unit: IndicatorUnit
  readonly parts?: Readonly<Record<string, number | null>>
}

/** A figure with everything behind it. */
export interface Evaluation {
  readonly definition: IndicatorDefinition
  readonly views: readonly FactView[]
  readonly measured: Measured
  readonly result: IndicatorResult
}

/**
 * One figure over one ledger or several: counts add up, shares and means are of the summed numerators and denominators,
 * medians of all observations. Never an average of averages.
 */
export function evaluate(definition: IndicatorDefinition, views: readonly FactView[]): Evaluation {
  const measured = pooled(
    definition,
    views.map((view) => definition.measure(view)),
  )
  const { id, unit } = definition
  const parts = Object.entries(measured.parts ?? {})
  const result: IndicatorResult = {
    id,
    unit,
    ...measured.main.figure(),
    ...(parts.length > 0 && { parts: Object.fromEntries(parts.map(([name, part]) => [name, part.figure().value])) }),
  }
  return { definition, views, measured, result }
}

function pooled(definition: IndicatorDefinition, measured: readonly Measured[]): Measured {
  const [first, ...others] = measured
  if (first && others.length === 0) return first
  const main = join(
    definition,
    measured.map((each) => each.main),
  )
  const names = new Set(measured.flatMap(({ parts }) => Object.keys(parts ?? {})))
  const partOf = (name: string) =>
    join(
      definition,
      measured.flatMap(({ parts }) => parts?.[name] ?? []),
    )
  return names.size === 0
    ? { main }
    : { main, parts: Object.fromEntries([...names].map((name) => [name, partOf(name)])) }
}

/** The same county may have signed with two municipalities, each in the ledger of its own. */
function join({ distinct }: IndicatorDefinition, tallies: readonly Tally[]): Tally {
  const all = new Tally(tallies[0]?.formula ?? 'COUNT')
  for (const tally of tallies) all.join(tally)
  if (!distinct) return all
  const counted = new Set<string>()
  const kept = all.where((row) => {
    const key = distinct(all.facts[row] as CountableFact, all.detail(row))
    const isNew = !counted.has(key)
    counted.add(key)
    return isNew
  })
  for (const [reason, facts] of all.leftOut) for (const fact of facts) kept.leave(reason, fact)
  return kept
}

/** Every event that the figure could have counted and does not, by reason. */
export function leftOut({
  definition,
  views,
  measured,
}: Evaluation): ReadonlyMap<LeftOutReason, readonly CountableFact[]> {
  const found = new Map<LeftOutReason, CountableFact[]>()
  const add = (reason: LeftOutReason, facts: readonly CountableFact[]) => {
    const known = found.get(reason)
    if (known) for (const fact of facts) known.push(fact)
    else found.set(reason, [...facts])
  }
  for (const [reason, facts] of measured.main.leftOut) add(reason, facts)
  for (const view of views) {
    const types = definition.reads === 'ALL' ? view.types() : definition.reads
    for (const type of types) for (const [reason, facts] of view.leftOut(type)) add(reason, facts)
  }
  return found
}
