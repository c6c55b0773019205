import { addCalendarDays, addMonths, daysBetween } from '../calendar/days.ts'
import { businessDate } from '../calendar/warsaw.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import { holds } from '../kernel/description.ts'
import type { PastEvent } from '../kernel/event.ts'
import { type DeadlineRule, deadlineRules, inForceOn, type Length } from './rules.ts'

/** A fact with its place in the log. */
export interface PlacedEvent extends PastEvent {
  readonly streamType: string
  readonly position: number
}

/**
 * One rule begun by one fact: that pair is its identity, so that a replay opens the same deadlines again and a second
 * fact of the same kind on the same stream opens another one.
 */
export interface Deadline {
  readonly rule: string
  readonly startedAt: number
  /** The stream it is about, `case/…`. */
  readonly about: string
  readonly caseId: string | null
  /** Where the fact names it; for a case it is known to whoever knows the case. */
  readonly partnershipId: string | null
  readonly startedOn: string
  readonly dueOn: string
  readonly remindOn: string
  readonly alarmOn: string
  readonly recipient: DeadlineRule['recipient']
  readonly origin: DeadlineRule['origin']
}

export interface Closing {
  readonly rule: string
  readonly about: string
  readonly how: 'STOPPED' | 'CANCELLED'
  readonly on: string
}

/** Id of the stream on which reminders and alarms of a deadline are recorded. */
export const deadlineId = (rule: string, startedAt: number): string => `${rule}.${startedAt}`

export function openedBy(event: PlacedEvent): readonly Deadline[] {
  const starting = deadlineRules.filter((rule) => rule.startEvent === event.type && holds(rule.when, event.data))
  if (starting.length === 0) return []
  const startedOn = businessDate(event.occurredAt)
  return starting.filter((rule) => inForceOn(rule, startedOn)).map((rule) => open(rule, event, startedOn))
}

function open(rule: DeadlineRule, event: PlacedEvent, startedOn: string): Deadline {
  const { streamType, streamId, position } = event
  return {
    rule: rule.id,
    startedAt: position,
    about: `${streamType}/${streamId}`,
    caseId: streamType === 'case' ? streamId : null,
    partnershipId: streamType === 'partnership' ? streamId : named(event.data, 'partnershipId'),
    startedOn,
    ...datesFor(rule, after(startedOn, rule.length)),
    recipient: rule.recipient,
    origin: rule.origin,
  }
}

function datesFor({ remindBefore }: DeadlineRule, dueOn: string) {
  const remindOn = after(dueOn, { ...remindBefore, count: -remindBefore.count })
  return { dueOn, remindOn, alarmOn: addCalendarDays(dueOn, 1) }
}

/** What a fact closes on its own stream, whichever row of a rule the deadline was opened by. */
export function closedBy(event: PlacedEvent): readonly Closing[] {
  const about = `${event.streamType}/${event.streamId}`
  const how = new Map<string, Closing['how']>()
  for (const { id, stopEvents, cancelEvents, cancelWhen } of deadlineRules) {
    if (stopEvents.includes(event.type)) how.set(id, 'STOPPED')
    else if (cancelEvents.includes(event.type) && holds(cancelWhen?.[event.type], event.data)) how.set(id, 'CANCELLED')
  }
  if (how.size === 0) return []
  const on = businessDate(event.occurredAt)
  return [...how].map(([rule, how]) => ({ rule, about, how, on }))
}

export interface Standstill {
  readonly what: 'PAUSED' | 'RESUMED'
  /** `case/…`: its own deadlines. `partnership/…`: also those of its cases and of referrals to it. */
  readonly of: string
  readonly on: string
}

const STANDSTILLS: Readonly<Record<string, Standstill['what']>> = {
  CaseSuspended: 'PAUSED',
  CaseResumed: 'RESUMED',
  PartnershipSuspended: 'PAUSED',
  PartnershipResumed: 'RESUMED',
}

/** Does this fact bring proposed deadlines to a halt, or set them going again? */
export function standstillBy(event: PlacedEvent): Standstill | null {
  const what = STANDSTILLS[event.type]
  return what ? { what, of: `${event.streamType}/${event.streamId}`, on: businessDate(event.occurredAt) } : null
}

type Dates = Pick<Deadline, 'dueOn' | 'remindOn' | 'alarmOn'>

/**
 * The dates after a standstill: as many days later as it lasted. Statutory deadlines are never moved, and what was overdue
 * when the standstill began stays overdue. No proposed rule counts in working days, so none is prolonged by them.
 */
export function prolonged(deadline: Deadline, pausedOn: string, resumedOn: string): Dates {
  const { dueOn, remindOn, alarmOn } = deadline
  const rule = rowOf(deadline)
  if (rule.origin === 'STATUTORY' || pausedOn > dueOn) return { dueOn, remindOn, alarmOn }
  return datesFor(rule, addCalendarDays(dueOn, daysBetween(pausedOn, resumedOn)))
}

/** The row that a deadline was opened under: its rule on the day of its start. */
function rowOf({ rule, startedOn }: Deadline): DeadlineRule {
  const row = deadlineRules.find((each) => each.id === rule && inForceOn(each, startedOn))
  if (!row) throw new Error(`no row of rule ${rule} applies on ${startedOn}`)
  return row
}

export type DeadlineStatus = 'OPEN' | 'PAUSED' | 'OVERDUE' | 'MET' | 'MET_LATE' | 'CANCELLED'

export interface Course {
  readonly stoppedOn?: string | null
  readonly cancelledOn?: string | null
  /** Since when it stands still. */
  readonly pausedOn?: string | null
}

/** How a deadline stands at the end of a day, by what had happened until then. */
export function statusAt({ dueOn }: Pick<Deadline, 'dueOn'>, course: Course, day: string): DeadlineStatus {
  const { stoppedOn, cancelledOn, pausedOn } = course
  if (stoppedOn && stoppedOn <= day) return stoppedOn <= dueOn ? 'MET' : 'MET_LATE'
  if (cancelledOn && cancelledOn <= day) return 'CANCELLED'
  if (pausedOn && pausedOn <= day && pausedOn <= dueOn) return 'PAUSED'
  return day > dueOn ? 'OVERDUE' : 'OPEN'
}

function after(day: string, { count, unit }: Length): string {
  if (unit === 'WORKING_DAYS') return addWorkingDays(day, count)
  return unit === 'MONTHS' ? addMonths(day, count) : addCalendarDays(day, count)
}

function named(data: unknown, field: string): string | null {
  const value = (data as Record<string, unknown>)[field]
  return typeof value === 'string' ? value : null
}
