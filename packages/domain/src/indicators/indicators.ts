import { caseResults } from './case-results.ts'
import type { IndicatorDefinition, IndicatorUnit } from './definition.ts'
import { type Evaluation, evaluate, type IndicatorResult } from './evaluation.ts'
import type { CountableFact } from './fact.ts'
import type { FactLog } from './fact-log.ts'
import { outputs } from './outputs.ts'
import { partnershipResults } from './partnership-results.ts'
import { quality } from './quality.ts'
import { supportOutputs } from './support-outputs.ts'
import { teamResults } from './team-results.ts'
import { FactView, type IndicatorScope } from './view.ts'

export type { IndicatorResult, IndicatorUnit }

const FAMILIES = 'ORQ'
const families = [outputs, supportOutputs, caseResults, teamResults, partnershipResults, quality].flat()

/** Every indicator, outputs first, then results, then the quality of the record; each family by number. */
export const indicators: readonly IndicatorDefinition[] = [...families].sort(
  (one, other) =>
    FAMILIES.indexOf(one.id.charAt(0)) - FAMILIES.indexOf(other.id.charAt(0)) || (one.id < other.id ? -1 : 1),
)

export function indicatorOf(id: string): IndicatorDefinition {
  const found = indicators.find((indicator) => indicator.id === id)
  if (!found) throw new Error(`there is no indicator ${id}`)
  return found
}

/** All indicators at the cut-off date. */
export function evaluateIndicators(
  facts: FactLog | readonly CountableFact[],
  scope: IndicatorScope,
): readonly IndicatorResult[] {
  return evaluateViews([new FactView(facts, scope)]).map(({ result }) => result)
}

/** All indicators over one ledger or several as one, with what is behind each. */
export const evaluateViews = (views: readonly FactView[]): readonly Evaluation[] =>
  indicators.map((definition) => evaluate(definition, views))

export function evaluateIndicator(
  id: string,
  facts: FactLog | readonly CountableFact[],
  scope: IndicatorScope,
): IndicatorResult {
  return evaluate(indicatorOf(id), [new FactView(facts, scope)]).result
}
