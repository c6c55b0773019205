import { describe, expect, it } from 'vitest'
import { builtInDeadlineRules } from './built-in-rules.ts'
import { inForceOn } from './rule.ts'
import { termOf } from './term.ts'

/** When a deadline of this rule ends that begins on this day. */
const due = (id: string, start: string, data: object = {}, ...prolonging: object[]) => {
  const occurredAt = start.length === 10 ? `${start}T11:00:00.000Z` : start
  const rule = builtInDeadlineRules.find((each) => each.id === id && inForceOn(each, start.slice(0, 10)))
  if (!rule) throw new Error(`${id} is not in force on ${start}`)
  const row = rule.prolongs?.[0]
  return termOf(
    rule,
    { data, occurredAt },
    prolonging.flatMap((data) => (row ? [{ row, data }] : [])),
  )
}

describe('a term in working days', () => {
  it.each([
    ['D-01', '2019-11-18', '2019-12-06'],
    ['D-01', '2019-12-18', '2020-01-13'],
    ['D-01', '2019-12-17', '2020-01-10'],
    ['D-01', '2020-04-06', '2020-04-27'],
    ['D-01', '2019-11-12', '2019-12-02'],
    ['D-01', '2025-12-19', '2026-01-15'],
    ['D-04', '2025-12-19', '2025-12-31'],
    ['D-02', '2019-11-15', '2019-11-19'],
    ['D-02', '2019-12-31', '2020-01-03'],
  ])('%s from %s ends on %s', (id, start, end) => {
    expect(due(id, start)?.on).toBe(end)
  })
})

describe('the Blue Card form', () => {
  it('was forwarded within 7 days of any kind, and is within 5 working days since 28 September 2023', () => {
    expect(due('D-04', '2020-05-26')?.on).toBe('2020-06-02')
    expect(due('D-04', '2023-09-27')?.on).toBe('2023-10-04')
    expect(due('D-04', '2023-09-28')?.on).toBe('2023-10-05')
    expect(due('D-04', '2023-10-27')?.on).toBe('2023-11-06')
  })
})

describe('a term in months', () => {
  it('ends on the same-numbered day or the last of the month, whatever the summer time', () => {
    expect(due('D-03', '2019-08-31', { lastingHelp: true })?.on).toBe('2020-02-29')
    expect(due('P-05', '2019-12-31')?.on).toBe('2020-03-31')
    expect(due('P-05', '2020-01-29')?.on).toBe('2020-04-29')
    expect(due('P-16', '2020-02-29')?.on).toBe('2021-02-28')
  })

  it('of administrative procedure goes on to a day that is neither holiday nor Saturday (KPA art. 57 § 4)', () => {
    // 25 April 2020 is a Saturday; 25 December 2024 a holiday before another; 1 May 2026 a Friday before a Saturday.
    expect(due('D-09', '2020-03-25')?.on).toBe('2020-04-27')
    expect(due('D-09', '2024-11-25')?.on).toBe('2024-12-27')
    expect(due('D-09', '2026-04-01')?.on).toBe('2026-05-04')
    expect(due('D-03', '2019-10-25', { lastingHelp: true })?.on).toBe('2020-04-25')
  })

  it('is prolonged from its beginning, not from its end', () => {
    expect(due('D-10', '2022-01-31')?.on).toBe('2022-02-28')
    expect(due('D-10', '2022-01-31', {}, { reason: 'complex' })?.on).toBe('2022-05-02')
    expect(due('D-09', '2020-03-25', {}, { until: '2020-06-30' })?.on).toBe('2020-06-30')
    expect(due('D-09', '2020-03-25', {}, {})?.on).toBe('2020-04-27')
  })
})

describe('a term in hours', () => {
  it('runs through nights, holidays and the change to summer time', () => {
    expect(due('D-11', '2020-04-10T15:30:00.000Z')).toEqual({ on: '2020-04-13', at: '2020-04-13T15:30:00.000Z' })
    expect(due('D-11', '2020-03-27T23:30:00.000Z')).toEqual({ on: '2020-03-31', at: '2020-03-30T23:30:00.000Z' })
    expect(due('D-11', '2019-12-30T08:00:00.000Z')?.on).toBe('2020-01-02')
  })
})

describe('a term in calendar days', () => {
  it('ends when it ends: on Sundays, over a year end, over the change to summer time', () => {
    expect(due('P-10', '2019-11-03')?.on).toBe('2019-11-10')
    expect(due('P-11', '2019-12-24')?.on).toBe('2020-01-07')
    expect(due('P-10', '2020-03-27')?.on).toBe('2020-04-03')
    expect(due('P-10', '2020-10-23T22:30:00.000Z')?.on).toBe('2020-10-31')
  })
})

describe('a day that is named', () => {
  it('in the payload', () => {
    expect(due('E-01', '2019-12-10', { endsOn: '2020-09-30' })?.on).toBe('2020-09-30')
    expect(due('E-01', '2019-12-10', { endsOn: '2020-09-30' }, { endsOn: '2020-12-31' })?.on).toBe('2020-12-31')
    expect(due('E-02', '2019-12-10', {})).toBeNull()
    expect(due('E-02', '2019-12-10', { validUntil: '2019-01-01' })?.on).toBe('2019-12-10')
  })

  it('in the calendar: the work plan by 31 January', () => {
    expect(due('P-07', '2019-10-25')?.on).toBe('2020-01-31')
    expect(due('P-07', '2020-01-30')?.on).toBe('2020-01-31')
    expect(due('P-07', '2020-01-31')?.on).toBe('2021-01-31')
    expect(due('P-07', '2019-12-11', { year: 2020 })?.on).toBe('2021-01-31')
    expect(due('P-07', '2020-02-20', { year: 2020 })?.on).toBe('2021-01-31')
  })
})
