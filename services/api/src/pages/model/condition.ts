import type { Condition } from '@kooperacje/domain'
import { type Html, html, nothing } from '../markup.ts'

/** Values that a record must have, in the words of the document: they have no other name here. */
export const conditionText = (condition: Condition | undefined): string =>
  Object.entries(condition ?? {})
    .map(([name, value]) => `${name}: ${[value].flat().join(' / ')}`)
    .join(', ')

/** In brackets behind what it narrows. */
export const narrowed = (condition: Condition | undefined, except = ''): Html => {
  const text = conditionText(condition)
  return text === '' ? nothing : html` (${except}<span lang="en" class="key">${text}</span>)`
}
