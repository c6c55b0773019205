import { expect, it } from 'vitest'
import { StateCache } from './state-cache.ts'

const at = (version: number) => ({ state: { version } as never, version })

it('lets go what was used longest ago', () => {
  const cache = new StateCache(2)
  cache.set('a', at(1))
  cache.set('b', at(1))
  cache.get('a')
  cache.set('c', at(1))
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([at(1), undefined, at(1)])
})

it('keeps the newer version, in whichever order two commands end', () => {
  const cache = new StateCache(2)
  cache.set('a', at(2))
  cache.set('a', at(1))
  expect(cache.get('a')).toEqual(at(2))
  cache.set('a', at(3))
  expect(cache.get('a')).toEqual(at(3))
})
