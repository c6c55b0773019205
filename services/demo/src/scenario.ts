import { alphaBegins, alphaEnds, alphaFirstAction, alphaFirstReview, alphaSecondReview } from './case-a.ts'
import { betaBegins, betaEnds, gamma } from './case-b-and-c.ts'
import { basketOne, firstPlenary, forming, lastPlenary, resumption, suspension } from './partnership-rows.ts'
import type { Step } from './step.ts'

export const LEDGER = '2416021'

/**
 * The Zawiercie scenario as requests, in the order of its table. Invented from the first family to the last date but
 * two; the names are of nobody. Rows on trainings, coaching, remarks and the Blue Card procedure wait for their
 * processes (3 and 13, 37 and 38, 44, 51 and 52, 60; 1 and 2 are a field of the partnership).
 */
export const scenario: readonly Step[] = [
  ...forming,
  ...alphaBegins,
  ...firstPlenary,
  ...betaBegins,
  ...alphaFirstAction,
  ...betaEnds,
  ...alphaFirstReview,
  ...suspension,
  ...resumption,
  ...gamma,
  ...alphaSecondReview,
  ...basketOne,
  ...alphaEnds,
  ...lastPlenary,
]
