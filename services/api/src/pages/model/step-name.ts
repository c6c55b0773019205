import type { Words } from '../i18n/words.ts'
import { sentence } from '../parts/timeline.ts'

const nobody = { of: () => '…' }

/**
 * What a step is called, for tables about steps and not about facts: the beginning of the sentence that histories tell of
 * it, with an ellipsis where a fact would say which one.
 */
export function stepName(words: Words, type: string): string {
  const told = sentence(words, { type, summary: {} }, nobody)
  const [beginning = told] = told.split(/ ?[(:]|\. |\.$/)
  return beginning
    .replaceAll('–', '…')
    .replace(/( (nr|no\.|number|z dnia))? …$/, '')
    .replace(/,$/, '')
}
