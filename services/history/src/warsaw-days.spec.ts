import { businessDate } from '@kooperacje/domain'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inPoland, stretchOf } from './warsaw-days.ts'

describe('a stored time on the clock of Poland', () => {
  it.each([
    ['2019-11-12T09:00:00.000Z', '2019-11-12T10:00:00.000+01:00'],
    ['2019-07-01T22:30:00.123Z', '2019-07-02T00:30:00.123+02:00'],
    // The hour that there is twice, and the one that there is not.
    ['2019-10-27T00:30:00.000Z', '2019-10-27T02:30:00.000+02:00'],
    ['2019-10-27T01:30:00.000Z', '2019-10-27T02:30:00.000+01:00'],
    ['2019-03-31T01:00:00.000Z', '2019-03-31T03:00:00.000+02:00'],
  ])('%s is %s', (stored, there) => expect(inPoland(stored)).toBe(there))

  it('is the same moment, of the day that business dates give it', () => {
    const moments = fc.date({ min: new Date('2000-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(moments, (moment) => {
        const stored = moment.toISOString()
        const there = inPoland(stored)
        return Date.parse(there) === moment.getTime() && there.startsWith(businessDate(stored))
      }),
    )
  })
})

it('a text that is no day and no moment with its zone is no stretch of time', () => {
  for (const text of ['', 'now', '2019-02-30', '2019-11-12T09:00:00', '12.11.2019']) expect(stretchOf(text)).toBeNull()
})
