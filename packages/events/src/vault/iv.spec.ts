import { expect, it } from 'vitest'
import { IV_BYTES, newIv } from './iv.ts'

it('is never given twice, and stays what it was while others are made', () => {
  const given = Array.from({ length: 1000 }, () => newIv())
  const told = given.map((iv) => iv.toString('hex'))
  for (let n = 0; n < 1000; n++) newIv()
  expect(new Set(told).size).toBe(1000)
  expect(given.map((iv) => iv.toString('hex'))).toEqual(told)
  expect(given.every(({ length }) => length === IV_BYTES)).toBe(true)
})
