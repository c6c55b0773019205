import { businessDate } from '../calendar/warsaw.ts'
import type { Suspension } from './rule.ts'

/** A time in which proposed deadlines stand still. */
export interface Standstill {
  readonly of: Suspension
  readonly from: string
  /** Null while it lasts. */
  readonly to: string | null
}

/** What begins and what ends a standstill; the end of a thing ends its suspension, too. */
const HALTS: Readonly<Record<string, readonly [Suspension, 'BEGINS' | 'ENDS']>> = {
  CaseSuspended: ['CASE_SUSPENDED', 'BEGINS'],
  CaseResumed: ['CASE_SUSPENDED', 'ENDS'],
  CaseClosed: ['CASE_SUSPENDED', 'ENDS'],
  PartnershipSuspended: ['PARTNERSHIP_SUSPENDED', 'BEGINS'],
  PartnershipResumed: ['PARTNERSHIP_SUSPENDED', 'ENDS'],
  PartnershipDissolved: ['PARTNERSHIP_SUSPENDED', 'ENDS'],
}

export const haltTypes: readonly string[] = Object.keys(HALTS)

/** The standstills that a stream's own facts, given in the order in which they happened, make. */
export function standstillsOf(facts: readonly { readonly type: string; readonly occurredAt: string }[]): Standstill[] {
  const found: Standstill[] = []
  for (const { type, occurredAt } of facts) {
    const halt = HALTS[type]
    if (!halt) continue
    const [of, what] = halt
    const last = found.at(-1)
    const lasts = last !== undefined && last.to === null
    if (what === 'BEGINS' && !lasts) found.push({ of, from: businessDate(occurredAt), to: null })
    if (what === 'ENDS' && lasts) found[found.length - 1] = { ...last, to: businessDate(occurredAt) }
  }
  return found
}

export interface Stretch {
  readonly from: string
  readonly to: string | null
}

/** A case and its partnership may be suspended at the same time; the days count once. */
export function stretchesOf(standstills: readonly Standstill[], pauses: readonly Suspension[]): Stretch[] {
  const relevant = standstills.filter(({ of }) => pauses.includes(of))
  if (relevant.length < 2) return relevant
  const apart: Stretch[] = []
  for (const { from, to } of relevant.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const last = apart.at(-1)
    if (!last || (last.to !== null && from > last.to)) apart.push({ from, to })
    else apart[apart.length - 1] = { from: last.from, to: last.to === null || to === null ? null : later(to, last.to) }
  }
  return apart
}

const later = (a: string, b: string): string => (a > b ? a : b)
