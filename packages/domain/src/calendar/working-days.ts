import { addCalendarDays, weekday } from './days.ts'
import { publicHolidays } from './holidays.ts'

const SUNDAY = 0
const SATURDAY = 6

/** Monday to Friday without public holidays: the usual reading of "dni robocze" in the terms of social assistance. */
export function isWorkingDay(day: string): boolean {
  const at = weekday(day)
  if (at === SUNDAY || at === SATURDAY) return false
  return !publicHolidays(Number(day.slice(0, 4))).has(day)
}

/**
 * The day of the event is not counted. A negative count goes back, for reminders. Counted day by day: terms are of some
 * weeks at most, and no formula survives the next change of the list of holidays.
 */
export function addWorkingDays(day: string, count: number): string {
  const step = Math.sign(count)
  let at = day
  for (let left = Math.abs(count); left > 0; ) {
    at = addCalendarDays(at, step)
    if (isWorkingDay(at)) left--
  }
  return at
}

/** How many working days lie after one day up to and including another; none when the other is not later. */
export function workingDaysBetween(from: string, to: string): number {
  let count = 0
  for (let at = from; at < to; ) {
    at = addCalendarDays(at, 1)
    if (isWorkingDay(at)) count++
  }
  return count
}

/** The day itself if one works on it, else the next on which one does. */
export function nextWorkingDay(day: string): string {
  let at = day
  while (!isWorkingDay(at)) at = addCalendarDays(at, 1)
  return at
}
