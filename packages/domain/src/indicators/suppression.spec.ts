import { describe, expect, it } from 'vitest'
import { type Cell, hiddenCells, isSmall } from './suppression.ts'

const count = (value: number): Cell => ({ formula: 'COUNT', figure: { value } })
const share = (numerator: number, denominator: number): Cell => ({
  formula: 'SHARE',
  figure: { value: denominator === 0 ? null : (100 * numerator) / denominator, numerator, denominator },
})
const median = (denominator: number): Cell => ({ formula: 'MEDIAN', figure: { value: 30, denominator } })

const hide = (values: Readonly<Record<string, number>>, total = Object.values(values).reduce((a, b) => a + b, 0)) => {
  const cells = new Map(Object.entries(values).map(([key, value]) => [key, count(value)]))
  const { cells: hidden, total: totalHidden } = hiddenCells(cells, count(total))
  return { hidden: [...hidden].sort(), totalHidden }
}

describe('a cell is too small for the public', () => {
  it.each([
    [count(4), true],
    [count(5), false],
    [count(0), true],
    [share(5, 10), false],
    [share(4, 10), true],
    [share(6, 10), true],
    [share(0, 10), true],
    [share(0, 0), true],
    [median(4), true],
    [median(5), false],
  ])('%j: %s', (cell, small) => expect(isSmall(cell)).toBe(small))
})

describe('what is hidden in a breakdown', () => {
  it('is nothing when every cell is large enough', () => {
    expect(hide({ a: 5, b: 9 })).toEqual({ hidden: [], totalHidden: false })
  })

  it('is the smallest of the others too when exactly one is hidden, as the total would give it away', () => {
    expect(hide({ a: 3, b: 9, c: 7 })).toEqual({ hidden: ['a', 'c'], totalHidden: false })
  })

  it('is no more when two are hidden already', () => {
    expect(hide({ a: 3, b: 2, c: 7 })).toEqual({ hidden: ['a', 'b'], totalHidden: false })
  })

  it('is the total when there is no other cell to hide, and when it is small itself', () => {
    expect(hide({ a: 4 }, 12)).toEqual({ hidden: ['a'], totalHidden: true })
    expect(hide({ a: 1, b: 2 })).toEqual({ hidden: ['a', 'b'], totalHidden: true })
  })
})
