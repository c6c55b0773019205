import { describe, expect, it } from 'vitest'
import { lastDigestDay } from './digest-day.ts'

describe('the digest that has to have gone out', () => {
  it("is the day's own from seven in Warsaw on, summer and winter, and the one before until then", () => {
    expect(lastDigestDay(new Date('2026-11-26T05:59:59Z'))).toBe('2026-11-25')
    expect(lastDigestDay(new Date('2026-11-26T06:00:00Z'))).toBe('2026-11-26')
    expect(lastDigestDay(new Date('2026-11-26T23:30:00Z'))).toBe('2026-11-26')
    expect(lastDigestDay(new Date('2026-07-01T04:59:59Z'))).toBe('2026-06-30')
    expect(lastDigestDay(new Date('2026-07-01T05:00:00Z'))).toBe('2026-07-01')
  })
})
