import type { DataOf, eventDefinitions } from '@kooperacje/domain'
import type { CodeGroup } from './code-names.ts'

type AnyEvent = (typeof eventDefinitions)[number]

/**
 * One sentence for each type of event there is. It gets what the read model keeps of the fact: numbers, ids, codes and
 * dates, never personal data or free text, so any field may be missing.
 */
export type Sentences = {
  readonly [E in AnyEvent as E['type']]: (fact: Partial<DataOf<E>>, say: Say) => string
}

/** How a sentence writes values. What is missing is written as a dash. */
export interface Say {
  readonly date: (day: string | undefined) => string
  readonly dates: (days: readonly string[] | undefined) => string
  readonly number: (n: number | undefined) => string
  readonly code: (group: CodeGroup, code: string | undefined) => string
  readonly institution: (id: string | undefined) => string
  readonly text: (value: string | number | undefined) => string
}
