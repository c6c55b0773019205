import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { AppendCommand, AppendResult, EventStore } from '../types.ts'
import { command, newLedger, note, type StoreUnderTest, write } from './fixtures.ts'

const STREAMS = ['a', 'b', 'c']

/** What a caller might ask: versions are guesses, so that about half of the commands conflict. */
const asked = fc.record({
  writes: fc.uniqueArray(
    fc.record({
      stream: fc.constantFrom(...STREAMS),
      expected: fc.oneof(fc.constant('any' as const), fc.constant('no-stream' as const), fc.nat({ max: 6 })),
      events: fc.nat({ max: 3 }),
    }),
    { selector: ({ stream }) => stream, minLength: 1, maxLength: 3 },
  ),
  key: fc.option(fc.constantFrom('k1', 'k2'), { freq: 3, nil: undefined }),
})

export function itKeepsTheLaws(under: () => StoreUnderTest, { runs }: { runs: number }): void {
  const title = 'positions are contiguous and stream versions gapless, whatever is asked at once and in whatever order'
  // Hundreds of ledgers on a real server: how long that takes says how busy the machine is, and nothing else.
  it(title, { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(asked, { minLength: 1, maxLength: 6 }), { maxLength: 6 }), async (waves) => {
        const ledger = newLedger()
        const { store } = under()
        const told: { command: AppendCommand; texts: string[]; result: AppendResult }[] = []
        let texts = 0
        for (const wave of waves) {
          const commands = wave.map(({ writes, key }) => {
            const built = writes.map(({ stream, expected, events }) =>
              write(stream, expected, ...Array.from({ length: events }, () => note(`n${++texts}`))),
            )
            const idempotency = key && { key, fingerprint: 'f' }
            return { ...command(ledger, ...built), ...(idempotency ? { idempotency } : {}) }
          })
          const results = await Promise.all(commands.map((one) => store.append(one)))
          results.forEach((result, i) => {
            const command = commands[i] as AppendCommand
            const texts = command.writes.flatMap(({ events }) =>
              events.map(({ data }) => (data as { text: string }).text),
            )
            told.push({ command, texts, result })
          })
        }
        await expectLaws(store, ledger, told)
      }),
      { numRuns: runs },
    )
  })
}

async function expectLaws(
  store: EventStore,
  ledger: string,
  told: readonly { command: AppendCommand; texts: string[]; result: AppendResult }[],
): Promise<void> {
  const events = await store.readLedger(ledger, { limit: 10_000 })
  expect(events.map(({ position }) => position)).toEqual(events.map((_, i) => i + 1))
  expect(await store.head(ledger)).toBe(events.length)
  for (const stream of STREAMS) {
    const own = events.filter(({ streamId }) => streamId === stream)
    expect(own.map(({ streamVersion }) => streamVersion)).toEqual(own.map((_, i) => i + 1))
    expect(await store.readStream(ledger, 'thing', stream, { limit: 10_000 })).toEqual(own)
  }

  // What was acknowledged stands where the answer says; what was refused stands nowhere.
  const standing = new Map(events.map((event) => [(event.data as { text: string }).text, event]))
  let acknowledged = 0
  for (const { command, texts, result } of told) {
    if (!result.ok) {
      if (result.refusal.code === 'wrong-version') {
        expect(result.refusal.conflicts.length).toBeGreaterThan(0)
        for (const { expected, actual } of result.refusal.conflicts) expect(actual).not.toBe(expected)
      } else expect(result.refusal.code).toBe('never')
    }
    if (!result.ok || result.repeated) {
      for (const text of texts) expect(standing.has(text)).toBe(false)
      continue
    }
    acknowledged += texts.length
    expect(result.events).toHaveLength(texts.length)
    texts.forEach((text, i) => {
      expect(standing.get(text)).toMatchObject(result.events[i] as object)
    })
    for (const { streamId, expectedVersion, events: written } of command.writes) {
      const [first] = result.events.filter((event) => event.streamId === streamId)
      if (written.length === 0 || expectedVersion === 'any') continue
      expect(first?.streamVersion).toBe((expectedVersion === 'no-stream' ? 0 : expectedVersion) + 1)
    }
  }
  expect(acknowledged).toBe(events.length)
}
