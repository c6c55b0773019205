import { findPersonal } from '../anonymisation/find-personal.ts'
import type { GuardInput, ProcessState } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'

/**
 * What all institutions of a partnership read names nobody: its meetings speak of families without names, and what it keeps
 * about its resources is about services and places.
 */
export function wordsNameNobody({ data }: GuardInput<ProcessState, object, unknown>): Refusal | null {
  const found = Object.entries(data).flatMap(([field, value]) =>
    wordsIn(value).flatMap((text) => findPersonal(text).map((finding) => ({ field, ...finding }))),
  )
  return found.length > 0 ? refuse('names-a-person', { found }) : null
}

function wordsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : []
}
