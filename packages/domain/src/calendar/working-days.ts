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
