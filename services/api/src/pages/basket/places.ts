import type { ServiceRow } from '@kooperacje/readmodels'
import type { Words } from '../i18n/words.ts'
import type { Html } from '../markup.ts'
import { tag } from '../parts/tag.ts'

/** How many places are free; what matters is said in words, the colour repeats it. */
export function placesOf({ texts: { basket: texts }, format: { number } }: Words, row: ServiceRow): Html {
  const { capacity, taken } = row
  if (capacity === null) return tag(texts.unlimited, 'good')
  const free = Math.max(0, capacity - taken)
  return free === 0
    ? tag(texts.full(number(capacity)), 'warn')
    : tag(texts.free(number(free), number(capacity)), 'good')
}

export const waitingOf = ({ texts: { basket: texts } }: Words, { waitingDays }: ServiceRow): string =>
  waitingDays === null ? texts.unknown : texts.days(waitingDays)
