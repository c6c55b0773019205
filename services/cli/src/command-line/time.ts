import { businessDate } from '@kooperacje/domain'

/** Business dates are civil days in Poland; in the store every time is ISO 8601 in UTC with milliseconds. */

const WITH_ZONE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/
const DAY = /^\d{4}-\d\d-\d\d$/
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** A moment as it is stored, or null. Without a zone it would mean another moment on another machine. */
export function storedInstant(text: string): string | null {
  if (!WITH_ZONE.test(text) || !isDay(text.slice(0, 10))) return null
  const time = Date.parse(text)
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}

/** First moment of a Polish day and of the one that follows, or null when the text is not a day. */
export function warsawDay(text: string): { first: string; after: string } | null {
  if (!DAY.test(text) || !isDay(text)) return null
  const midnight = Date.parse(`${text}T00:00:00Z`)
  const next = new Date(midnight + 24 * HOUR_MS).toISOString().slice(0, 10)
  return { first: warsawMidnight(text), after: warsawMidnight(next) }
}

/** Halving asks only which day a moment belongs to, so it holds for every rule of summer time there ever was. */
function warsawMidnight(day: string): string {
  let before = Date.parse(`${day}T00:00:00Z`) - 15 * HOUR_MS
  let within = before + 30 * HOUR_MS
  while (within - before > MINUTE_MS) {
    const middle = before + Math.floor((within - before) / 2 / MINUTE_MS) * MINUTE_MS
    if (businessDate(new Date(middle).toISOString()) < day) before = middle
    else within = middle
  }
  return new Date(within).toISOString()
}

/** JavaScript reads the 30th of February as the 2nd of March, and the store has no year 0. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`)
  return !text.startsWith('0000') && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
