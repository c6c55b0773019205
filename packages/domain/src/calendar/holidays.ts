import { addCalendarDays } from './days.ts'
import { easterSunday } from './easter.ts'

/** A day that the law makes free of work besides every Sunday. Years are inclusive; left out, there is no bound. */
export interface HolidayRule {
  readonly pl: string
  readonly on: { readonly monthDay: string } | { readonly daysAfterEaster: number }
  readonly since?: number
  readonly until?: number
}

/** The list of the act on days free of work, as it changed. */
export const holidayRules: readonly HolidayRule[] = [
  { pl: 'Nowy Rok', on: { monthDay: '01-01' } },
  { pl: 'Święto Trzech Króli', on: { monthDay: '01-06' }, since: 2011 },
  { pl: 'Wielkanoc', on: { daysAfterEaster: 0 } },
  { pl: 'Poniedziałek Wielkanocny', on: { daysAfterEaster: 1 } },
  { pl: 'Święto Państwowe', on: { monthDay: '05-01' } },
  { pl: 'Święto Narodowe Trzeciego Maja', on: { monthDay: '05-03' } },
  { pl: 'Zesłanie Ducha Świętego', on: { daysAfterEaster: 49 } },
  { pl: 'Boże Ciało', on: { daysAfterEaster: 60 } },
  { pl: 'Wniebowzięcie Najświętszej Maryi Panny', on: { monthDay: '08-15' } },
  { pl: 'Wszystkich Świętych', on: { monthDay: '11-01' } },
  { pl: 'Narodowe Święto Niepodległości', on: { monthDay: '11-11' } },
  // Once, for the hundredth anniversary, which fell on a Sunday.
  {
    pl: 'Święto Narodowe z okazji setnej rocznicy niepodległości',
    on: { monthDay: '11-12' },
    since: 2018,
    until: 2018,
  },
  // In force since 1 February 2025, so its first one was in 2025.
  { pl: 'Wigilia Bożego Narodzenia', on: { monthDay: '12-24' }, since: 2025 },
  { pl: 'Boże Narodzenie', on: { monthDay: '12-25' } },
  { pl: 'Drugi dzień Bożego Narodzenia', on: { monthDay: '12-26' } },
]

const known = new Map<number, ReadonlySet<string>>()

/** Public holidays of a year. Kept once computed: a term of weeks asks for the same year again and again. */
export function publicHolidays(year: number): ReadonlySet<string> {
  const before = known.get(year)
  if (before) return before
  const easter = easterSunday(year)
  const inForce = holidayRules.filter(({ since, until }) => year >= (since ?? year) && year <= (until ?? year))
  const days = inForce.map(({ on }) =>
    'monthDay' in on ? `${year}-${on.monthDay}` : addCalendarDays(easter, on.daysAfterEaster),
  )
  const holidays = new Set(days)
  known.set(year, holidays)
  return holidays
}
