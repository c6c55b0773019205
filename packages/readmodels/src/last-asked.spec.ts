import { expect, it } from 'vitest'
import { LastAsked } from './last-asked.ts'

it('lets go what was asked for longest ago when there is too much, and nothing before', () => {
  const kept = new LastAsked<number>(2)
  kept.set('a', 1)
  kept.set('b', 2)
  expect([kept.get('a'), kept.get('b')]).toEqual([1, 2])
  kept.get('a')
  kept.set('c', 3)
  expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual([1, undefined, 3])
})

it('keeps the newer value, and one place for it', () => {
  const kept = new LastAsked<number>(2)
  kept.set('a', 1)
  kept.set('b', 2)
  kept.set('a', 3)
  expect([kept.get('b'), kept.get('a')]).toEqual([2, 3])
  kept.delete('a')
  expect(kept.get('a')).toBeUndefined()
})
