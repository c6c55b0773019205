import { setImmediate } from 'node:timers/promises'
import type { Batch } from '@kooperacje/events'
import { expect, it } from 'vitest'
import { frames } from './frames.ts'
import type { Follower } from './visibility.ts'

it('ends for a caller who may no longer read, however much there is to send', async () => {
  const many = 10_000
  async function* batches(): AsyncGenerator<Batch, void> {
    for (let position = 1; position <= many; position++) {
      await setImmediate()
      yield { events: [], position, head: many }
    }
  }
  let asked = 0
  const written = frames({
    batches: batches(),
    after: 0,
    follower: { principal: { role: 'OBSERVER' } } as unknown as Follower,
    heartbeatMs: 1,
    stillMay: async () => ++asked < 2,
    signal: new AbortController().signal,
  })
  const pieces: string[] = []
  for await (const piece of written) pieces.push(piece)
  expect(asked).toBe(2)
  expect(pieces).toEqual([expect.stringMatching(/^retry/), expect.stringMatching(/^: alive\nid: \d+\n\n$/)])
})
