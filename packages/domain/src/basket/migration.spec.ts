import { describe, expect, it } from 'vitest'
import { event, type NewEvent } from '../kernel/event.ts'
import { builtInModel } from '../model/built-in.ts'
import type { ModelDocument } from '../model/document.ts'
import { migratePartnership } from '../partnerships/commands.ts'
import { PartnershipMigrated } from '../partnerships/events.ts'
import { partnership } from '../partnerships/process.ts'
import { inPublished } from '../testing/basket-facts.ts'
import { active } from '../testing/partnership-facts.ts'
import { World } from '../testing/world.ts'
import { BasketMigrated, ServiceSuspended } from './events.ts'
import { basket } from './process.ts'

const pzk = { process: partnership, id: 'pzk' }
const lku = { process: basket, id: 'pzk' }

const { parts, transitions, ...rest } = basket.description
const withBasket = (version: string, description: ModelDocument['processes'][string]): ModelDocument => ({
  ...builtInModel,
  version,
  processes: { ...builtInModel.processes, basket: description },
})
const { BasketMigrated: _, ...withoutMigration } = transitions
const { SUSPENDED: __, ...states } = parts!.service!.states
const known = new Map<string, ModelDocument>([
  ['2.0', { ...builtInModel, version: '2.0' }],
  ['old', withBasket('old', { ...rest, parts: parts!, transitions: withoutMigration })],
  ['narrow', withBasket('narrow', { ...rest, transitions, parts: { service: { ...parts!.service!, states } } })],
])

function world(...facts: readonly NewEvent[]) {
  const it = new World((version) => known.get(version ?? '') ?? builtInModel)
  for (const fact of active) it.happened(pzk, fact, '2019-10-25')
  for (const fact of facts) it.happened(lku, fact, '2019-11-12')
  return it
}
const migrate = (it: World, modelVersion: string, on = '2020-01-02') =>
  it.perform({ command: migratePartnership, id: 'pzk', body: { modelVersion }, on })
const versions = (it: World) => [it.state(pzk).modelVersion, it.state(lku).modelVersion]

describe('a basket', () => {
  it('goes to another version of the model with its partnership, in the same commit', () => {
    const it = world(...inPublished)
    const decision = migrate(it, '2.0')
    expect(decision.accepted && decision.events.map(({ process, event }) => [process.name, event])).toEqual([
      ['partnership', event(PartnershipMigrated, { modelVersion: '2.0' })],
      ['basket', event(BasketMigrated, { modelVersion: '2.0' })],
    ])
    expect(versions(it)).toEqual(['2.0', '2.0'])
  })

  it('holds its partnership back where the version does not know the state of a service', () => {
    const it = world(...inPublished, event(ServiceSuspended, { serviceId: 'debts', reason: 'remont' }))
    expect(migrate(it, 'narrow')).toMatchObject({
      refusal: { code: 'model-lacks-state', details: { parts: [{ kind: 'service', state: 'SUSPENDED' }] } },
    })
    expect(versions(it)).toEqual(['1.0', '1.0'])
  })

  it('on paper holds nobody back', () => {
    const it = world()
    expect(migrate(it, '2.0').accepted).toBe(true)
    expect(versions(it)).toEqual(['2.0', null])
  })

  it('stays where it is when it was begun after the day on which the migration is dated', () => {
    const it = world(...inPublished)
    expect(migrate(it, '2.0', '2019-11-11').accepted).toBe(true)
    expect(versions(it)).toEqual(['2.0', '1.0'])
  })

  it('stays under a version that was written before baskets could go to another', () => {
    const it = world(...inPublished)
    migrate(it, 'old')
    expect(versions(it)).toEqual(['old', 'old'])
    expect(migrate(it, '2.0', '2020-02-03').accepted).toBe(true)
    expect(versions(it)).toEqual(['2.0', 'old'])
  })
})
