import type { Stretch } from '@kooperacje/history'
import { flag } from '../command-line/command.ts'
import { Failure, UsageError } from '../command-line/errors.ts'

/** An operator may see them, as whoever reads the tables does; what they hand on should not show them by accident. */
export const restrictedFlag = flag('Show facts of Blue Card procedures as well.')

/** `from` and `to` are the names of the options; both bounds belong to what is asked for. */
export function refuseReversed(
  pairs: readonly (readonly [
    from: string,
    first: number | Stretch | undefined,
    to: string,
    last: number | Stretch | undefined,
  ])[],
): void {
  for (const [from, first, to, last] of pairs) {
    if (!isAfter(first, last)) continue
    throw new UsageError(`--${from} ${textOf(first)} lies after --${to} ${textOf(last)}`)
  }
}

function isAfter(first: number | Stretch | undefined, last: number | Stretch | undefined): boolean {
  if (typeof first === 'number' && typeof last === 'number') return first > last
  return typeof first === 'object' && typeof last === 'object' && first.first >= last.after
}

const textOf = (bound: number | Stretch | undefined) => (typeof bound === 'object' ? bound.text : String(bound))

export function refuseBeyondHead(
  ledger: string,
  head: number,
  positions: Readonly<Record<string, number | undefined>>,
): void {
  for (const [option, position] of Object.entries(positions)) {
    if (position === undefined || position <= head) continue
    throw new Failure(`--${option} ${position} lies beyond the last position of ledger ${ledger}, which is ${head}`)
  }
}
