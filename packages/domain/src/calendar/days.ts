/**
 * Arithmetic on civil days, `YYYY-MM-DD`. The days are put on the UTC axis only to count them: no zone, no clock and no
 * change to summer time comes into it.
 */
const DAY_MS = 86_400_000

/** Offices work on few days: a century has 36,525. Asking `Date` each time was a tenth of a replay of a whole ledger. */
const numbers = new Map<string, number>()
const days = new Map<number, string>()
const MOST_KNOWN = 50_000

function toNumber(day: string): number {
  const known = numbers.get(day)
  if (known !== undefined) return known
  const number = Date.parse(`${day}T00:00:00Z`) / DAY_MS
  if (numbers.size >= MOST_KNOWN) numbers.clear()
  numbers.set(day, number)
  return number
}

function toDay(number: number): string {
  const known = days.get(number)
  if (known !== undefined) return known
  const day = new Date(number * DAY_MS).toISOString().slice(0, 10)
  if (days.size >= MOST_KNOWN) days.clear()
  days.set(number, day)
  return day
}

export const addCalendarDays = (day: string, days: number): string => toDay(toNumber(day) + days)

/** From one day to another; the first is not counted, so to the next day it is one. */
export const daysBetween = (from: string, to: string): number => toNumber(to) - toNumber(from)

/** 0 Sunday to 6 Saturday. The day before 1970 has a negative number, hence the second remainder. */
export const weekday = (day: string): number => (((toNumber(day) + 4) % 7) + 7) % 7

/** A term in months ends on the same-numbered day, or on the last of a month that has none (KPA art. 57 § 3a). */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const inMonth = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(inMonth.getUTCFullYear(), inMonth.getUTCMonth() + 1, 0)).getUTCDate()
  inMonth.setUTCDate(Math.min(date, last))
  return inMonth.toISOString().slice(0, 10)
}
