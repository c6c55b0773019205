import { describe, expect, it } from 'vitest'
import { zawiercieCourses, zawiercieFacts } from '../testing/zawiercie-facts.ts'
import {
  type ExpectedFigure,
  ZAWIERCIE_AS_OF,
  zawiercieFigures,
  zawiercieTimeliness,
} from '../testing/zawiercie-figures.ts'
import { breakdown } from './breakdown.ts'
import { evaluate, type IndicatorResult } from './evaluation.ts'
import { evaluateIndicators, indicatorOf } from './indicators.ts'
import { FactView } from './view.ts'

const told = zawiercieFacts()
const scope = { asOf: ZAWIERCIE_AS_OF, courses: zawiercieCourses(told) }
const results = new Map(evaluateIndicators(told.facts, scope).map((result) => [result.id, result]))

describe('the scenario Zawiercie, on the planned end of phase II', () => {
  it.each(Object.entries(zawiercieFigures))('%s is what was counted by hand', (id, expected) => {
    hold(results.get(id), expected)
  })

  it('R-05 holds every statutory deadline met, and shows the missed one of the model apart', () => {
    const byRule = breakdown(evaluate(indicatorOf('R-05'), [new FactView(told.facts, scope)]), 'rule')
    for (const [rule, expected] of Object.entries(zawiercieTimeliness)) hold(byRule.get(rule)?.figure, expected)
    expect(byRule.get('P-02')?.figure).toMatchObject({ value: 0, numerator: 0, denominator: 1 })
    expect(results.get('R-05')).toMatchObject({ value: 100, denominator: 4, parts: { MODEL_PROPOSED: 0 } })
  })

  it('has nothing to say of what did not happen', () => {
    const unknown = [...results.values()].filter(({ value }) => value === null).map(({ id }) => id)
    // No remark was decided, no action is open, and the pilot does not end before that day is over.
    expect(unknown).toEqual(['R-11', 'R-12', 'R-13'])
  })
})

function hold(found: Pick<IndicatorResult, 'value'> | undefined, { value, ...others }: ExpectedFigure): void {
  if (value === null) expect(found?.value).toBeNull()
  else expect(found?.value).toBeCloseTo(value, 9)
  expect(found).toMatchObject(others)
}
