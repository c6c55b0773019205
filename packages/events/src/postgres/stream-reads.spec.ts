import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type StreamRead, StreamReads } from './stream-reads.ts'

describe('streams that are asked for', () => {
  const of = (stream: string): StreamRead => ({ ledger: 'l', stream, from: 1, limit: 10 })
  const recording = (answer: (streams: readonly string[]) => Promise<readonly string[]>) => {
    const asked: string[][] = []
    const reads = new StreamReads<string>((some) => {
      const streams = some.map(({ stream }) => stream)
      asked.push(streams)
      return answer(streams)
    })
    return { asked, reads }
  }

  it('in one breath are asked for together, each with its own answer', async () => {
    const { asked, reads } = recording(async (streams) => streams.map((stream) => `${stream}!`))
    const answers = await Promise.all(['a', 'b', 'a'].map((stream) => reads.read(of(stream))))
    expect(answers).toEqual(['a!', 'b!', 'a!'])
    expect(asked).toEqual([['a', 'b', 'a']])
  })

  it('later do not wait for an answer that is under way, nor fail with it', async () => {
    const { asked, reads } = recording(async (streams) => {
      if (!streams.includes('hangs')) return streams
      await sleep(50)
      throw new Error('cut off')
    })
    const failing = Promise.allSettled([reads.read(of('hangs')), reads.read(of('with it'))])
    await sleep(0)
    expect(await reads.read(of('later'))).toBe('later')
    expect(asked).toEqual([['hangs', 'with it'], ['later']])
    expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })

  it('by the thousand go in several statements', async () => {
    const { asked, reads } = recording(async (streams) => streams)
    await Promise.all(Array.from({ length: 1000 }, (_, i) => reads.read(of(`${i}`))))
    expect(asked.map(({ length }) => length)).toEqual([256, 256, 256, 232])
  })
})
