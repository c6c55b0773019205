import { Random } from '@kooperacje/town'
import { APIS, type QueueKind, type ServiceName, WORKERS } from '../system/world.ts'
import type { Fault, FaultKind, PlannedFault } from './fault.ts'

/** What the machine and the run allow. */
export interface Circumstances {
  readonly queue: QueueKind
  readonly canFillDisk: boolean
  /** A short run has no time for what takes half a minute, nor for what is noticed after a minute. */
  readonly short: boolean
  /** Kinds to choose from, however rare they are; empty: all. */
  readonly only: readonly FaultKind[]
}

/** How often each kind comes, beside the others. */
const WEIGHTS: Readonly<Record<FaultKind, number>> = {
  kill: 24,
  postgres: 12,
  redis: 14,
  'queue-tables': 10,
  cut: 24,
  freeze: 10,
  swallow: 5,
  pause: 6,
  zombie: 3,
  clock: 6,
  'disk-full': 3,
}

export const faultKinds = Object.keys(WEIGHTS) as readonly FaultKind[]

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
/** BullMQ's locks last thirty seconds. */
const LONGER_THAN_LOCKS_MS = 33 * SECOND
/** The lease on a mail lasts five minutes. */
const LONGER_THAN_LEASES_MS = 7 * MINUTE

/**
 * Faults without end, the same for the same seed and circumstances. Every kind that the circumstances allow comes once,
 * in an order of its own, before chance decides, so that a short run leaves none out.
 */
export function* planOf(seed: number, circumstances: Circumstances): Generator<PlannedFault, never, void> {
  const random = new Random(`chaos/${seed}`)
  const weights = Object.fromEntries(
    Object.entries(WEIGHTS).filter(([kind]) => possible(kind as FaultKind, circumstances)),
  )
  if (Object.keys(weights).length === 0)
    throw new Error(`none of these can be done here: ${circumstances.only.join(', ')}`)
  const first = random.some(Object.keys(weights) as FaultKind[], Object.keys(weights).length)
  for (let n = 0; ; n++) {
    const kind = first[n] ?? random.weighted(weights as Record<FaultKind, number>)
    yield { afterMs: random.int(300, circumstances.short ? 1500 : 4000), fault: faultOf(kind, random, circumstances) }
  }
}

/** Whether there is anything to hit where the queue is this one. */
export const hits = (kind: FaultKind, queue: QueueKind): boolean =>
  kind === 'redis' ? queue === 'redis' : kind === 'queue-tables' ? queue === 'postgres' : true

function possible(kind: FaultKind, { queue, canFillDisk, short, only }: Circumstances): boolean {
  if (only.length > 0 && !only.includes(kind)) return false
  if (!hits(kind, queue)) return false
  if (kind === 'disk-full') return canFillDisk
  return !(short && only.length === 0 && (kind === 'zombie' || kind === 'swallow'))
}

function faultOf(kind: FaultKind, random: Random, { queue, short }: Circumstances): Fault {
  const moment = () => random.pick(['now', 'request', 'answer'] as const)
  const service = (): ServiceName => random.pick([...APIS, ...WORKERS])
  const downMs = random.int(0, 2000)
  switch (kind) {
    case 'kill':
      return { kind, parts: random.chance(25) ? random.pick([APIS, WORKERS]) : [service()], downMs }
    case 'pause':
      return { kind, part: service(), ms: random.int(1, short ? 3 : 9) * SECOND }
    case 'zombie':
      return { kind, part: random.pick(WORKERS), ms: LONGER_THAN_LOCKS_MS, leadMs: LONGER_THAN_LEASES_MS }
    case 'postgres': {
      const how = random.weighted({ 'stop-immediate': 4, 'kill-postmaster': 3, 'kill-backend': 2, 'end-sessions': 2 })
      return { kind, how, downMs }
    }
    case 'redis':
      return { kind, how: random.pick(['flush', 'empty', 'old', 'pause']), downMs: random.int(500, 4000) }
    case 'queue-tables':
      return { kind, how: random.pick(['emptied', 'dropped']) }
    case 'cut':
      return { kind, link: random.pick(linksOf(queue)), moment: moment() }
    case 'freeze':
      return { kind, link: random.pick(linksOf(queue)), moment: moment(), ms: random.int(1, short ? 4 : 14) * SECOND }
    case 'swallow':
      return { kind, link: random.pick(linksOf(queue)), moment: moment() }
    case 'disk-full':
      return { kind, ms: random.int(2, 6) * SECOND }
    case 'clock': {
      const stepMs = random.pick([-26 * HOUR, -HOUR, -30 * SECOND, 30 * SECOND, HOUR, 26 * HOUR])
      return { kind, part: service(), stepMs, ms: random.int(2, short ? 6 : 20) * SECOND }
    }
  }
}

function linksOf(queue: QueueKind): readonly string[] {
  return [
    ...APIS.map((api) => `client→${api}`),
    ...[...APIS, ...WORKERS].flatMap((service) => [
      `${service}→postgres`,
      ...(queue === 'redis' ? [`${service}→redis`] : []),
    ]),
    ...WORKERS.map((worker) => `${worker}→mail`),
  ]
}
