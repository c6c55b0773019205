import { expect, it } from 'vitest'
import type { AppendCommand, AppendRefusal } from '../types.ts'
import { command, newLedger, note, OCCURRED, type StoreUnderTest, write } from './fixtures.ts'

export function itRefuses(under: () => StoreUnderTest): void {
  const refused = async (asked: AppendCommand): Promise<AppendRefusal> => {
    const { store } = under()
    const before = await store.heads()
    const result = await store.append(asked)
    if (result.ok) throw new Error('the command was not refused')
    expect(await store.heads()).toEqual(before)
    return result.refusal
  }

  it('an event type that nobody registered', async () => {
    const event = { type: 'Unheard', data: {}, occurredAt: OCCURRED }
    expect(await refused(command(newLedger(), write('a', 'any', note('1'), event)))).toEqual({
      ...{ code: 'unknown-event-type', type: 'Unheard' },
    })
  })

  it('a payload against its schema, and says where', async () => {
    const event = {
      type: 'PersonMet',
      data: { personId: 'p', place: 'x', name: 'n', remarks: [{ about: 'a', text: 5 }] },
      occurredAt: OCCURRED,
    }
    expect(await refused(command(newLedger(), write('a', 'any', event)))).toMatchObject({
      code: 'invalid-payload',
      type: 'PersonMet',
      issues: [{ path: 'remarks.0.text', message: expect.any(String) }],
    })
  })

  it('clear text that pretends to be sealed: it would be taken for a ciphertext later', async () => {
    const refusal = await refused(command(newLedger(), write('a', 'any', note('sealed:1:person:AAAA'))))
    expect(refusal).toMatchObject({ code: 'invalid-payload', type: 'NoteTaken' })
  })

  it('half a character, and more metadata than an entry of the log can hold: the log could never be sealed again', async () => {
    const half = await refused(command(newLedger(), write('a', 'any', note('a \ud800 b'))))
    expect(half).toMatchObject({ code: 'invalid-payload', type: 'NoteTaken' })
    const asked = command(newLedger(), write('a', 'any', note('\ud83d\ude00 \\ud800')))
    for (const actorId of ['x'.repeat(20_000), '\udc00']) {
      const refusal = await refused({ ...asked, metadata: { ...asked.metadata, actorId } })
      expect(refusal).toMatchObject({ code: 'invalid-append' })
    }
    expect((await under().store.append(asked)).ok).toBe(true)
  })

  it.each<[string, (ledger: string) => AppendCommand]>([
    ['the name of a ledger in capitals', () => command('Zawiercie', write('a', 'any', note('1')))],
    ['a ledger without a name', () => command('', write('a', 'any', note('1')))],
    ['a command without writes', (ledger) => command(ledger)],
    ['a stream without an id', (ledger) => command(ledger, write('', 'any', note('1')))],
    ['a stream id of 201 characters', (ledger) => command(ledger, write('x'.repeat(201), 'any', note('1')))],
    ['a stream id with a zero character', (ledger) => command(ledger, write('a\u0000b', 'any', note('1')))],
    ['a stream id with half a character', (ledger) => command(ledger, write('a\ud800', 'any', note('1')))],
    [
      'a stream type with a slash',
      (ledger) => command(ledger, { ...write('a', 'any', note('1')), streamType: 'thing/x' }),
    ],
    ['a stream that is named twice', (ledger) => command(ledger, write('a', 'any', note('1')), write('a', 'any'))],
    ['a negative version', (ledger) => command(ledger, write('a', -1, note('1')))],
    ['half a version', (ledger) => command(ledger, write('a', 1.5, note('1')))],
    ['a version that no stream can have', (ledger) => command(ledger, write('a', 2 ** 31, note('1')))],
    ['1001 events', (ledger) => command(ledger, write('a', 'any', ...Array.from({ length: 1001 }, () => note('1'))))],
    [
      'a payload over a million characters',
      (ledger) => command(ledger, write('a', 'any', note('x'.repeat(1_000_001)))),
    ],
    ['an empty idempotency key', (ledger) => withKey(ledger, '')],
    ['an idempotency key of 256 characters', (ledger) => withKey(ledger, 'k'.repeat(256))],
    ['an idempotency key with a zero character', (ledger) => withKey(ledger, 'a\u0000')],
  ])('%s', async (_, asked) => {
    expect(await refused(asked(newLedger()))).toEqual({ code: 'invalid-append', reason: expect.any(String) })
  })

  it.each(['yesterday', '2019-13-01T00:00:00Z', '2019-11-12T08:00:00', '12 Nov 2019', '0000-01-01T00:00:00Z', ''])(
    "'%s' as the time at which something occurred",
    async (occurredAt) => {
      const asked = command(newLedger(), write('a', 'any', { ...note('1'), occurredAt }))
      expect(await refused(asked)).toEqual({ code: 'invalid-append', reason: expect.any(String) })
    },
  )

  it('a version that is not the stream’s, naming each stream that moved', async () => {
    const { store } = under()
    const ledger = newLedger()
    await store.append(command(ledger, write('a', 'no-stream', note('1'), note('2'))))
    const asked = command(
      ledger,
      write('a', 1, note('x')),
      write('b', 4, note('x')),
      write('c', 'no-stream', note('x')),
      write('d', 'any', note('x')),
    )
    expect(await refused(asked)).toEqual({
      code: 'wrong-version',
      conflicts: [
        { streamType: 'thing', streamId: 'a', expected: 1, actual: 2 },
        { streamType: 'thing', streamId: 'b', expected: 4, actual: 0 },
      ],
    })
    expect(await refused(command(ledger, write('a', 'no-stream', note('x'))))).toMatchObject({
      conflicts: [{ expected: 0, actual: 2 }],
    })
  })

  it('names a conflict even when a later command of the same batch brings the stream to the expected version', async () => {
    const { store } = under()
    const ledger = newLedger()
    await store.append(command(ledger, write('a', 'no-stream', note('1'))))
    const [, early] = await Promise.all([
      store.append(command(ledger, write('b', 'any', note('x')))),
      store.append(command(ledger, write('a', 2, note('2')))),
      store.append(command(ledger, write('a', 1, note('3')))),
    ])
    expect(early).toEqual({
      ok: false,
      refusal: {
        code: 'wrong-version',
        conflicts: [{ streamType: 'thing', streamId: 'a', expected: 2, actual: 1 }],
      },
    })
  })

  it('a stream that an earlier command of the same batch, whatever version it found, has made longer', async () => {
    const { store } = under()
    const ledger = newLedger()
    const [first, second] = await Promise.all([
      store.append(command(ledger, write('a', 'any', note('1')))),
      store.append(command(ledger, write('a', 'no-stream', note('2')))),
    ])
    expect(first).toMatchObject({ ok: true })
    expect(second).toMatchObject({ ok: false, refusal: { conflicts: [{ expected: 0, actual: 1 }] } })
    expect(await store.head(ledger)).toBe(1)
  })

  it('the same wrong version as often as it is asked', async () => {
    const { store } = under()
    const ledger = newLedger()
    await store.append(command(ledger, write('a', 'no-stream', note('1'))))
    // A statement that was run a few times is planned anew, for any parameters.
    for (let i = 0; i < 12; i++) {
      const idempotency = i % 2 ? { key: `k-${i}`, fingerprint: 'f' } : undefined
      expect(await refused({ ...command(ledger, write('a', 'no-stream', note('2'))), idempotency })).toMatchObject({
        conflicts: [{ expected: 0, actual: 1 }],
      })
    }
  })

  it('a key that was used with another body', async () => {
    const { store } = under()
    const ledger = newLedger()
    await store.append(withKey(ledger, 'k', 'one'))
    expect(await refused(withKey(ledger, 'k', 'other'))).toEqual({ code: 'idempotency-key-reused', key: 'k' })
    expect(await store.append(withKey(newLedger(), 'k', 'other'))).toMatchObject({ ok: true, repeated: false })
  })

  it('does not remember the key of a refused command', async () => {
    const { store } = under()
    const ledger = newLedger()
    const idempotency = { key: 'k', fingerprint: 'f' }
    await refused({ ...command(ledger, write('a', 3, note('1'))), idempotency })
    expect(await store.findByKey(ledger, 'k')).toBeNull()
    expect(await store.append({ ...command(ledger, write('a', 0, note('1'))), idempotency })).toMatchObject({
      ok: true,
    })
  })
}

const withKey = (ledger: string, key: string, fingerprint = 'f'): AppendCommand => ({
  ...command(ledger, write('a', 'any', note('1'))),
  idempotency: { key, fingerprint },
})
