import { processes } from '@kooperacje/domain'
import type { EventStore } from '@kooperacje/events'
import {
  type Clearance,
  type Moment,
  maySee,
  type StreamName,
  type Stretch,
  streamNameOf,
  stretchOf,
} from '@kooperacje/history'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import type { Principal } from '../auth/principal.ts'
import { Problem } from '../http/problems.ts'

/** How questions about the past are put, and what is refused before anything is answered. */

const DATE = 'a day in Poland (2019-11-12) or a moment with its zone (2019-11-12T09:00:00Z)'

export const AskedDate = z
  .string()
  .max(40)
  .refine((text) => stretchOf(text) !== null, { message: `must be ${DATE}` })

export const AskedPosition = z.coerce.number().int().min(1).max(999_999_999_999_999)

export const AskedStream = z
  .string()
  .max(241)
  .refine((text) => streamNameOf(text) !== null, { message: 'must be TYPE/ID, such as case/case-A' })

export const AskedKind = z.enum(Object.keys(processes) as [string, ...string[]])

export const stretchIn = (text: string | undefined): Stretch | undefined =>
  text === undefined ? undefined : (stretchOf(text) ?? undefined)

export const streamIn = (text: string | undefined): StreamName | undefined =>
  text === undefined ? undefined : (streamNameOf(text) ?? undefined)

/** A bound from which the history is looked at, under names that begin with `prefix`. */
export const momentOf = (asked: {
  readonly position?: number | undefined
  readonly until?: string | undefined
  readonly recordedUntil?: string | undefined
}): Moment => ({
  position: asked.position,
  until: stretchIn(asked.until),
  recordedUntil: stretchIn(asked.recordedUntil),
})

/** Whoever may know of Blue Card procedures elsewhere may know of them here. */
export const clearanceOf = ({ role }: Principal): Clearance => ({ restricted: may(role, 'case.read-restricted') })

export function refuseBeyond(head: number, asked: Readonly<Record<string, number | undefined>>): void {
  for (const [name, position] of Object.entries(asked)) {
    if (position === undefined || position <= head) continue
    throw new Problem('position-not-reached', { details: { [name]: position, head } })
  }
}

/** `from` and `to` are the names of the parameters; both bounds belong to what is asked for. */
export function refuseReversed(
  pairs: readonly (readonly [from: string, first: unknown, to: string, last: unknown])[],
): void {
  const errors = pairs.flatMap(([from, first, to, last]) =>
    isAfter(first, last) ? [{ path: `query.${from}`, message: `lies after ${to}` }] : [],
  )
  if (errors.length > 0) throw new Problem('invalid-request', { errors })
}

function isAfter(first: unknown, last: unknown): boolean {
  if (typeof first === 'number' && typeof last === 'number') return first > last
  const [begin, end] = [first, last] as readonly (Stretch | undefined)[]
  return typeof begin === 'object' && typeof end === 'object' && begin.first >= end.after
}

/** A stream of which the reader may see nothing is none to them. */
export async function refuseUnknownStream(
  store: EventStore,
  ledger: string,
  { type, id }: StreamName,
  clearance: Clearance,
): Promise<void> {
  const [first] = await store.readStream(ledger, type, id, { limit: 1, open: false })
  if (!first || !maySee(first, clearance) || !Object.hasOwn(processes, type)) throw new Problem('unknown-stream')
}
