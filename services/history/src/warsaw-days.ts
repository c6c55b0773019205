import { businessDate } from '@kooperacje/domain'

/** Business dates are civil days in Poland; in the store every time is ISO 8601 in UTC with milliseconds. */

const WITH_ZONE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/
const DAY = /^\d{4}-\d\d-\d\d$/
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** A stretch of time: the whole day for a date, one millisecond for a moment. ISO 8601 in UTC, so text sorts. */
export interface Stretch {
  /** As it was asked for. */
  readonly text: string
  readonly first: string
  /** The first moment that no longer belongs to it. */
  readonly after: string
}

/** A day in Poland (`2019-11-12`) or a moment with its zone (`2019-11-12T09:00:00+01:00`); null for any other text. */
export function stretchOf(text: string): Stretch | null {
  const found = warsawDay(text) ?? moment(text)
  return found && { text, ...found }
}

function moment(text: string): Omit<Stretch, 'text'> | null {
  const first = storedInstant(text)
  return first === null ? null : { first, after: new Date(Date.parse(first) + 1).toISOString() }
}

/** A moment as it is stored, or null. Without a zone it would mean another moment on another machine. */
function storedInstant(text: string): string | null {
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

/** Summer time changes on whole hours, so what the clock of Poland is ahead by is the same for all of one UTC hour. */
const offsets = new Map<string, number>()
const MOST_KNOWN = 50_000
const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Warsaw',
  dateStyle: 'short',
  timeStyle: 'medium',
})

/** A stored time on the clock of Poland, still ISO 8601: `2019-11-12T09:00:00.000Z` → `2019-11-12T10:00:00.000+01:00`. */
export function inPoland(instant: string): string {
  const hours = offsetHours(instant)
  const there = new Date(Date.parse(instant) + hours * HOUR_MS).toISOString().slice(0, -1)
  return `${there}+${String(hours).padStart(2, '0')}:00`
}

function offsetHours(instant: string): number {
  const hour = instant.slice(0, 13)
  const before = offsets.get(hour)
  if (before !== undefined) return before
  const start = Date.parse(`${hour}:00:00Z`)
  const there = Date.parse(`${clock.format(start).replace(' ', 'T')}Z`)
  const hours = Math.round((there - start) / HOUR_MS)
  if (offsets.size >= MOST_KNOWN) offsets.clear()
  offsets.set(hour, hours)
  return hours
}
