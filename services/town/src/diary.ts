import { addCalendarDays, isWorkingDay } from '@kooperacje/domain'
import type { Random } from './random.ts'

/** The days of one life: they only go forward, and things happen on working days during office hours. */
export class Diary {
  readonly #random: Random
  #day: string
  #minute = 0

  constructor(random: Random, firstDay: string) {
    this.#random = random
    this.#day = firstDay
  }

  get day(): string {
    return this.#day
  }

  /** On to a working day that lies so many calendar days later, or the next one after that. */
  later(from: number, to: number): void {
    this.moveTo(addCalendarDays(this.#day, this.#random.int(from, to)))
  }

  moveTo(day: string): void {
    const next = workingDayFrom(day)
    if (next <= this.#day) return
    this.#day = next
    this.#minute = 0
  }

  /** A time on this day, after those that were asked for before. */
  moment(): string {
    this.#minute += this.#random.int(5, this.#minute === 0 ? 150 : 15)
    return at(this.#day, Math.min(this.#minute, LAST_MINUTE))
  }
}

/** 07:00 UTC is 08:00 or 09:00 in Poland: no time of the town comes near a midnight, where the two would differ by a day. */
const FIRST_HOUR = 7
const LAST_MINUTE = 8 * 60

export const at = (day: string, minute: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + (FIRST_HOUR * 60 + minute) * 60_000).toISOString()

export function workingDayFrom(day: string): string {
  let next = day
  while (!isWorkingDay(next)) next = addCalendarDays(next, 1)
  return next
}
