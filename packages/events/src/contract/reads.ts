import { beforeAll, expect, it } from 'vitest'
import type { RecordedEvent } from '../types.ts'
import { command, metadata, newLedger, note, OCCURRED, type StoreUnderTest, write } from './fixtures.ts'

export function itReads(under: () => StoreUnderTest): void {
  const ledger = newLedger()
  const positions = (events: readonly RecordedEvent[]) => events.map(({ position }) => position)
  const versions = (events: readonly RecordedEvent[]) => events.map(({ streamVersion }) => streamVersion)
  const move = (by: number) => ({ type: 'CounterMoved', data: { by }, occurredAt: OCCURRED })

  // Odd positions: notes in stream a; even: counters in stream b.
  beforeAll(async () => {
    for (let i = 1; i <= 5; i++) {
      await under().store.append(command(ledger, write('a', i - 1, note(`${i}`)), write('b', i - 1, move(i))))
    }
  })

  it('a ledger, all of it and in order', async () => {
    expect(positions(await under().store.readLedger(ledger))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  it('a ledger from a position, to a position, both included', async () => {
    const { store } = under()
    expect(positions(await store.readLedger(ledger, { from: 8 }))).toEqual([8, 9, 10])
    expect(positions(await store.readLedger(ledger, { to: 3 }))).toEqual([1, 2, 3])
    expect(positions(await store.readLedger(ledger, { from: 4, to: 6 }))).toEqual([4, 5, 6])
    expect(await store.readLedger(ledger, { from: 11 })).toEqual([])
    expect(await store.readLedger(ledger, { from: 6, to: 4 })).toEqual([])
  })

  it('a ledger backward: from above, to below', async () => {
    const { store } = under()
    const direction = 'backward'
    expect(positions(await store.readLedger(ledger, { direction, limit: 3 }))).toEqual([10, 9, 8])
    expect(positions(await store.readLedger(ledger, { direction, from: 4 }))).toEqual([4, 3, 2, 1])
    expect(positions(await store.readLedger(ledger, { direction, from: 9, to: 8 }))).toEqual([9, 8])
  })

  it('a stream from a version, to a version, backward, by limit', async () => {
    const { store } = under()
    const read = async (options: object) => versions(await store.readStream(ledger, 'thing', 'b', options))
    expect(await read({})).toEqual([1, 2, 3, 4, 5])
    expect(await read({ from: 4 })).toEqual([4, 5])
    expect(await read({ from: 2, to: 3 })).toEqual([2, 3])
    expect(await read({ limit: 2 })).toEqual([1, 2])
    expect(await read({ direction: 'backward', limit: 2 })).toEqual([5, 4])
    expect(await read({ direction: 'backward', from: 3, to: 2 })).toEqual([3, 2])
    expect(await read({ limit: 0 })).toEqual([])
  })

  it('many streams in one breath, each from its own version on and by its own limit', async () => {
    const { store } = under()
    const wide = newLedger()
    const names = Array.from({ length: 300 }, (_, i) => `s-${i}`)
    await store.append(command(wide, ...names.map((name, i) => write(name, 0, note(`${i}`), move(i)))))
    const [all, a, b, other, none] = await Promise.all([
      Promise.all(names.map((name) => store.readStream(wide, 'thing', name))),
      store.readStream(ledger, 'thing', 'a', { from: 4 }),
      store.readStream(ledger, 'thing', 'b', { from: 2, limit: 2, open: false }),
      store.readStream(ledger, 'thing', 'b', { from: 2, to: 2 }),
      store.readStream(ledger, 'thing', 's-1'),
    ])
    expect(all.map((events) => events.map(({ streamId, data }) => [streamId, data]))).toEqual(
      names.map((name, i) => [
        [name, note(`${i}`).data],
        [name, { by: i, unit: 'step' }],
      ]),
    )
    expect([a, b, other, none].map(versions)).toEqual([[4, 5], [2, 3], [2], []])
  })

  it('by type', async () => {
    const { store } = under()
    expect(positions(await store.readLedger(ledger, { types: ['CounterMoved'] }))).toEqual([2, 4, 6, 8, 10])
    expect(positions(await store.readLedger(ledger, { types: ['CounterMoved'], from: 5, limit: 2 }))).toEqual([6, 8])
    expect(await store.readStream(ledger, 'thing', 'a', { types: ['CounterMoved'] })).toEqual([])
    expect(await store.readLedger(ledger, { types: [] })).toEqual([])
    expect(await store.readLedger(ledger, { types: ['NoteTaken', 'CounterMoved'] })).toHaveLength(10)
  })

  it('at most a thousand events unless more are asked for', async () => {
    const { store } = under()
    const long = newLedger()
    const thousand = Array.from({ length: 1000 }, (_, i) => note(`${i}`))
    await store.append(command(long, write('a', 0, ...thousand)))
    await store.append(command(long, write('a', 1000, ...thousand)))
    expect(await store.readLedger(long)).toHaveLength(1000)
    expect(positions(await store.readLedger(long, { from: 900, limit: 5000 }))).toHaveLength(1101)
  })

  it('an event with all that was said about it', async () => {
    const { store } = under()
    const own = newLedger()
    const before = Date.now()
    await store.append(command(own, write('a', 0, note('1'))))
    const [event] = await store.readLedger(own)
    expect(event).toEqual({
      ledger: own,
      position: 1,
      streamType: 'thing',
      streamId: 'a',
      streamVersion: 1,
      eventId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      type: 'NoteTaken',
      schemaVersion: 1,
      occurredAt: OCCURRED,
      recordedAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
      dataClass: 'C0',
      metadata,
      data: { text: '1' },
    })
    const recorded = Date.parse(event?.recordedAt ?? '')
    expect(recorded).toBeGreaterThanOrEqual(before - 1000)
    expect(recorded).toBeLessThanOrEqual(Date.now() + 1000)
  })

  it.each([
    ['2019-11-12', '2019-11-12T00:00:00.000Z'],
    ['2019-11-12T08:00:00+01:00', '2019-11-12T07:00:00.000Z'],
    ['2019-11-12T08:00Z', '2019-11-12T08:00:00.000Z'],
    ['1937-05-01T00:00:00.1Z', '1937-05-01T00:00:00.100Z'],
    ['9999-12-31T23:59:59.999999Z', '9999-12-31T23:59:59.999Z'],
  ])('the time %s as %s', async (occurredAt, read) => {
    const { store } = under()
    const own = newLedger()
    await store.append(command(own, write('a', 0, { ...note('1'), occurredAt })))
    expect((await store.readLedger(own))[0]?.occurredAt).toBe(read)
  })

  it('gives two events that were recorded together different ids and the same time', async () => {
    const { store } = under()
    const own = newLedger()
    await store.append(command(own, write('a', 0, note('1'), note('2'))))
    const [one, other] = await store.readLedger(own)
    expect(one?.eventId).not.toBe(other?.eventId)
    expect(one?.recordedAt).toBe(other?.recordedAt)
  })
}
