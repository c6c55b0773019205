import { describe, expect, it } from 'vitest'
import { instant } from './pool.ts'

describe('an instant as PostgreSQL writes it', () => {
  it.each([
    ['2019-11-12 08:00:00+00', '2019-11-12T08:00:00.000Z'],
    ['2019-11-12 08:00:00.5+00', '2019-11-12T08:00:00.500Z'],
    ['2019-11-12 08:00:00.123456+00', '2019-11-12T08:00:00.123Z'],
    ['2019-11-12 09:00:00+01', '2019-11-12T08:00:00.000Z'],
    ['2019-11-12T08:00:00Z', '2019-11-12T08:00:00.000Z'],
  ])('%s is %s', (text, read) => {
    expect(instant(text)).toBe(read)
  })
})
