import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { difference } from './difference.ts'

const state = fc.jsonValue({ maxDepth: 4 })

describe('the difference of two states', () => {
  it('is what changed, place by place', () => {
    const before = { status: 'PROPOSED', team: null, consent: { sharing: false, until: null } }
    const after = { status: 'QUALIFIED', team: null, consent: { sharing: true, until: null }, contractId: 'k-1' }
    expect(difference(before, after)).toEqual([
      { path: 'status', before: 'PROPOSED', after: 'QUALIFIED' },
      { path: 'consent.sharing', before: false, after: true },
      { path: 'contractId', before: undefined, after: 'k-1' },
    ])
  })

  it('knows things in lists by their keys, wherever they stand', () => {
    const goal = (goalId: string, area: string) => ({ goalId, area })
    expect(difference({ goals: [goal('1', 'WORK')] }, { goals: [goal('2', 'HOME'), goal('1', 'HEALTH')] })).toEqual([
      { path: 'goals[2]', before: undefined, after: goal('2', 'HOME') },
      { path: 'goals[1].area', before: 'WORK', after: 'HEALTH' },
    ])
  })

  it('compares other lists as a whole', () => {
    expect(difference([1, 2], [1, 3])).toEqual([{ path: '', before: [1, 2], after: [1, 3] }])
    const twice = [{ goalId: 'a' }, { goalId: 'a' }]
    expect(difference(twice, [{ goalId: 'a' }])).toHaveLength(1)
  })

  it('is nothing between a state and itself, whatever the order of its fields', () => {
    fc.assert(fc.property(state, (value) => difference(value, structuredClone(value)).length === 0))
    expect(difference({ a: 1, b: 2 }, { b: 2, a: 1 })).toEqual([])
  })

  it('is the same in the other direction, with the sides exchanged', () => {
    const turned = (a: unknown, b: unknown) =>
      difference(b, a).map(({ path, before, after }) => ({ path, before: after, after: before }))
    const byPath = (changes: ReturnType<typeof turned>) => [...changes].sort((a, b) => (a.path < b.path ? -1 : 1))
    fc.assert(
      fc.property(state, state, (a, b) => {
        expect(byPath(turned(a, b))).toEqual(byPath([...difference(a, b)]))
      }),
    )
  })

  it('takes an id for what it is, also one that every object has', () => {
    const members = (...ids: string[]) => ({ team: ids.map((memberId) => ({ memberId })) })
    expect(difference(members('constructor'), members('constructor', '__proto__'))).toEqual([
      { path: 'team[__proto__]', before: undefined, after: { memberId: '__proto__' } },
    ])
  })
})
