import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { businessDate } from './warsaw.ts'

const warsaw = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Warsaw',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

const HOUR = 3_600_000
const DAY = 24 * HOUR

const instants = fc
  .oneof(
    fc.date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }),
    fc.date({ min: new Date('2018-01-01T00:00:00Z'), max: new Date('2027-01-01T00:00:00Z'), noInvalidDate: true }),
    // Last Sundays of March and October: the clocks change at one in the morning, UTC.
    fc
      .record({
        day: fc.constantFrom('2019-03-31', '2019-10-27', '2024-03-31', '2024-10-27', '1977-04-03', '1946-04-14'),
        away: fc.integer({ min: -2 * DAY, max: 2 * DAY }),
      })
      .map(({ day, away }) => new Date(Date.parse(`${day}T01:00:00Z`) + away)),
    // Years that are written with a sign and six digits: on few days, so that many have nearly the same letters.
    fc
      .record({
        year: fc.constantFrom('+010000', '+010100', '+012019', '-002019', '-001919', '-000001'),
        day: fc.constantFrom('03-31', '10-27', '12-31'),
        at: fc.integer({ min: 0, max: DAY - 1 }),
      })
      .map(({ year, day, at }) => new Date(Date.parse(`${year}-${day}T00:00:00Z`) + at)),
  )
  .map((date) => date.toISOString())

/** The same moment as a clock elsewhere would write it. */
function withOffset(instant: string, minutes: number): string {
  const at = new Date(Date.parse(instant) + minutes * 60_000).toISOString().slice(0, -1)
  const two = (n: number) => String(n).padStart(2, '0')
  const size = Math.abs(minutes)
  return `${at}${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}

const offsets = fc.integer({ min: -14 * 60, max: 14 * 60 })

describe('the business date of an instant', () => {
  it('is the civil day in Warsaw, whichever instants were asked about before', () => {
    fc.assert(
      fc.property(fc.array(instants, { minLength: 1, maxLength: 20 }), (asked) => {
        for (const instant of [...asked, ...asked]) expect(businessDate(instant)).toBe(warsaw.format(new Date(instant)))
      }),
      { numRuns: 300 },
    )
  })

  it('is told apart for every hour of some years', () => {
    const wrong: string[] = []
    // The digits of the first two add up to the same.
    for (const year of [1920, 2019, 2020]) {
      for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 2); at += HOUR) {
        const instant = new Date(at).toISOString()
        if (businessDate(instant) !== warsaw.format(at)) wrong.push(instant)
      }
    }
    expect(wrong).toEqual([])
  })

  it('is the same for an instant written with an offset of another zone', () => {
    fc.assert(
      fc.property(instants, offsets, (instant, minutes) => {
        expect(businessDate(instant)).toBe(warsaw.format(new Date(instant)))
        expect(businessDate(withOffset(instant, minutes))).toBe(warsaw.format(new Date(instant)))
      }),
      { numRuns: 500 },
    )
  })
})
