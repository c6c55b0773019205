import type { Locale } from './locale.ts'

/**
 * Dates and numbers as they are written in each language. Days are civil days in Poland (`2019-09-27`); moments are
 * shown on the Polish clock.
 */
export interface Format {
  readonly date: (day: string) => string
  readonly moment: (instant: string) => string
  readonly number: (value: number, decimals?: number) => string
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Warsaw',
  dateStyle: 'short',
  timeStyle: 'short',
})

/** Grouping from four digits on, also in Polish, where Intl would leave `1234` whole: columns of figures line up. */
const grouped = { useGrouping: 'always', maximumFractionDigits: 3 } as const
const numbers = { pl: new Intl.NumberFormat('pl', grouped), en: new Intl.NumberFormat('en', grouped) }

const formatFor = (locale: Locale, writeDay: (year: string, month: string, day: string) => string): Format => {
  const date = (day: string) => {
    const [, y, m, d] = /^(\d{4})-(\d\d)-(\d\d)/.exec(day) ?? []
    return y && m && d ? writeDay(y, m, d) : day
  }
  return {
    date,
    moment: (instant) => {
      const [day = '', time = ''] = clock.format(new Date(instant)).split(' ')
      return `${date(day)}, ${time}`
    },
    number: (value, decimals) =>
      decimals === undefined
        ? numbers[locale].format(value)
        : new Intl.NumberFormat(locale, { useGrouping: 'always', maximumFractionDigits: decimals }).format(value),
  }
}

export const formats: Readonly<Record<Locale, Format>> = {
  pl: formatFor('pl', (y, m, d) => `${d}.${m}.${y}`),
  en: formatFor('en', (y, m, d) => `${Number(d)} ${MONTHS[Number(m) - 1]} ${y}`),
}
