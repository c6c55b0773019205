import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placesNaming } from '../anonymisation/public-text.ts'
import { fold, type ProcessState, partsOf } from '../kernel/process.ts'
import { isPublished, type ModelVersionState } from '../model-versions/state.ts'
import { commandDefinitions } from '../registry.ts'
import { governanceWishes } from './governance-wishes.ts'
import { leadsTo, states } from './tables.ts'
import { type Request, World } from './world.ts'

/** Any request, or the next one that would lead a stream on: without those hardly any history would get anywhere. */
const picks = fc.array(
  fc.record({ choice: fc.nat(10_000), variant: fc.nat(10_000), any: fc.nat(3).map((n) => n === 0) }),
  {
    minLength: 1,
    maxLength: 70,
    size: 'max',
  },
)
type Picks = typeof picks extends fc.Arbitrary<infer T> ? T : never

const dayOf = (n: number) => new Date(Date.parse('2019-01-07') + n * 86_400_000).toISOString().slice(0, 10)

function walk(chosen: Picks, look: (world: World, before: ReadonlyMap<string, string>, from: number) => void): World {
  const world = new World()
  chosen.forEach(({ choice, variant, any }, n) => {
    const wishes = governanceWishes(n)
    const turned = wishes.map((_, at): Request => {
      const [name, id, ...bodies] = wishes[(at + choice) % wishes.length]!
      return { command: commandDefinitions[name], id, body: bodies[variant % bodies.length], on: dayOf(n) }
    })
    const moves = (each: Request) => {
      const decision = world.decide(each)
      return (
        decision.accepted &&
        decision.events.some(({ process, id, event }) => {
          const { status } = world.state({ process, id })
          return leadsTo(process.name, event.type, status) !== status
        })
      )
    }
    const request = any ? turned[0]! : (turned.find(moves) ?? turned[0]!)
    const before = new Map(world.streams().map(({ process, id, state }) => [`${process.name}/${id}`, state.status]))
    const from = world.log.length
    world.perform(request)
    look(world, before, from)
  })
  return world
}

const versionsIn = (world: World): readonly (readonly [string, ModelVersionState])[] =>
  world.streams().flatMap(({ process, id, state }) => {
    return process.name === 'model' ? [[id, state as ProcessState as ModelVersionState] as const] : []
  })

const runs = { numRuns: 25 }

describe('whatever is asked for around partnerships and cases, in whatever order', { timeout: 60_000 }, () => {
  it('no stream takes a step that the tables do not know', () => {
    fc.assert(
      fc.property(picks, (chosen) => {
        walk(chosen, (world, before, from) => {
          const at = new Map(before)
          for (const { streamType, streamId, type } of world.log.slice(from)) {
            if (type.endsWith('Corrected')) continue
            const key = `${streamType}/${streamId}`
            const state = at.get(key) ?? 'NONE'
            const to = leadsTo(streamType, type, state)
            expect(to, `${type} in ${state}`).not.toBeNull()
            at.set(key, to ?? state)
          }
        })
      }),
      runs,
    )
  })

  it('folding a history from its beginning gives the state that grew with it', () => {
    fc.assert(
      fc.property(picks, (chosen) => {
        const world = walk(chosen, () => {})
        for (const { process, id, state } of world.streams()) {
          const own = world.log.filter((fact) => fact.streamType === process.name && fact.streamId === id)
          if (own.every(({ type }) => !type.endsWith('Corrected')))
            expect(fold(process, own, world.models)).toEqual(state)
          expect(JSON.parse(JSON.stringify(state))).toEqual(state)
        }
      }),
      runs,
    )
  })

  it('a version is published by both bodies or not at all, and one at a time is tried out', () => {
    fc.assert(
      fc.property(picks, (chosen) => {
        walk(chosen, (world) => {
          const versions = versionsIn(world)
          for (const [id, state] of versions) {
            expect(isPublished(state, id)).toBe(partsOf(state, 'approval', 'GIVEN').length === 2)
          }
          expect(versions.filter(([, { status }]) => status === 'IN_PILOT').length).toBeLessThanOrEqual(1)
        })
      }),
      runs,
    )
  })

  it('no text that will be public names a person', () => {
    fc.assert(
      fc.property(picks, (chosen) => {
        for (const { data } of walk(chosen, () => {}).log) {
          expect(placesNaming((data as { fact?: unknown }).fact ?? data)).toEqual([])
        }
      }),
      runs,
    )
  })

  it('and such histories get far enough to mean something', () => {
    const reached = new Set<string>()
    for (const chosen of fc.sample(picks, { numRuns: 60, seed: 3 })) {
      walk(chosen, (world) => {
        for (const { process, state } of world.streams()) reached.add(`${process.name} ${state.status}`)
      })
    }
    const missing = ['model', 'practice', 'remark', 'barrier'].flatMap((process) =>
      (states[process] ?? []).map((state) => `${process} ${state}`).filter((each) => !reached.has(each)),
    )
    expect(
      missing.filter((each) => !/ (NONE|ARCHIVED|DISMISSED|ACCEPTED_AS_LIMIT|PARTLY_ACCEPTED)$/.test(each)),
    ).toEqual([])
  })
})
