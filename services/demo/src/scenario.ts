import { alphaBegins, alphaEnds, alphaFirstAction, alphaFirstReview, alphaSecondReview } from './case-a.ts'
import { betaBegins, betaEnds, gamma } from './case-b-and-c.ts'
import { basketOne, firstPlenary, forming, founding, lastPlenary, resumption, suspension } from './partnership-rows.ts'
import { barrier, coaching, practice, region, supervision, workshop } from './project-rows.ts'
import type { Step } from './step.ts'

export const LEDGER = '2416021'

/**
 * The Zawiercie scenario as requests: all sixty rows of its table, in their order. Invented but for two meetings and two
 * facts about the model; the names are of nobody.
 */
export const scenario: readonly Step[] = [
  ...region,
  ...forming,
  ...workshop,
  ...founding,
  ...alphaBegins,
  ...firstPlenary,
  ...betaBegins,
  ...alphaFirstAction,
  ...supervision,
  ...coaching,
  ...betaEnds,
  ...alphaFirstReview,
  ...suspension,
  ...barrier,
  ...resumption,
  ...gamma,
  ...alphaSecondReview,
  ...basketOne,
  ...alphaEnds,
  ...lastPlenary,
  ...practice,
]
