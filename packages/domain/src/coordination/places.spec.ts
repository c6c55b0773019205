import fc from 'fast-check'
import { expect, it } from 'vitest'
import { basket } from '../basket/process.ts'
import type { BasketState } from '../basket/state.ts'
import { agreePlan, amendPlan, cancelAction, closeCase, completeAction } from '../cases/commands.ts'
import { caseProcess } from '../cases/process.ts'
import type { CaseState } from '../cases/state.ts'
import { partnership } from '../partnerships/process.ts'
import { basketOpened, serviceProposed, servicesPublished, serviceVerified } from '../testing/basket-facts.ts'
import { contractConcluded, inDiagnosed } from '../testing/case-facts.ts'
import { active } from '../testing/partnership-facts.ts'
import { World } from '../testing/world.ts'
import { openActions } from './plan.ts'

/** Kinds of help that do not contradict each other; two services have one place each. */
const services = [
  ['therapy', 'ADDICTION_THERAPY', 1],
  ['food', 'FOOD_AID', 1],
  ['debts', 'DEBT_COUNSELLING', 2],
] as const
const CASES = ['case-1', 'case-2', 'case-3']

function town(): World {
  const world = new World()
  for (const fact of active) world.happened({ process: partnership, id: 'pzk' }, fact, '2019-11-01')
  const offered = services.flatMap(([id, category, capacity]) => [
    serviceProposed(id, 'pto', { category, capacity }),
    serviceVerified(id),
  ])
  const published = servicesPublished('1.0', ...services.map(([id]) => [id, 1] as const))
  for (const fact of [basketOpened, ...offered, published]) {
    world.happened({ process: basket, id: 'pzk' }, fact, '2019-11-02')
  }
  for (const id of CASES) {
    for (const fact of inDiagnosed) world.happened({ process: caseProcess, id }, fact, '2019-11-12')
  }
  return world
}

const action = fc
  .record({
    actionId: fc.constantFrom('A1', 'A2', 'A3'),
    serviceId: fc.constantFrom(...services.map(([id]) => id), undefined),
    due: fc.constantFrom('2020-01-31', '2020-02-29'),
  })
  .map(({ serviceId, ...rest }) => ({
    ...rest,
    ...(serviceId && { serviceId }),
    goalId: 'G1',
    owner: 'CLIENT' as const,
    text: 'x',
  }))
const actions = fc.uniqueArray(action, { minLength: 1, maxLength: 3, selector: ({ actionId }) => actionId })
const goals = [{ goalId: 'G1', text: 'x' }]
const actionId = fc.constantFrom('A1', 'A2', 'A3')
const wish = fc.oneof(
  actions.map((actions) => ({ command: agreePlan, body: { clientTookPart: true, goals, actions } })),
  actions.map((actions) => ({ command: amendPlan, body: { clientTookPart: true, actions } })),
  actionId.map((actionId) => ({ command: completeAction, body: { actionId } })),
  actionId.map((actionId) => ({ command: cancelAction, body: { actionId, reason: 'x' } })),
  fc.constant({ command: closeCase, body: { reason: 'MOVED_AWAY', note: 'x' } }),
)
const steps = fc.array(fc.record({ id: fc.constantFrom(...CASES), wish }), { maxLength: 30 })

it('whatever teams plan, amend, finish and close: they have the places that their open actions use, and no others', () => {
  let taken = 0
  fc.assert(
    fc.property(steps, (steps) => {
      const world = town()
      for (const { id, wish } of steps) {
        const ref = { process: caseProcess, id }
        const { accepted } = world.perform({ ...wish, id, on: '2019-12-02' })
        if (accepted && wish.command.name === agreePlan.name) world.happened(ref, contractConcluded, '2019-12-02')
      }
      const { services: kept } = world.state<BasketState>({ process: basket, id: 'pzk' })
      for (const id of CASES) {
        const state = world.state<CaseState>({ process: caseProcess, id })
        const used = openActions(state).flatMap(({ serviceId }) => serviceId ?? [])
        const has = kept.filter(({ places }) => places.some(({ caseId }) => caseId === id))
        expect(has.map(({ serviceId }) => serviceId).sort()).toEqual([...new Set(used)].sort())
        taken += has.length
      }
      for (const { places, inForce } of kept) {
        expect(places.length).toBeLessThanOrEqual(inForce?.capacity ?? 0)
        expect(new Set(places.map(({ caseId }) => caseId)).size).toBe(places.length)
      }
    }),
  )
  // Histories in which nobody ever had a place would prove nothing.
  expect(taken).toBeGreaterThan(20)
})
