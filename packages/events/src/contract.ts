import { afterAll, beforeAll, describe } from 'vitest'
import { itAppends } from './contract/append.ts'
import { type MakeStore, type StoreUnderTest, typesAtFirst } from './contract/fixtures.ts'
import { itKeepsTheLaws } from './contract/laws.ts'
import { itReads } from './contract/reads.ts'
import { itRefuses } from './contract/refusals.ts'
import { itSeals, itUpcasts } from './contract/sealing.ts'
import { itSubscribes } from './contract/subscribing.ts'

/** What every event store does, whatever it keeps its events in. */
export function describeEventStore(name: string, makeStore: MakeStore, { runs = 100 } = {}): void {
  describe(`${name} is an event store`, () => {
    let made: StoreUnderTest
    const under = () => made

    beforeAll(async () => {
      made = await makeStore(typesAtFirst)
    })
    afterAll(() => made.close())

    describe('appends', () => itAppends(under))
    describe('refuses, and writes nothing', () => itRefuses(under))
    describe('reads', () => itReads(under))
    describe('upcasts', () => itUpcasts(under))
    describe('seals', () => itSeals(under))
    describe('lets consumers subscribe to', () => itSubscribes(under))
    describe('keeps the laws', () => itKeepsTheLaws(under, { runs }))
  })
}
