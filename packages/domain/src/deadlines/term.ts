import { addCalendarDays, addMonths, daysBetween } from '../calendar/days.ts'
import { businessDate } from '../calendar/warsaw.ts'
import { addWorkingDays, nextWorkingDay, workingDaysBetween } from '../calendar/working-days.ts'
import type { DeadlineRule, Length, Prolongation } from './rule.ts'

/** When something is due: a day, whose end is the end of the term, or a moment on it where the term counts hours. */
export interface Term {
  readonly on: string
  /** ISO 8601 in UTC; null for terms of days. */
  readonly at: string | null
}

const HOUR_MS = 3_600_000

/** A day so much later, or earlier with a negative count. Hours do not count from days. */
function shifted(day: string, { count, unit }: Length): string {
  switch (unit) {
    case 'WORKING_DAYS':
      return addWorkingDays(day, count)
    case 'MONTHS':
      return addMonths(day, count)
    case 'CALENDAR_DAYS':
      return addCalendarDays(day, count)
    case 'HOURS':
      return addCalendarDays(day, Math.trunc(count / 24))
  }
}

function inHours(at: string, hours: number): Term {
  const due = new Date(Date.parse(at) + hours * HOUR_MS).toISOString()
  return { on: businessDate(due), at: due }
}

/** A term so much before (negative) or after; hours are taken from a moment where there is one. */
export const around = ({ on, at }: Term, { count, unit }: Length): Term =>
  unit === 'HOURS' && at !== null ? inHours(at, count) : { on: shifted(on, { count, unit }), at: null }

interface Start {
  readonly data: unknown
  readonly occurredAt: string
}

/** The end of a rule's term before any standstill; null where the payload does not name the day that the rule asks for. */
export function termOf(
  rule: DeadlineRule,
  { data, occurredAt }: Start,
  prolongedBy: readonly { readonly row: Prolongation; readonly data: unknown }[] = [],
): Term | null {
  const startedOn = businessDate(occurredAt)
  const term = firstEnd(rule, data, occurredAt, startedOn, prolongedBy)
  if (term === null) return null
  let { on } = term
  for (const { row, data } of prolongedBy) if ('until' in row) on = dayAt(data, row.until) ?? on
  // Nobody can be late before the beginning, whatever a paper says.
  if (on < startedOn) on = startedOn
  return { on: rule.endsOnWorkingDay ? nextWorkingDay(on) : on, at: on === term.on ? term.at : null }
}

function firstEnd(
  { due }: DeadlineRule,
  data: unknown,
  occurredAt: string,
  startedOn: string,
  prolongedBy: readonly { readonly row: Prolongation }[],
): Term | null {
  const more = prolongedBy.flatMap(({ row }) => ('by' in row ? [row.by] : []))
  if ('after' in due) {
    const { unit } = due.after
    // A month and two more are three months from the beginning, not two from the end of the first (31 January).
    const count = more.reduce((sum, each) => (each.unit === unit ? sum + each.count : sum), due.after.count)
    const rest = more.filter((each) => each.unit !== unit)
    const term = unit === 'HOURS' ? inHours(occurredAt, count) : { on: shifted(startedOn, { count, unit }), at: null }
    return rest.reduce(around, term)
  }
  const on = 'on' in due ? dayAt(data, due.on) : yearly(due.yearly, yearAt(data, due.yearField), startedOn)
  return on === null ? null : more.reduce(around, { on, at: null } as Term)
}

function yearly(monthDay: string, year: number | null, startedOn: string): string {
  if (year !== null) return `${year + 1}-${monthDay}`
  const thisYear = Number(startedOn.slice(0, 4))
  const next = `${thisYear}-${monthDay}`
  return next > startedOn ? next : `${thisYear + 1}-${monthDay}`
}

const DAY = /^\d{4}-\d\d-\d\d$/

function dayAt(data: unknown, field: string): string | null {
  const value = (data as Record<string, unknown> | null)?.[field]
  return typeof value === 'string' && DAY.test(value) ? value : null
}

function yearAt(data: unknown, field: string | undefined): number | null {
  const value = field === undefined ? undefined : (data as Record<string, unknown> | null)?.[field]
  return typeof value === 'number' ? value : null
}

/** The same term after a standstill: what was left of it on the day it began is left on the day it ended. */
export function afterStandstill(term: Term, unit: Length['unit'] | null, from: string, to: string): Term {
  const { on, at } = term
  if (at !== null) return inHours(at, daysBetween(from, to) * 24)
  if (unit === 'WORKING_DAYS') return { on: addWorkingDays(to, workingDaysBetween(from, on)), at: null }
  return { on: addCalendarDays(on, daysBetween(from, to)), at: null }
}
