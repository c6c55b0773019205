import { describe, expect, it } from 'vitest'
import { csv } from './csv.ts'

const table = (...values: readonly (string | number | null)[]) =>
  csv([['v', (row: string | number | null) => row]], values)

describe('a table for spreadsheets', () => {
  it('names its columns and marks its encoding', () => {
    expect(table('zażółć', 7, null)).toBe('\uFEFFv\r\nzażółć\r\n7\r\n\r\n')
  })

  it('quotes what would break a line or a cell', () => {
    expect(table('a;b', 'c"d', 'e\r\nf')).toBe('\uFEFFv\r\n"a;b"\r\n"c""d"\r\n"e\r\nf"\r\n')
  })

  it.each(['=1+1', '+48', '-1', '@sum'])('runs no formula that somebody wrote into a text: %s', (text) => {
    expect(table(text)).toBe(`\uFEFFv\r\n'${text}\r\n`)
  })

  it('leaves numbers numbers', () => {
    expect(table(-1.5)).toBe('\uFEFFv\r\n-1.5\r\n')
  })
})
