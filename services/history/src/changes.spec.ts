import { type AnyProcess, processes } from '@kooperacje/domain'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { changesBetween } from './changes.ts'
import { difference } from './difference.ts'
import type { Moment } from './moment.ts'
import { replay } from './replay.ts'
import {
  annulled,
  emptyHistory,
  LEDGER,
  procedureOpened,
  proposed,
  qualified,
  qualifiedCorrected,
  rejected,
  reminded,
} from './testing/history.ts'
import { thingsAt } from './things.ts'
import { stretchOf } from './warsaw-days.ts'

describe('a ledger between two moments', () => {
  const { store, tell } = emptyHistory()
  let head = 0
  const streams: { type: string; id: string }[] = []

  beforeAll(async () => {
    for (let i = 1; i <= 12; i++) {
      const day = `2019-11-${String(i + 9)}`
      streams.push({ type: 'case', id: `c-${i}` })
      await tell({ [`case/c-${i}`]: [proposed(day, `client-${i}`)] })
      if (i % 2 === 0) await tell({ [`case/c-${i}`]: [qualified('2019-12-01')] })
      if (i % 4 === 0) await tell({ [`case/c-${i}`]: [qualifiedCorrected('2019-12-20', 2, 'staff-2')] })
      if (i % 3 === 0) await tell({ [`case/c-${i - 1}`]: [rejected('2019-11-25')] })
      if (i === 6) await tell({ 'case/c-6': [procedureOpened('2019-12-10')] })
      if (i === 8) await tell({ 'case/c-8': [annulled('2019-12-21', 2, 'CaseQualified')] })
    }
    streams.push({ type: 'deadline', id: 'D-04.1' })
    const [last] = await tell({ 'deadline/D-04.1': [reminded('2019-12-12', { rule: 'D-04', restricted: true })] })
    head = last ?? 0
  })

  const known = fc.record({
    position: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
    recordedUntil: fc.option(
      fc
        .integer({ min: 0, max: 30 })
        .map((minute) => stretchOf(new Date(Date.UTC(2020, 0, 1, 8, minute)).toISOString())),
      { nil: undefined },
    ),
    until: fc.constantFrom(undefined, ...['2019-11-15', '2019-11-25', '2019-12-10'].map(stretchOf)),
  }) as fc.Arbitrary<Moment>

  const stateAt = (stream: { type: string; id: string }, moment: Moment, clearance: { restricted: boolean }) =>
    replay(store, processes[stream.type] as AnyProcess, { ledger: LEDGER, stream, moment, clearance })

  it('differs in exactly those things whose states differ, each told once', async () => {
    await fc.assert(
      fc.asyncProperty(known, known, fc.boolean(), async (before, after, restricted) => {
        const clearance = { restricted }
        const found = new Map<string, unknown>()
        for await (const { stream, changes } of changesBetween(store, {
          ledger: LEDGER,
          before,
          after,
          clearance,
          head,
        })) {
          expect(found.has(stream.id)).toBe(false)
          found.set(stream.id, changes)
        }
        for (const stream of streams) {
          const [one, other] = await Promise.all([
            stateAt(stream, before, clearance),
            stateAt(stream, after, clearance),
          ])
          const expected = difference(one.state, other.state)
          expect(found.get(stream.id) ?? []).toEqual(expected)
        }
      }),
      { numRuns: 80 },
    )
  })

  it('goes on behind the place where a reader stopped', async () => {
    const query = { ledger: LEDGER, before: { position: 3 }, after: {}, clearance: { restricted: true }, head }
    const read = async (behind?: number) => {
      const places: number[] = []
      for await (const { foundAt } of changesBetween(store, { ...query, behind })) places.push(foundAt)
      return places
    }
    const all = await read()
    expect(all.length).toBeGreaterThan(5)
    for (const [i, place] of all.entries()) expect(await read(place)).toEqual(all.slice(i + 1))
  })

  it('stands at any moment as its streams do, in the order in which they began', async () => {
    await fc.assert(
      fc.asyncProperty(known, fc.boolean(), async (moment, restricted) => {
        const found = []
        for await (const things of thingsAt(store, { ledger: LEDGER, moment, clearance: { restricted }, to: head })) {
          found.push(...things.map(({ stream, at }) => ({ stream, state: at.state })))
        }
        const expected = []
        for (const stream of streams) {
          const { state, taken } = await stateAt(stream, moment, { restricted })
          if (taken > 0) expected.push({ stream, state })
        }
        expect(found).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })

  it('gives those who may not know of a procedure no deadline of one', async () => {
    const names = async (restricted: boolean) => {
      const found: string[] = []
      const query = { ledger: LEDGER, moment: {}, clearance: { restricted }, to: head, kind: 'deadline' }
      for await (const things of thingsAt(store, query)) found.push(...things.map(({ stream }) => stream.id))
      return found
    }
    expect([await names(true), await names(false)]).toEqual([['D-04.1'], []])
  })
})
