import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addCalendarDays, addMonths, daysBetween, weekday } from './days.ts'
import { easterSunday } from './easter.ts'
import { publicHolidays } from './holidays.ts'
import { businessDate } from './warsaw.ts'
import { addWorkingDays, isWorkingDay } from './working-days.ts'

const day = fc.integer({ min: 0, max: 40_000 }).map((offset) => addCalendarDays('1990-01-01', offset))

describe('Easter', () => {
  it.each([
    '2018-04-01',
    '2019-04-21',
    '2020-04-12',
    '2021-04-04',
    '2022-04-17',
    '2023-04-09',
    '2024-03-31',
    '2025-04-20',
    '2026-04-05',
    '2027-03-28',
  ])('falls on %s', (sunday) => {
    expect(easterSunday(Number(sunday.slice(0, 4)))).toBe(sunday)
  })

  it('is a Sunday between 22 March and 25 April in every year', () => {
    for (let year = 1900; year <= 2299; year++) {
      const sunday = easterSunday(year)
      expect(weekday(sunday)).toBe(0)
      expect(sunday >= `${year}-03-22` && sunday <= `${year}-04-25`).toBe(true)
    }
  })
})

describe('public holidays', () => {
  it.each([
    ['Corpus Christi moves with Easter', '2019-06-20', true],
    ['Corpus Christi moves with Easter', '2020-06-11', true],
    ['Corpus Christi moves with Easter', '2025-06-19', true],
    ['Corpus Christi moves with Easter', '2026-06-04', true],
    ['Pentecost is the 49th day after Easter', '2019-06-09', true],
    ['Easter Monday', '2020-04-13', true],
    ['Epiphany is free since 2011', '2010-01-06', false],
    ['Epiphany is free since 2011', '2011-01-06', true],
    ['Christmas Eve is free since 2025', '2024-12-24', false],
    ['Christmas Eve is free since 2025', '2025-12-24', true],
    ['12 November was free once', '2018-11-12', true],
    ['12 November was free once', '2019-11-12', false],
    ['2 May is an ordinary day', '2019-05-02', false],
  ])('%s: %s → %s', (_, on, free) => {
    expect(publicHolidays(Number(on.slice(0, 4))).has(on)).toBe(free)
  })

  it('are never working days, nor are Saturdays and Sundays', () => {
    fc.assert(
      fc.property(day, (on) => {
        const free = publicHolidays(Number(on.slice(0, 4))).has(on) || weekday(on) === 0 || weekday(on) === 6
        expect(isWorkingDay(on)).toBe(!free)
      }),
    )
  })
})

describe('terms in working days', () => {
  it.each([
    ['2019-11-18', 14, '2019-12-06'],
    ['2019-12-18', 14, '2020-01-13'],
    ['2019-12-17', 14, '2020-01-10'],
    ['2020-04-06', 14, '2020-04-27'],
    ['2025-12-19', 5, '2025-12-31'],
    ['2025-12-19', 14, '2026-01-15'],
    ['2019-11-12', 14, '2019-12-02'],
  ])('%s + %i = %s', (from, count, end) => {
    expect(addWorkingDays(from, count)).toBe(end)
  })

  it('do not count the day of the event, whether one works on it or not', () => {
    expect(addWorkingDays('2019-11-15', 1)).toBe('2019-11-18')
    expect(addWorkingDays('2019-11-16', 1)).toBe('2019-11-18')
    expect(addWorkingDays('2019-11-16', 0)).toBe('2019-11-16')
  })

  it('go back as they go forth', () => {
    expect(addWorkingDays('2019-12-02', -5)).toBe('2019-11-25')
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (on, count) => {
        const start = addWorkingDays(on, 1)
        expect(addWorkingDays(addWorkingDays(start, count), -count)).toBe(start)
      }),
    )
  })
})

describe('civil days', () => {
  it('end a term in months on the same-numbered day or the last of the month', () => {
    expect(addMonths('2020-01-31', 1)).toBe('2020-02-29')
    expect(addMonths('2019-01-31', 1)).toBe('2019-02-28')
    expect(addMonths('2019-11-12', 3)).toBe('2020-02-12')
    expect(addMonths('2020-03-31', -1)).toBe('2020-02-29')
    expect(addMonths('2019-12-15', 1)).toBe('2020-01-15')
  })

  it('are counted without regard to summer time', () => {
    expect(addCalendarDays('2019-03-30', 2)).toBe('2019-04-01')
    expect(daysBetween('2019-10-26', '2019-10-28')).toBe(2)
    expect(daysBetween('2019-06-25', '2019-10-25')).toBe(122)
  })

  it('know their weekday on both sides of 1970', () => {
    expect(weekday('1970-01-01')).toBe(4)
    expect(weekday('1969-12-28')).toBe(0)
    expect(weekday('2019-11-12')).toBe(2)
  })

  it('are those of Poland, whatever the zone of the instant', () => {
    expect(businessDate('2019-11-12T23:30:00Z')).toBe('2019-11-13')
    expect(businessDate('2019-07-12T21:59:59Z')).toBe('2019-07-12')
    expect(businessDate('2019-07-12T22:00:00Z')).toBe('2019-07-13')
  })
})
