import { nextWorkingDay } from '../calendar/working-days.ts'
import type { DeadlineRule } from './rule.ts'
import { type Standstill, stretchesOf } from './standstill.ts'
import { afterStandstill, type Term } from './term.ts'

/**
 * How a deadline stands. `MISSED`: it is past and nothing has met it yet. `MET_LATE`: something has, after the due day.
 * `TOO_EARLY`: what was to wait until the due day did not.
 */
export type DeadlineStatus = 'OPEN' | 'PAUSED' | 'MISSED' | 'MET' | 'MET_LATE' | 'TOO_EARLY' | 'CANCELLED'

export interface Dates {
  readonly dueOn: string
  /** Where the term counts hours; null for days. */
  readonly dueAt: string | null
  /** Since when it stands still. */
  readonly pausedOn: string | null
}

interface Judged {
  readonly rule: Pick<DeadlineRule, 'due' | 'pauses' | 'endsOnWorkingDay'>
  readonly term: Term
  readonly startedOn: string
  readonly stopped: { readonly on: string } | null
  readonly cancelled: { readonly on: string } | null
}

/**
 * The due day after all standstills that concern it. Always from the beginning, never from the dates of yesterday, so that
 * facts may be recorded in any order. What was past when a standstill began stays past.
 */
export function datesOf(judged: Judged, standstills: readonly Standstill[]): Dates {
  const { rule, term, startedOn, stopped, cancelled } = judged
  let end = term
  let pausedOn: string | null = null
  const endedOn = (stopped ?? cancelled)?.on ?? null
  const unit = 'after' in rule.due ? rule.due.after.unit : null
  for (const { from, to } of standstills.length === 0 ? [] : stretchesOf(standstills, rule.pauses)) {
    // biome-ignore lint/complexity/useMathMinMax: days are texts
    const begun = from > startedOn ? from : startedOn
    if (begun > end.on) break
    const until = to === null || (endedOn !== null && endedOn < to) ? endedOn : to
    if (until === null) pausedOn = begun
    else if (until > begun) end = afterStandstill(end, unit, begun, until)
  }
  if (rule.endsOnWorkingDay && end.at === null) end = { on: nextWorkingDay(end.on), at: null }
  return { dueOn: end.on, dueAt: end.at, pausedOn }
}

export interface Standing extends Dates {
  readonly bound?: DeadlineRule['bound']
  readonly stoppedOn: string | null
  readonly stoppedAt?: string | null
  readonly cancelledOn: string | null
}

/** How a deadline stands at the end of a day, by what had happened until then. */
export function statusAt(deadline: Standing, day: string): DeadlineStatus {
  const { dueOn, stoppedOn, cancelledOn, pausedOn, bound } = deadline
  const stopped = stoppedOn !== null && stoppedOn <= day
  if (bound === 'AT_LEAST') {
    if (stopped) return stoppedOn < dueOn ? 'TOO_EARLY' : 'MET'
    if (cancelledOn !== null && cancelledOn <= day && cancelledOn < dueOn) return 'CANCELLED'
    return day < dueOn ? 'OPEN' : 'MET'
  }
  if (stopped) return inTime(deadline) ? 'MET' : 'MET_LATE'
  if (cancelledOn !== null && cancelledOn <= day) return 'CANCELLED'
  if (pausedOn !== null && pausedOn <= day) return 'PAUSED'
  return past(deadline, day) ? 'MISSED' : 'OPEN'
}

const inTime = ({ dueOn, dueAt, stoppedOn, stoppedAt }: Standing): boolean =>
  dueAt !== null && stoppedAt ? stoppedAt <= dueAt : (stoppedOn as string) <= dueOn

/** A term of hours ends during its day, so at the end of that day it is past. */
const past = ({ dueOn, dueAt }: Dates, day: string): boolean => (dueAt === null ? day > dueOn : day >= dueOn)
