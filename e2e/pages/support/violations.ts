import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** WCAG 2.2 AA and what it contains, as far as a program can check it. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

export const wcag = (page: Page): AxeBuilder => axe(page).withTags(RULES)

export const contrast = (page: Page): AxeBuilder => axe(page).withRules(['color-contrast'])

/**
 * Places are made out of violations only, and without a second page for frames, which our pages do not have: a selector for
 * each of the thousands of places that are in order takes longer than the rules.
 */
const axe = (page: Page): AxeBuilder =>
  new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode()

/** Rule and place of each, so that a failing test says what to mend. */
export async function violations(axe: AxeBuilder): Promise<string[]> {
  const { violations: found, passes } = await axe.analyze()
  // A page on which no rule had anything to look at was not judged.
  expect(passes).not.toEqual([])
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
  )
}
