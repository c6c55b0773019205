import { parseArgs } from 'node:util'
import { type Broken, brokenBuilds } from './broken/builds.ts'
import type { FaultKind } from './faults/fault.ts'
import { faultKinds, hits } from './faults/plan.ts'
import type { QueueKind } from './system/world.ts'

const BROKEN = Object.keys(brokenBuilds)

export interface Options {
  readonly seed: number
  readonly seconds: number
  /** A session ends after so many, if its time is not over before. */
  readonly mostFaults: number
  /** One session each; the time is shared. */
  readonly queues: readonly QueueKind[]
  readonly broken: Broken | null
  /** Kinds of faults to choose from; empty: all. */
  readonly only: readonly FaultKind[]
}

export const USAGE = `pnpm chaos [--minutes M | --seconds S] [--faults N] [--seed N] [--queue redis|postgres|both] [--only KIND,…] [--broken ${BROKEN.join('|')}]`
const QUEUES = ['redis', 'postgres', 'both']

/** All faults at once, as sentences. */
export function readOptions(
  args: readonly string[],
  hasRedis: boolean,
): Options | { readonly faults: readonly string[] } {
  let values: Readonly<Record<string, string | undefined>>
  try {
    const text = { type: 'string' } as const
    const options = { minutes: text, seconds: text, faults: text, seed: text, queue: text, only: text, broken: text }
    values = parseArgs({ args: [...args], options }).values
  } catch (error) {
    return { faults: [(error as Error).message] }
  }
  const faults: string[] = []
  const number = (name: string, fallback: number, least: number) => {
    const given = values[name]
    if (given === undefined) return fallback
    if (!/^\d+(\.\d+)?$/.test(given) || Number(given) < least)
      faults.push(`--${name} must be a number from ${least} on.`)
    return Number(given)
  }
  const seed = number('seed', 1, 0)
  if (!Number.isInteger(seed)) faults.push('--seed must be a whole number.')
  if (values.minutes !== undefined && values.seconds !== undefined)
    faults.push('Give --minutes or --seconds, not both.')
  const broken = values.broken as Broken | undefined
  const seconds = values.seconds === undefined ? number('minutes', broken ? 0.3 : 5, 0) * 60 : number('seconds', 60, 1)
  if (broken !== undefined && !BROKEN.includes(broken)) faults.push(`--broken must be one of ${BROKEN.join(', ')}.`)
  const mostFaults = number('faults', Number.POSITIVE_INFINITY, 1)
  const queue = values.queue ?? (!hasRedis ? 'postgres' : broken ? 'redis' : 'both')
  if (!QUEUES.includes(queue)) faults.push(`--queue must be one of ${QUEUES.join(', ')}.`)
  if (queue !== 'postgres' && !hasRedis)
    faults.push(`--queue ${queue} needs redis-server, which is not installed here.`)
  const only = (values.only?.split(',') ?? []) as FaultKind[]
  const unknown = only.filter((kind) => !faultKinds.includes(kind))
  if (unknown.length > 0) faults.push(`--only knows ${faultKinds.join(', ')}, and not ${unknown.join(', ')}.`)
  const asked = (queue === 'both' ? ['redis', 'postgres'] : [queue]) as readonly QueueKind[]
  // A session in which nothing of what was asked for can be hit would prove nothing.
  const queues = asked.filter((each) => only.length === 0 || only.some((kind) => hits(kind, each)))
  if (unknown.length === 0 && queues.length === 0)
    faults.push(`--only ${only.join(',')} hits nothing with --queue ${queue}.`)
  if (faults.length > 0) return { faults }
  return {
    seed,
    seconds,
    mostFaults,
    queues,
    broken: broken ?? null,
    only,
  }
}
