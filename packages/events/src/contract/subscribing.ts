import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Batch, FollowOptions } from '../subscriptions/follow.ts'
import { HeadWatch } from '../subscriptions/head-watch.ts'
import { Subscriptions } from '../subscriptions/subscriptions.ts'
import type { EventStore, RecordedEvent } from '../types.ts'
import { command, newLedger, note, OCCURRED, registryOf, type StoreUnderTest, typesAtFirst, write } from './fixtures.ts'

const move = (by: number) => ({ type: 'CounterMoved', data: { by }, occurredAt: OCCURRED })
const textOf = ({ data }: RecordedEvent) => (data as { text: string }).text
const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1)

export function itSubscribes(under: () => StoreUnderTest): void {
  /** A consumer that takes note of all it gets; `until` resolves when it has come to a position. */
  async function consume(options: FollowOptions, subscriptions = under().subscriptions) {
    const stop = new AbortController()
    const subscribed = await subscriptions.subscribe({ signal: stop.signal, ...options })
    if (!subscribed.ok) throw new Error(JSON.stringify(subscribed.refusal))
    const events: RecordedEvent[] = []
    const batches: Batch[] = []
    const arrivals = new Map<number, PromiseWithResolvers<void>>()
    const ended = (async () => {
      for await (const batch of subscribed.batches) {
        batches.push(batch)
        events.push(...batch.events)
        for (const [position, arrival] of arrivals) if (batch.position >= position) arrival.resolve()
      }
    })()
    return {
      events,
      batches,
      positions: () => events.map(({ position }) => position),
      until: (position: number) => {
        if ((batches.at(-1)?.position ?? 0) >= position) return Promise.resolve()
        const arrival = Promise.withResolvers<void>()
        arrivals.set(position, arrival)
        return Promise.race([arrival.promise, ended])
      },
      stop: async () => {
        stop.abort()
        await ended
      },
    }
  }

  const fill = async (ledger: string, events: number, from = 0) => {
    for (let done = 0; done < events; done += 100) {
      const some = upTo(Math.min(100, events - done)).map((i) => note(`${from + done + i}`))
      await under().store.append(command(ledger, write('a', 'any', ...some)))
    }
  }

  it('what is there and then what comes, each event once and in order', async () => {
    const ledger = newLedger()
    await fill(ledger, 25)
    const consumer = await consume({ ledger, page: 10 })
    await consumer.until(25)
    for (let i = 26; i <= 35; i++) await fill(ledger, 1, i - 1)
    await consumer.until(35)
    await consumer.stop()
    expect(consumer.positions()).toEqual(upTo(35))
    expect(consumer.events.map(textOf)).toEqual(upTo(35).map(String))
    expect(consumer.batches.slice(0, 3).map(({ position, head }) => [position, head])).toEqual([
      [10, 25],
      [20, 25],
      [25, 25],
    ])
  })

  it('from any position on, which is how a consumer takes up again what it left', async () => {
    const ledger = newLedger()
    await fill(ledger, 30)
    const first = await consume({ ledger, page: 7 })
    await first.until(14)
    await first.stop()
    const left = first.batches[1]?.position ?? 0
    const second = await consume({ ledger, after: left })
    await fill(ledger, 2, 30)
    await second.until(32)
    await second.stop()
    expect([left, second.positions()]).toEqual([14, upTo(32).slice(14)])
    const nothingNew = await consume({ ledger, after: 32 })
    await fill(ledger, 1, 32)
    await nothingNew.until(33)
    await nothingNew.stop()
    expect(nothingNew.positions()).toEqual([33])
  })

  it('by type and by category of streams; the position moves over the others', async () => {
    const { store } = under()
    const ledger = newLedger()
    const other = (...events: ReturnType<typeof note>[]) => ({ ...write('b', 'any', ...events), streamType: 'other' })
    await store.append(command(ledger, write('a', 'any', note('1'), note('2')), other(note('3'))))
    const byType = await consume({ ledger, types: ['CounterMoved'] })
    const byCategory = await consume({ ledger, streamTypes: ['other'] })
    const both = await consume({ ledger, types: ['NoteTaken'], streamTypes: ['other'] })
    const nothing = await consume({ ledger, types: [] })
    for (const consumer of [byType, byCategory, both, nothing]) await consumer.until(3)
    await store.append(command(ledger, write('a', 'any', move(4)), { ...other(), events: [move(5), note('6')] }))
    for (const consumer of [byType, byCategory, both, nothing]) {
      await consumer.until(6)
      await consumer.stop()
      expect(consumer.batches.at(-1)).toMatchObject({ position: 6, head: 6 })
    }
    expect(byType.positions()).toEqual([4, 5])
    expect(byCategory.positions()).toEqual([3, 5, 6])
    expect(both.positions()).toEqual([3, 6])
    expect(nothing.positions()).toEqual([])
  })

  it('what is rare in a long ledger, in ever longer reads', async () => {
    const ledger = newLedger()
    await fill(ledger, 900)
    await under().store.append(command(ledger, write('c', 0, move(1))))
    const consumer = await consume({ ledger, types: ['CounterMoved'], page: 10 })
    await consumer.until(901)
    await consumer.stop()
    expect(consumer.positions()).toEqual([901])
    expect(consumer.batches.length).toBeLessThan(15)
  })

  it('without opening personal fields, unless that is asked for', async () => {
    const ledger = newLedger()
    const met = { type: 'PersonMet', data: { personId: 'p', place: 'x', name: 'Wanda' }, occurredAt: OCCURRED }
    await under().store.append(command(ledger, write('a', 0, met)))
    const sealed = await consume({ ledger })
    const opened = await consume({ ledger, open: true })
    for (const consumer of [sealed, opened]) {
      await consumer.until(1)
      await consumer.stop()
    }
    expect(sealed.events[0]?.data).toMatchObject({ name: expect.stringMatching(/^sealed:/) })
    expect(opened.events[0]?.data).toMatchObject({ name: 'Wanda' })
  })

  it('also when a wake-up is lost: that costs a delay', async () => {
    const { store } = under()
    const ledger = newLedger()
    await fill(ledger, 1)
    const deaf = new HeadWatch({ heads: (ledgers) => store.heads(ledgers), pollMs: 20 })
    const consumer = await consume({ ledger }, subscriptionsOver(store, deaf))
    await consumer.until(1)
    await fill(ledger, 1, 1)
    await consumer.until(2)
    await consumer.stop()
    expect(consumer.positions()).toEqual([1, 2])
  })

  it('also after looks at the heads have failed', async () => {
    const { store } = under()
    const ledger = newLedger()
    await fill(ledger, 1)
    let looks = 0
    const failures: unknown[] = []
    const watch = new HeadWatch({
      heads: async (ledgers) => {
        if (++looks <= 3) throw new Error('the database is away')
        return store.heads(ledgers)
      },
      pollMs: 1,
      onFailure: (error) => failures.push(error),
    })
    const consumer = await consume({ ledger }, subscriptionsOver(store, watch))
    await consumer.until(1)
    await consumer.stop()
    expect([consumer.positions(), failures.length]).toEqual([[1], 3])
  })

  it('at the pace of each consumer: one that is slow is read for two batches ahead and holds up nobody', async () => {
    const ledger = newLedger()
    await fill(ledger, 100)
    const { store } = under()
    let reads = 0
    const counted = new Proxy(store, {
      get(target, name) {
        if (name === 'readLedger') reads++
        const value = Reflect.get(target, name, target)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    const watch = new HeadWatch({ heads: (ledgers) => store.heads(ledgers), pollMs: 20 })
    const slow = await subscriptionsOver(counted, watch).subscribe({ ledger, page: 10 })
    if (!slow.ok) throw new Error(slow.refusal.code)
    const first = await slow.batches.next()
    const quick = await Promise.all(upTo(20).map(() => consume({ ledger, page: 10 })))
    for (const consumer of quick) await consumer.until(100)
    await fill(ledger, 100, 100)
    for (const consumer of quick) {
      await consumer.until(200)
      await consumer.stop()
      expect(consumer.positions()).toEqual(upTo(200))
    }
    expect(reads).toBe(2)
    // It missed nothing either.
    const positions = [...(first.value?.events ?? [])].map(({ position }) => position)
    for await (const batch of slow.batches) {
      positions.push(...batch.events.map(({ position }) => position))
      if (batch.position === 200) break
    }
    expect(positions).toEqual(upTo(200))
  })

  it('with one look at the heads for all who wait', async () => {
    const { store } = under()
    const ledgers = [newLedger(), newLedger()]
    for (const ledger of ledgers) await fill(ledger, 1)
    const asked: (readonly string[])[] = []
    const watch = new HeadWatch({
      heads: (names) => {
        asked.push(names)
        return store.heads(names)
      },
      pollMs: 60_000,
    })
    const subscriptions = subscriptionsOver(store, watch)
    const consumers = await Promise.all(
      ledgers.flatMap((ledger) => upTo(50).map(() => consume({ ledger, after: 1 }, subscriptions))),
    )
    await sleep(50)
    const before = asked.length
    await fill(ledgers[0] as string, 1, 1)
    watch.wake(ledgers[0] as string)
    await Promise.all(consumers.slice(0, 50).map(({ until }) => until(2)))
    await sleep(50)
    // The one that told them, and those that they caused by waiting again, however many they are.
    expect(asked.length - before).toBeLessThan(10)
    expect(asked.at(-1)?.toSorted()).toEqual(ledgers.toSorted())
    watch.wake('nobody-waits-for-this-one')
    await Promise.all(consumers.map(({ stop }) => stop()))
  })

  it('until it is stopped, also in the middle of waiting; whoever leaves early leaves nothing behind', async () => {
    const ledger = newLedger()
    await fill(ledger, 30)
    const waiting = await consume({ ledger })
    await waiting.until(30)
    await waiting.stop()
    const leaving = await under().subscriptions.subscribe({ ledger, page: 10 })
    if (!leaving.ok) throw new Error(leaving.refusal.code)
    for await (const { position } of leaving.batches) if (position === 20) break
    expect(await leaving.batches.next()).toEqual({ value: undefined, done: true })
    const stopped = AbortSignal.abort()
    const never = await under().subscriptions.subscribe({ ledger, signal: stopped })
    expect(never.ok && (await never.batches.next())).toEqual({ value: undefined, done: true })
  })

  describe('refuses', () => {
    const ledger = newLedger()
    it.each([
      ['an unknown ledger', { ledger: 'nowhere' }, { code: 'unknown-ledger', ledger: 'nowhere' }],
      ['an unknown type', { ledger, types: ['Nothing'] }, { code: 'unknown-event-type', type: 'Nothing' }],
      [
        'an unknown category',
        { ledger, streamTypes: ['nothing'] },
        { code: 'unknown-stream-type', streamType: 'nothing' },
      ],
      ['a position beyond the head', { ledger, after: 11 }, { code: 'position-beyond-head', position: 11, head: 10 }],
      ['no position at all', { ledger, after: -1 }, { code: 'invalid-position', position: -1 }],
      ['half a position', { ledger, after: 1.5 }, { code: 'invalid-position', position: 1.5 }],
    ])('%s', async (_, options, refusal) => {
      if ((await under().store.head(ledger)) === 0) await fill(ledger, 10)
      expect(await under().subscriptions.subscribe(options)).toEqual({ ok: false, refusal })
    })
  })

  it('every event once and in order, those of other ledgers without delay, whatever 32 writers do', async () => {
    const { store, transactions } = under()
    const stores = upTo(4).map(() => under().reopened(typesAtFirst))
    const [busy, ...others] = upTo(4).map(() => newLedger()) as [string, ...string[]]
    for (const ledger of [busy, ...others]) await fill(ledger, 1)
    const all = await consume({ ledger: busy })
    const small = await consume({ ledger: busy, page: 3 })
    const moves = await consume({ ledger: busy, types: ['CounterMoved'] })
    const elsewhere = await Promise.all(others.map((ledger) => consume({ ledger })))

    const acknowledged = new Map<number, string>()
    let [conflicts, rolledBack] = [0, 0]
    /** Now a conflict, now several events at once, now something that is taken back. */
    const writer = async (id: number, turns: number) => {
      const own = stores[id % 4] as EventStore
      for (let turn = 0; turn < turns; turn++) {
        const texts = upTo(1 + ((id + turn) % 3)).map((i) => `${id}.${turn}.${i}`)
        if ((id + turn) % 8 === 0) {
          await transactions.rolledBack(command(busy, write(`s-${id % 5}`, 'any', ...texts.map(note))))
          rolledBack++
        }
        const version = turn === 0 ? 0 : 'any'
        const result = await own.append(command(busy, write(`s-${id % 5}`, version, ...texts.map(note), move(id))))
        if (!result.ok) conflicts++
        else
          result.events.slice(0, -1).forEach(({ position }, i) => void acknowledged.set(position, texts[i] as string))
      }
    }
    const writers = (turns: number) => Promise.all(Array.from({ length: 32 }, (_, id) => writer(id, turns)))
    const toOthers = async (from: number) => {
      for (const ledger of others) await fill(ledger, 1, from)
    }

    await writers(2)
    const closeTransaction = await transactions.leftOpen()
    await writers(2)
    await toOthers(1)
    await Promise.all(elsewhere.map(({ until }) => until(2)))
    await Promise.all([all, small, moves].map(async ({ until }) => until(await store.head(busy))))

    const commit = await transactions.stalled(command(busy, write('s-9', 'any', note('stalled'), note('twice'))))
    const waiting = writers(1)
    await toOthers(2)
    await Promise.all(elsewhere.map(({ until }) => until(3)))
    expect(all.events.map(textOf)).not.toContain('stalled')
    const result = await commit()
    if (!result.ok) throw new Error(result.refusal.code)
    for (const [i, { position }] of result.events.entries())
      acknowledged.set(position, ['stalled', 'twice'][i] as string)
    await waiting
    await writers(1)
    await closeTransaction()

    const head = await store.head(busy)
    for (const consumer of [all, small, moves]) {
      await consumer.until(head)
      await consumer.stop()
    }
    for (const consumer of elsewhere) await consumer.stop()
    expect(all.positions()).toEqual(upTo(head))
    expect(small.events).toEqual(all.events)
    expect(moves.events).toEqual(all.events.filter(({ type }) => type === 'CounterMoved'))
    const notes = all.events.filter(({ type, streamId }) => type === 'NoteTaken' && streamId !== 'a')
    expect(new Map(notes.map((event) => [event.position, textOf(event)]))).toEqual(acknowledged)
    for (const consumer of elsewhere) expect(consumer.positions()).toEqual([1, 2, 3])
    expect(conflicts).toBeGreaterThan(0)
    expect(rolledBack).toBeGreaterThan(0)
  })
}

const subscriptionsOver = (store: EventStore, watch: HeadWatch) =>
  new Subscriptions({ store, watch, registry: registryOf(typesAtFirst), streamTypes: ['thing', 'other'] })
