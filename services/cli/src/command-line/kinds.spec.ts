import { businessDate } from '@kooperacje/domain'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BadValue } from './errors.ts'
import { count, date, keyId, ledgerName, streamName } from './kinds.ts'

describe('a date', () => {
  it('is a whole day in Poland, in winter and in summer', () => {
    expect(date.read('2019-11-12')).toMatchObject({
      first: '2019-11-11T23:00:00.000Z',
      after: '2019-11-12T23:00:00.000Z',
    })
    expect(date.read('2019-07-01')).toMatchObject({
      first: '2019-06-30T22:00:00.000Z',
      after: '2019-07-01T22:00:00.000Z',
    })
  })

  it('has 23 or 25 hours where the clocks change', () => {
    const hours = (text: string) => {
      const { first, after } = date.read(text)
      return (Date.parse(after) - Date.parse(first)) / 3_600_000
    }
    expect([hours('2019-03-31'), hours('2019-10-27'), hours('2019-12-31')]).toEqual([23, 25, 24])
  })

  it('begins and ends where the business date of the domain does', () => {
    const days = fc.date({ min: new Date('2000-01-02'), max: new Date('2060-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(days, (moment) => {
        const day = businessDate(moment.toISOString())
        const { first, after } = date.read(day)
        const before = new Date(Date.parse(first) - 1).toISOString()
        const last = new Date(Date.parse(after) - 1).toISOString()
        return businessDate(first) === day && businessDate(last) === day && before < first && businessDate(before) < day
      }),
    )
  })

  it('may be a moment with its zone', () => {
    expect(date.read('2019-11-12T09:00:00+01:00')).toMatchObject({
      first: '2019-11-12T08:00:00.000Z',
      after: '2019-11-12T08:00:00.001Z',
    })
  })

  it.each(['yesterday', '2019-02-30', '2019-11-12T09:00:00', '12.11.2019', '2019-13-01', '0000-01-01', ''])(
    'is not %j',
    (text) => {
      expect(() => date.read(text)).toThrow(BadValue)
    },
  )
})

describe('other values', () => {
  it.each(['0', '-1', '1.5', '1e3', ' 1', '99999999999999999999', ''])('a count is not %j', (text) => {
    expect(() => count.read(text)).toThrow(BadValue)
  })

  it('a ledger has a name that the store takes', () => {
    expect(ledgerName.read('2416021')).toBe('2416021')
    expect(() => ledgerName.read('Śląskie')).toThrow(BadValue)
  })

  it('a stream may have any id, slashes and all', () => {
    expect(streamName.read('case/a/b c')).toEqual({ type: 'case', id: 'a/b c' })
    for (const text of ['case', 'case/', '/x', 'Case/x']) expect(() => streamName.read(text)).toThrow(BadValue)
  })

  it('a key that was given in place of its id is not repeated on the screen', () => {
    const key = `koop_5982ddd0ab81_${'s'.repeat(43)}`
    expect(() => keyId.read(key)).toThrow(/12 hexadecimal digits/)
    expect(() => keyId.read(key)).not.toThrow(/sss/)
  })
})
