import { describe, expect, it } from 'vitest'
import { formats } from './format.ts'
import { counted } from './plural.ts'

const NBSP = '\u00a0'

describe('dates and numbers', () => {
  it('are written as in Polish', () => {
    const { date, moment, number } = formats.pl
    expect(date('2019-09-27')).toBe('27.09.2019')
    expect(moment('2019-11-12T23:30:00Z')).toBe('13.11.2019, 00:30')
    expect(number(1234.5)).toBe(`1${NBSP}234,5`)
    expect(number(2 / 3, 1)).toBe('0,7')
  })

  it('are written as in English', () => {
    const { date, moment, number } = formats.en
    expect(date('2019-09-27')).toBe('27 Sep 2019')
    expect(date('2020-01-03')).toBe('3 Jan 2020')
    expect(moment('2020-07-01T10:00:00Z')).toBe('1 Jul 2020, 12:00')
    expect(number(1234.5)).toBe('1,234.5')
  })
})

describe('counted', () => {
  it('follows the Polish plural', () => {
    const people = counted.pl('osoba', 'osoby', 'osób')
    const written = [0, 1, 2, 4, 5, 12, 21, 22, 25, 112, 1.5].map(people)
    expect(written).toEqual([
      '0 osób',
      '1 osoba',
      '2 osoby',
      '4 osoby',
      '5 osób',
      '12 osób',
      '21 osób',
      '22 osoby',
      '25 osób',
      '112 osób',
      '1,5 osoby',
    ])
  })

  it('follows the English plural', () => {
    expect([0, 1, 2].map(counted.en('person', 'people'))).toEqual(['0 people', '1 person', '2 people'])
  })
})
