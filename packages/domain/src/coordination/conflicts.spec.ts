import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { builtInTaxonomy } from '../basket/taxonomy.ts'
import { type CoordinatedAction, type CoordinatedService, conflictsIn, sharesCategory } from './conflicts.ts'

const taxonomy = { exclusive: [['ABSTINENCE_THERAPY', 'HARM_REDUCTION']] as [string, string][] }
const services: CoordinatedService[] = [
  { serviceId: 'debts-mops', institutionId: 'mops', category: 'DEBT_COUNSELLING' },
  { serviceId: 'debts-ngo', institutionId: 'ngo', category: 'DEBT_COUNSELLING' },
  { serviceId: 'abstinence', institutionId: 'pto', category: 'ABSTINENCE_THERAPY' },
  { serviceId: 'harm', institutionId: 'ngo', category: 'HARM_REDUCTION' },
  { serviceId: 'harm-pto', institutionId: 'pto', category: 'HARM_REDUCTION' },
]
const action = (actionId: string, given: Partial<CoordinatedAction> = {}): CoordinatedAction => ({
  caseId: 'case-1',
  actionId,
  owner: 'CLIENT',
  from: '2020-01-01',
  due: '2020-06-30',
  ...given,
})
const found = (...actions: readonly CoordinatedAction[]) =>
  conflictsIn(actions, services, taxonomy).map(({ kind, actions: [a, b] }) => `${kind} ${a.actionId} ${b.actionId}`)

describe('two actions of one client', () => {
  const atMops = action('A1', { serviceId: 'debts-mops' })
  const atNgo = action('A2', { serviceId: 'debts-ngo' })

  it('duplicate each other when two institutions give the same kind of help at a time', () => {
    expect(conflictsIn([atMops, atNgo], services, taxonomy)).toEqual([
      {
        kind: 'DUPLICATE',
        actions: [
          { caseId: 'case-1', actionId: 'A1' },
          { caseId: 'case-1', actionId: 'A2' },
        ],
        services: ['debts-mops', 'debts-ngo'],
        categories: ['DEBT_COUNSELLING', 'DEBT_COUNSELLING'],
        institutions: ['mops', 'ngo'],
        from: '2020-01-01',
        until: '2020-06-30',
      },
    ])
  })

  it('do not when one follows the other', () => {
    expect(found({ ...atMops, due: '2020-02-29' }, { ...atNgo, from: '2020-03-01' })).toEqual([])
    expect(found({ ...atMops, due: '2020-03-01' }, { ...atNgo, from: '2020-03-01' })).toEqual(['DUPLICATE A1 A2'])
  })

  it('contradict each other when their kinds are declared exclusive', () => {
    expect(found(action('A1', { serviceId: 'abstinence' }), action('A2', { serviceId: 'harm' }))).toEqual([
      'CONTRADICTION A1 A2',
    ])
  })

  it('are arranged by their institution when it is the same', () => {
    expect(found(atMops, action('A2', { serviceId: 'debts-mops' }))).toEqual([])
    expect(found(action('A1', { serviceId: 'abstinence' }), action('A2', { serviceId: 'harm-pto' }))).toEqual([])
  })

  it('are compared by owner and category where the basket does not know them', () => {
    const bank = action('A2', { owner: 'bank', category: 'DEBT_COUNSELLING' })
    expect(found(atMops, bank)).toEqual(['DUPLICATE A1 A2'])
    expect(found(atMops, { ...bank, owner: 'CLIENT' })).toEqual([])
    expect(found(atMops, { ...bank, category: null })).toEqual([])
  })

  it('are what the service is, whatever the action was called', () => {
    expect(found(atMops, { ...atNgo, category: 'FOOD_AID' })).toEqual(['DUPLICATE A1 A2'])
  })

  it('may belong to two cases', () => {
    const elsewhere = { ...atNgo, caseId: 'case-0', actionId: 'A1' }
    expect(conflictsIn([atMops, elsewhere], services, taxonomy)[0]?.actions).toEqual([
      { caseId: 'case-0', actionId: 'A1' },
      { caseId: 'case-1', actionId: 'A1' },
    ])
  })
})

describe('laws of conflicts', () => {
  const day = fc.constantFrom('2020-01-01', '2020-02-01', '2020-03-01', '2020-04-01')
  const one = fc.record({
    caseId: fc.constantFrom('case-1', 'case-2'),
    owner: fc.constantFrom('CLIENT', 'mops', 'ngo', 'pto'),
    serviceId: fc.option(fc.constantFrom(...services.map(({ serviceId }) => serviceId))),
    category: fc.option(fc.constantFrom('DEBT_COUNSELLING', 'HARM_REDUCTION', 'ABSTINENCE_THERAPY')),
    from: day,
    due: day,
  })
  const plans = fc
    .array(one, { maxLength: 12 })
    .map((actions) => actions.map((each, at) => ({ ...each, actionId: `A${at}` })))
  const all = (actions: readonly CoordinatedAction[]) => conflictsIn(actions, services, builtInTaxonomy)

  it('the order in which actions are given does not matter', () => {
    fc.assert(
      fc.property(
        plans.chain((plan) => fc.tuple(fc.constant(plan), fc.shuffledSubarray(plan, { minLength: plan.length }))),
        ([plan, shuffled]) => {
          expect(all(shuffled)).toEqual(all(plan))
        },
      ),
    )
  })

  it('a pair is in conflict whichever comes first, and whatever else is in the plan', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const pairs = plan.flatMap((a, at) => plan.slice(at + 1).flatMap((b) => all([b, a])))
        const order = ({ actions }: { actions: unknown }) => JSON.stringify(actions)
        expect([...pairs].map(order).sort()).toEqual([...all(plan)].map(order).sort())
      }),
    )
  })

  it('one institution alone is in no conflict', () => {
    fc.assert(
      fc.property(plans, fc.constantFrom('mops', 'ngo', 'pto'), (plan, owner) => {
        const own = services.filter(({ institutionId }) => institutionId === owner).map(({ serviceId }) => serviceId)
        const alone = plan.map((each) => ({
          ...each,
          owner,
          serviceId: own[each.actionId.length % own.length] ?? null,
        }))
        expect(all(alone)).toEqual([])
      }),
    )
  })

  it('whatever duplicates shares its category', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const by = (ref: { caseId: string; actionId: string }) =>
          plan.find(({ caseId, actionId }) => caseId === ref.caseId && actionId === ref.actionId) as CoordinatedAction
        for (const { kind, actions } of all(plan)) {
          expect(sharesCategory(by(actions[0]), by(actions[1]), services)).toBe(kind === 'DUPLICATE')
        }
      }),
    )
  })
})

describe('the taxonomy that comes with the software', () => {
  const ids = builtInTaxonomy.categories.map(({ id }) => id)

  it('names each kind once', () => {
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('declares only kinds exclusive that it has, and none with itself', () => {
    for (const [a, b] of builtInTaxonomy.exclusive) {
      expect(ids).toContain(a)
      expect(ids).toContain(b)
      expect(a).not.toBe(b)
    }
  })
})
