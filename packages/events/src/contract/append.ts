import { expect, it } from 'vitest'
import { command, newLedger, note, type StoreUnderTest, write } from './fixtures.ts'

export function itAppends(under: () => StoreUnderTest): void {
  it('numbers events by stream and by ledger', async () => {
    const { store } = under()
    const ledger = newLedger()
    const first = await store.append(command(ledger, write('a', 'no-stream', note('1'), note('2'))))
    const second = await store.append(command(ledger, write('b', 'no-stream', note('3'))))
    const third = await store.append(command(ledger, write('a', 2, note('4'))))

    const event = (streamId: string, streamVersion: number, position: number) => ({
      ...{ streamType: 'thing', streamId, type: 'NoteTaken', streamVersion, position },
    })
    expect(first).toEqual({ ok: true, repeated: false, position: 2, events: [event('a', 1, 1), event('a', 2, 2)] })
    expect(second).toEqual({ ok: true, repeated: false, position: 3, events: [event('b', 1, 3)] })
    expect(third).toEqual({ ok: true, repeated: false, position: 4, events: [event('a', 3, 4)] })
    expect(await store.head(ledger)).toBe(4)
    expect((await store.heads()).get(ledger)).toBe(4)
  })

  it('knows no ledger that nothing was written to', async () => {
    const { store } = under()
    const ledger = newLedger()
    expect(await store.head(ledger)).toBe(0)
    expect((await store.heads()).has(ledger)).toBe(false)
    expect(await store.readLedger(ledger)).toEqual([])
    expect(await store.readStream(ledger, 'thing', 'a')).toEqual([])
  })

  it('keeps ledgers apart: the same stream name counts in each for itself', async () => {
    const { store } = under()
    const [one, other] = [newLedger(), newLedger()]
    await store.append(command(one, write('a', 'no-stream', note('1'))))
    expect(await store.append(command(other, write('a', 'no-stream', note('2'))))).toMatchObject({ position: 1 })
    expect(await store.readLedger(one)).toHaveLength(1)
  })

  it('appends to any version without looking', async () => {
    const { store } = under()
    const ledger = newLedger()
    await store.append(command(ledger, write('a', 'any', note('1'))))
    expect(await store.append(command(ledger, write('a', 'any', note('2'))))).toMatchObject({ ok: true, position: 2 })
  })

  it('writes several streams in one command, in the order of the command', async () => {
    const { store } = under()
    const ledger = newLedger()
    await store.append(command(ledger, write('a', 'no-stream', note('1'))))
    const result = await store.append(
      command(ledger, write('b', 'no-stream', note('2'), note('3')), write('a', 1, note('4'))),
    )
    expect(result).toMatchObject({ ok: true, position: 4 })
    expect(
      (await store.readLedger(ledger)).map(({ streamId, streamVersion, data }) => [streamId, streamVersion, data]),
    ).toEqual([
      ['a', 1, { text: '1' }],
      ['b', 1, { text: '2' }],
      ['b', 2, { text: '3' }],
      ['a', 2, { text: '4' }],
    ])
  })

  it('writes all streams of a command or none', async () => {
    const { store } = under()
    const ledger = newLedger()
    await store.append(command(ledger, write('a', 'no-stream', note('1'))))
    const result = await store.append(
      command(ledger, write('b', 'no-stream', note('2')), write('a', 'no-stream', note('3'))),
    )
    expect(result.ok).toBe(false)
    expect(await store.head(ledger)).toBe(1)
    expect(await store.readStream(ledger, 'thing', 'b')).toEqual([])
  })

  it('only checks the version of a stream that gets no events', async () => {
    const { store } = under()
    const ledger = newLedger()
    await store.append(command(ledger, write('a', 'no-stream', note('1'))))
    const held = await store.append(command(ledger, write('a', 1), write('b', 'no-stream', note('2'))))
    expect(held).toMatchObject({ ok: true, position: 2, events: [{ streamId: 'b' }] })
    const moved = await store.append(command(ledger, write('a', 2), write('c', 'no-stream', note('3'))))
    expect(moved).toMatchObject({ ok: false, refusal: { code: 'wrong-version' } })
    expect(await store.head(ledger)).toBe(2)
  })

  it('answers a command that only checks with the head at that moment', async () => {
    const { store } = under()
    const ledger = newLedger()
    await store.append(command(ledger, write('a', 'no-stream', note('1'), note('2'))))
    expect(await store.append(command(ledger, write('a', 2)))).toEqual({
      ...{ ok: true, repeated: false, position: 2, events: [] },
    })
  })

  it('fills in what the schema has defaults for', async () => {
    const { store } = under()
    const ledger = newLedger()
    await store.append(
      command(ledger, write('a', 'any', { type: 'CounterMoved', data: { by: 2 }, occurredAt: '2020-01-01T00:00:00Z' })),
    )
    expect((await store.readLedger(ledger))[0]?.data).toEqual({ by: 2, unit: 'step' })
  })

  it('keeps what JSON can say: quotes, backslashes, braces, commas, line ends, other scripts, an escaped zero', async () => {
    const { store } = under()
    const ledger = newLedger()
    const texts = ['"', '\\', '{a,b}', 'NULL', '\n\t\r', 'Zażółć gęślą jaźń', '😀', '\u0000', "'; drop", '  ']
    await store.append(command(ledger, write('ż "q" \\ {x,y} /z', 'any', ...texts.map(note))))
    const events = await store.readStream(ledger, 'thing', 'ż "q" \\ {x,y} /z')
    expect(events.map(({ data }) => (data as { text: string }).text)).toEqual(texts)
    expect(events[0]?.streamId).toBe('ż "q" \\ {x,y} /z')
  })

  it('gives the first answer to the same key with the same fingerprint, and writes nothing', async () => {
    const { store } = under()
    const ledger = newLedger()
    const idempotency = { key: 'k-1', fingerprint: 'f-1' }
    const asked = { ...command(ledger, write('a', 'no-stream', note('1'), note('2'))), idempotency }
    const first = await store.append(asked)
    await store.append(command(ledger, write('a', 2, note('3'))))
    const again = await store.append(asked)
    expect(again).toEqual({ ...first, repeated: true })
    expect(await store.head(ledger)).toBe(3)
    expect(await store.findByKey(ledger, 'k-1')).toEqual({ fingerprint: 'f-1', result: again })
    expect(await store.findByKey(ledger, 'k-2')).toBeNull()
  })

  it('writes once when the same key comes many times at once', async () => {
    const { store } = under()
    const ledger = newLedger()
    const idempotency = { key: 'k', fingerprint: 'f' }
    const asked = { ...command(ledger, write('a', 'no-stream', note('1'))), idempotency }
    const answers = await Promise.all(Array.from({ length: 12 }, () => store.append(asked)))
    expect(answers.filter((answer) => answer.ok && !answer.repeated)).toHaveLength(1)
    expect(answers.filter((answer) => answer.ok && answer.repeated && answer.position === 1)).toHaveLength(11)
    expect(await store.head(ledger)).toBe(1)
  })

  it('remembers the key of a command that only checked', async () => {
    const { store } = under()
    const ledger = newLedger()
    await store.append(command(ledger, write('a', 'no-stream', note('1'))))
    const asked = { ...command(ledger, write('a', 1)), idempotency: { key: 'k', fingerprint: 'f' } }
    await store.append(asked)
    await store.append(command(ledger, write('a', 1, note('2'))))
    expect(await store.append(asked)).toEqual({ ok: true, repeated: true, position: 1, events: [] })
  })
}
