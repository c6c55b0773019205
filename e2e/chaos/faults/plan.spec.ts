import { describe, expect, it } from 'vitest'
import type { Fault, PlannedFault } from './fault.ts'
import { type Circumstances, planOf } from './plan.ts'

const long = { canFillDisk: true, short: false, only: [] } as const
const onRedis: Circumstances = { ...long, queue: 'redis' }
const onPostgres: Circumstances = { ...long, queue: 'postgres' }

const first = (count: number, seed: number, circumstances: Circumstances): PlannedFault[] => {
  const plan = planOf(seed, circumstances)
  return Array.from({ length: count }, () => plan.next().value as PlannedFault)
}
const kindsIn = (plan: readonly PlannedFault[]) => new Set(plan.map(({ fault }) => fault.kind))

describe('a plan of faults', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(first(500, 7, onRedis)).toEqual(first(500, 7, onRedis))
    expect(first(500, 8, onRedis)).not.toEqual(first(500, 7, onRedis))
  })

  it('has every kind of fault before any comes again', () => {
    const all = ['kill', 'pause', 'zombie', 'postgres', 'cut', 'freeze', 'swallow', 'disk-full', 'clock']
    expect(kindsIn(first(10, 3, onRedis))).toEqual(new Set([...all, 'redis']))
    expect(kindsIn(first(10, 3, onPostgres))).toEqual(new Set([...all, 'queue-tables']))
  })

  it('leaves out what the machine or the time does not allow', () => {
    const kinds = kindsIn(first(1000, 5, { queue: 'postgres', canFillDisk: false, short: true, only: [] }))
    for (const kind of ['redis', 'disk-full', 'zombie', 'swallow'] as const) expect(kinds).not.toContain(kind)
    const links = first(1000, 5, onPostgres).flatMap(({ fault }) => ('link' in fault ? fault.link : []))
    expect(links.filter((link) => link.endsWith('→redis'))).toEqual([])
  })

  it('keeps to the kinds that are asked for', () => {
    expect(kindsIn(first(100, 5, { ...onRedis, only: ['cut', 'swallow'] }))).toEqual(new Set(['cut', 'swallow']))
  })

  it('is not made when nothing of what was asked for can be done', () => {
    expect(() => first(1, 5, { ...onPostgres, only: ['redis'] })).toThrow('none of these can be done here: redis')
  })

  it.each([onRedis, onPostgres])(
    'holds a hundred faults in a quarter of an hour, with the queue on $queue',
    (where) => {
      // What one costs where two cores do nothing else: measured, and rounded up.
      const recovery = 1500
      for (let seed = 0; seed < 50; seed++) {
        const ms = first(100, seed, where).reduce(
          (sum, { afterMs, fault }) => sum + afterMs + costOf(fault) + recovery,
          0,
        )
        expect(ms, `seed ${seed}`).toBeLessThan(15 * 60_000)
      }
    },
  )
})

function costOf(fault: Fault): number {
  switch (fault.kind) {
    case 'kill':
      return fault.downMs + 2000
    case 'postgres':
      return fault.downMs + 2500
    case 'redis':
      return fault.downMs + 300
    case 'pause':
    case 'freeze':
      return fault.ms
    case 'disk-full':
      return fault.ms + 3000
    case 'cut':
    case 'swallow':
      return 2000
    case 'queue-tables':
      return 500
    // They go on while others come.
    case 'zombie':
    case 'clock':
      return 0
  }
}
