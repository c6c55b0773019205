import type { RefusalCode } from './refusals.ts'

/** A command that may not be done, as a value: what rule refused it and the facts that speak against it. */
export interface Refusal {
  readonly code: RefusalCode
  /** Facts for the reader, never personal data: `{ have: 2, need: 3 }`. */
  readonly details: Readonly<Record<string, unknown>>
}

export const refuse = (code: RefusalCode, details: Readonly<Record<string, unknown>> = {}): Refusal => ({
  code,
  details,
})
