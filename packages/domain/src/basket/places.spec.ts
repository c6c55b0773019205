import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseProcess } from '../cases/process.ts'
import { event } from '../kernel/event.ts'
import {
  basketOpened,
  inPublished,
  placeTaken,
  serviceProposed,
  servicesPublished,
  serviceVerified,
  therapy,
} from '../testing/basket-facts.ts'
import { inConsented, inQualified } from '../testing/case-facts.ts'
import { given } from '../testing/specification.ts'
import { World } from '../testing/world.ts'
import { freeServicePlace, takeServicePlace } from './commands.ts'
import { ServicePlaceFreed, ServicePlaceTaken, ServiceSuspended } from './events.ts'
import { basket } from './process.ts'
import { placesLeft, serviceIn } from './state.ts'

describe('a place in a service', () => {
  const wanted = { serviceId: 'therapy', caseId: 'case-9' }

  it('is kept for a case of the partnership whose client takes part', () => {
    const published = given(basket, ...inPublished).besides(caseProcess, 'case-9', ...inConsented)
    published.when(takeServicePlace, wanted, 'pzk').then(event(ServicePlaceTaken, { ...wanted, clientId: 'client-1' }))
    published.when(takeServicePlace, wanted, 'another').refuses('not-found', { field: 'caseId' })
    given(basket, ...inPublished)
      .besides(caseProcess, 'case-9', ...inQualified)
      .when(takeServicePlace, wanted, 'pzk')
      .refuses('consent-not-in-force')
  })
})

describe('places', () => {
  const happened = (...facts: Parameters<typeof given>[1][]) => {
    const world = new World()
    for (const fact of [...inPublished, ...facts]) world.happened({ process: basket, id: 'pzk' }, fact, '2019-11-12')
    for (const caseId of ['case-1', 'case-2', 'case-3']) {
      for (const fact of inConsented) world.happened({ process: caseProcess, id: caseId }, fact, '2019-11-12')
    }
    return world
  }
  const take = (world: World, serviceId: string, caseId: string) =>
    world.perform({ command: takeServicePlace, id: 'pzk', body: { serviceId, caseId }, on: '2019-11-13' })

  it('are taken by cases until there are none left; then the waiting time is told', () => {
    const world = happened()
    expect(take(world, 'therapy', 'case-1')).toMatchObject({ accepted: true })
    expect(take(world, 'therapy', 'case-1')).toMatchObject({ refusal: { code: 'place-already-taken' } })
    expect(take(world, 'therapy', 'case-2')).toMatchObject({ accepted: true })
    expect(take(world, 'therapy', 'case-3')).toEqual({
      accepted: false,
      refusal: {
        code: 'service-full',
        details: { serviceId: 'therapy', capacity: 2, taken: 2, waitingDays: 21 },
      },
    })
  })

  it('are not limited where the service names no number', () => {
    const world = happened(placeTaken('debts', 'a'), placeTaken('debts', 'b'), placeTaken('debts', 'c'))
    expect(take(world, 'debts', 'case-1')).toMatchObject({ accepted: true })
  })

  it('are given only in a service that is available', () => {
    const world = happened(event(ServiceSuspended, { serviceId: 'therapy', reason: 'urlop' }))
    expect(take(world, 'therapy', 'case-1')).toMatchObject({
      refusal: { code: 'service-not-offered', details: { serviceId: 'therapy', state: 'SUSPENDED' } },
    })
    expect(take(world, 'unknown', 'case-1')).toMatchObject({
      refusal: { code: 'service-not-offered', details: { state: 'NONE' } },
    })
  })

  it('are given back once', () => {
    const freed = event(ServicePlaceFreed, { serviceId: 'therapy', caseId: 'case-1' })
    const body = { serviceId: 'therapy', caseId: 'case-1' }
    given(basket, ...inPublished, placeTaken('therapy', 'case-1'))
      .when(freeServicePlace, body)
      .then(freed)
    given(basket, ...inPublished, placeTaken('therapy', 'case-1'), freed)
      .when(freeServicePlace, body)
      .refuses('no-place', body)
  })

  it('whatever is asked for: never more are taken than there are, and those taken less those freed are what is kept', () => {
    const step = fc.record({
      command: fc.constantFrom(takeServicePlace, freeServicePlace),
      serviceId: fc.constantFrom('s0', 's1', 's2', 's3'),
      caseId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    })
    const capacities = [0, 1, 3, undefined]
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const world = new World()
        const ref = { process: basket, id: 'pzk' }
        const facts = capacities.flatMap((capacity, n) => [
          serviceProposed(`s${n}`, 'pto', { ...therapy, capacity }),
          serviceVerified(`s${n}`),
        ])
        const published = servicesPublished('1.0', ...capacities.map((_, n) => [`s${n}`, 1] as const))
        for (const fact of [basketOpened, ...facts, published]) world.happened(ref, fact, '2019-11-12')
        for (const caseId of ['a', 'b', 'c', 'd', 'e']) {
          for (const fact of inConsented) world.happened({ process: caseProcess, id: caseId }, fact, '2019-11-12')
        }
        for (const { command, ...body } of steps) world.perform({ command, id: 'pzk', body, on: '2019-11-13' })
        const state = world.state(ref)
        const count = (type: string, serviceId: string) =>
          world.log.filter((fact) => fact.type === type && (fact.data as { serviceId: string }).serviceId === serviceId)
            .length
        for (const [n, capacity] of capacities.entries()) {
          const service = serviceIn(state, `s${n}`)!
          const taken = count(ServicePlaceTaken.type, `s${n}`) - count(ServicePlaceFreed.type, `s${n}`)
          expect(service.places).toHaveLength(taken)
          expect(new Set(service.places.map(({ caseId }) => caseId)).size).toBe(taken)
          expect(taken).toBeLessThanOrEqual(capacity ?? Number.POSITIVE_INFINITY)
          expect(placesLeft(service)).toBe(capacity === undefined ? null : capacity - taken)
        }
      }),
    )
  })
})
