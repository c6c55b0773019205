import type { MemoryEventStore, RecordedEvent } from '@kooperacje/events'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type FeedQuery, readFeed } from './feed.ts'
import { emptyHistory, LEDGER, qualified, rejected } from './testing/history.ts'
import { stretchOf } from './warsaw-days.ts'

/** More than two windows, so that the seams between them are walked over. */
const EVENTS = 4500
const DAYS = 28

describe('reading a ledger in windows', () => {
  const { store, tell } = emptyHistory()
  let all: readonly RecordedEvent[] = []

  beforeAll(async () => {
    for (let made = 0; made < EVENTS; made += 500) {
      const events = Array.from({ length: 500 }, (_, index) => {
        const day = `2019-11-${String(((made + index) % DAYS) + 1).padStart(2, '0')}`
        return (made + index) % 3 === 0 ? rejected(day) : qualified(day)
      })
      await tell({ [`case/c-${made % 2}`]: events })
    }
    all = await store.readLedger(LEDGER, { limit: EVENTS })
  })

  const read = async (query: Partial<FeedQuery>) => {
    const found: RecordedEvent[] = []
    const batches: number[] = []
    for await (const batch of readFeed(store, { ledger: LEDGER, to: EVENTS, open: false, ...query })) {
      found.push(...batch)
      batches.push(batch.length)
    }
    return { positions: found.map(({ position }) => position), batches }
  }

  it('is not gone on with for a reader who has left, although nothing was found for them', async () => {
    const left = new AbortController()
    let seen = 0
    const keep = () => {
      if (++seen === 100) left.abort()
      return false
    }
    expect(await read({ keep, signal: left.signal })).toEqual({ positions: [], batches: [] })
    // The window that was at hand, and the one that was on its way.
    expect(seen).toBeLessThanOrEqual(4000)
  })

  it('gives what a slice of the whole gives, forwards and backwards, whatever is asked for', async () => {
    const position = fc.integer({ min: 1, max: EVENTS + 100 })
    const query = fc.record({
      from: fc.option(position, { nil: undefined }),
      to: fc.integer({ min: 1, max: EVENTS }),
      backward: fc.boolean(),
      limit: fc.option(fc.integer({ min: 1, max: EVENTS }), { nil: undefined }),
      types: fc.constantFrom<readonly string[] | undefined>(undefined, [], ['CaseRejected'], ['CaseClosed']),
      since: fc.constantFrom(undefined, stretchOf('2019-11-10') ?? undefined),
      until: fc.constantFrom(undefined, stretchOf('2019-11-20') ?? undefined),
    })
    await fc.assert(
      fc.asyncProperty(query, async ({ from = 1, to, backward, limit = EVENTS, types, since, until }) => {
        const expected = all
          .filter(({ position }) => position >= from && position <= to)
          .filter(({ type }) => !types?.length || types.includes(type))
          .filter(({ occurredAt }) => (!since || occurredAt >= since.first) && (!until || occurredAt < until.after))
          .map(({ position }) => position)
        const { positions } = await read({ from, to, backward, limit, types, since, until })
        expect(positions).toEqual((backward ? expected.reverse() : expected).slice(0, limit))
      }),
      { numRuns: 60 },
    )
  })

  it('hands out some thousands at a time', async () => {
    expect((await read({})).batches).toEqual([2000, 2000, 500])
  })

  it('reads no more than asked for', async () => {
    expect((await read({ limit: 3, backward: true })).batches).toEqual([3])
  })

  it('stops reading when the caller stops', async () => {
    let reads = 0
    const counting = Object.assign(Object.create(store), {
      readLedger: (...args: Parameters<MemoryEventStore['readLedger']>) => {
        reads++
        return store.readLedger(...args)
      },
    })
    for await (const _ of readFeed(counting, { ledger: LEDGER, to: EVENTS, open: false })) break
    expect(reads).toBeLessThanOrEqual(2)
  })
})
