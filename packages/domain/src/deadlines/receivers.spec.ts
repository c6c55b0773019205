import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Addressed, receiversOf } from './receivers.ts'

const notice: Addressed = {
  to: 'COORDINATOR',
  about: 'case/a',
  restricted: false,
  owner: { actorId: 'worker-9', role: 'COORDINATOR' },
  coordinatorId: 'worker-7',
  leaderId: 'mops',
  consentWithdrawn: false,
}
const told = (changes: Partial<Addressed>) =>
  receiversOf({ ...notice, ...changes }).map(({ kind, key }) => `${kind}/${key}`)

const LEADER = ['INSTITUTION/mops', 'ROLE/LEADER']
const COORDINATOR = ['ACTOR/worker-7', 'ROLE/COORDINATOR', ...LEADER]

describe('a notice goes', () => {
  it('to the coordinator in person, else to whoever reads the mail of coordinators, else up to the leader', () => {
    expect(told({})).toEqual(COORDINATOR)
    expect(told({ coordinatorId: null })).toEqual(['ROLE/COORDINATOR', ...LEADER])
    expect(told({ to: 'LEADER' })).toEqual(LEADER)
    expect(told({ to: 'LEADER', leaderId: null })).toEqual(['ROLE/LEADER'])
  })

  it('to the one who recorded the beginning, as long as it is one of the leader’s people', () => {
    expect(told({ to: 'OWNER' })).toEqual(['ACTOR/worker-9', ...COORDINATOR])
    expect(told({ to: 'OWNER', owner: { actorId: 'p-1', role: 'PARTNER' } })).toEqual(COORDINATOR)
    expect(told({ to: 'OWNER', owner: { actorId: 'p-1', role: 'PARTNER' }, about: 'referral/r' })).toEqual(LEADER)
    expect(told({ to: 'OWNER', owner: { actorId: 'an-1', role: 'OBSERVER' }, about: 'partnership/p' })).toEqual([
      'ACTOR/an-1',
      ...LEADER,
    ])
  })

  it('to the regional centre about partnerships, never about a client', () => {
    expect(told({ to: 'REGION', about: 'partnership/p' })).toEqual(['ROLE/REGION', ...LEADER])
    for (const about of ['case/a', 'referral/r', 'contract/k', 'matter/m']) {
      expect(told({ to: 'REGION', about })).toEqual(LEADER)
    }
  })

  it('to the leader alone when it tells of violence', () => {
    for (const to of ['OWNER', 'COORDINATOR', 'LEADER', 'REGION'] as const) {
      expect(told({ to, restricted: true })).toEqual(LEADER)
    }
  })

  it('to none but coordinator and leader once the consent is taken back', () => {
    expect(told({ to: 'OWNER', consentWithdrawn: true })).toEqual(COORDINATOR)
  })

  it('never to a partner about a client, whatever else is true; and never to nobody', () => {
    const anything = fc.record({
      to: fc.constantFrom('OWNER', 'COORDINATOR', 'LEADER', 'REGION' as const),
      about: fc.constantFrom('case/a', 'referral/r', 'contract/k', 'matter/m'),
      restricted: fc.boolean(),
      owner: fc.constantFrom(null, { actorId: 'partner', role: 'PARTNER' }, { actorId: 'observer', role: 'OBSERVER' }),
      coordinatorId: fc.constantFrom(null, 'worker-7'),
      leaderId: fc.constantFrom(null, 'mops'),
      consentWithdrawn: fc.boolean(),
    })
    fc.assert(
      fc.property(anything, (addressed) => {
        const keys = receiversOf(addressed).map(({ key }) => key)
        expect(keys).not.toContain('partner')
        expect(keys).not.toContain('observer')
        expect(keys).not.toContain('REGION')
        expect(keys.at(-1)).toBe('LEADER')
      }),
    )
  })
})
