import { setTimeout as sleep } from 'node:timers/promises'
import { type Finding, findings } from './check/finding.ts'
import type { KeptCheckpoints } from './check/sealed-log.ts'
import type { FaultKind, PlannedFault } from './faults/fault.ts'
import { inject } from './faults/inject.ts'
import type { Journal } from './load/journal.ts'
import type { World } from './system/world.ts'

export interface StrikeOptions {
  readonly seed: number
  readonly seconds: number
  readonly mostFaults: number
  /** Asked for when it is known whether the machine lets us fill a disk. */
  readonly plan: (canFillDisk: boolean) => Iterator<PlannedFault, void, void>
  /** Of each fault when it is over, and of what was found. */
  readonly tell: (line: object) => void
}

export interface Struck {
  readonly byKind: Readonly<Partial<Record<FaultKind, number>>>
  readonly faults: number
  /** Empty unless the system did not come back: then no other fault was done to it. */
  readonly findings: readonly Finding[]
}

/** The load goes on after every fault before the next one strikes: what is down already cannot be hurt. */
const SIGNS_OF_LIFE = 10
const RECOVERY_MS = 90_000

/**
 * Fault after fault until the time is over, or enough were done; each is put right, and the system has to answer again, before
 * the next.
 */
export async function strike(
  world: World,
  journal: Journal,
  kept: KeptCheckpoints,
  { seed, seconds, mostFaults, plan, tell }: StrikeOptions,
): Promise<Struck> {
  const began = performance.now()
  const byKind: Partial<Record<FaultKind, number>> = {}
  let faults = 0
  const dead: string[] = []
  const lasting = new Set<Promise<void>>()
  const meanwhile = (rest: Promise<void>) => {
    const ended = rest.catch((error) => void dead.push(String(error))).finally(() => lasting.delete(ended))
    lasting.add(ended)
  }
  const planned = plan(world.disk !== null)
  while (dead.length === 0 && faults < mostFaults && performance.now() - began < seconds * 1000) {
    const { value, done } = planned.next()
    if (done || !value) break
    const { afterMs, fault } = value
    await sleep(afterMs)
    const at = performance.now()
    const { acknowledged } = journal
    faults++
    byKind[fault.kind] = (byKind[fault.kind] ?? 0) + 1
    const line = { seed, fault: faults, at: Math.round((at - began) / 100) / 10, ...fault }
    try {
      const effect = await inject(world, fault, meanwhile)
      const tookMs = Math.round(performance.now() - at)
      const recoveredMs = await answersAgain(journal)
      const answered = { acknowledged, meanwhile: journal.acknowledged - acknowledged }
      tell({ ...line, ...effect, tookMs, recoveredMs, ...answered })
      if (recoveredMs === null) dead.push(`no command was taken for ${RECOVERY_MS / 1000} s after ${said(fault)}`)
      else await kept.keep((sql) => world.postgres.ask(sql))
    } catch (error) {
      dead.push(`what ${said(fault)} broke could not be put right: ${error instanceof Error ? error.message : error}`)
    }
  }
  await Promise.all(lasting)
  return { byKind, faults, findings: findings('recovers', dead) }
}

const said = (fault: object): string => JSON.stringify(fault)

/** Milliseconds until the load got so many answers; null when it did not. */
async function answersAgain(journal: Journal): Promise<number | null> {
  const from = performance.now()
  const wanted = journal.acknowledged + SIGNS_OF_LIFE
  while (journal.acknowledged < wanted) {
    if (performance.now() - from > RECOVERY_MS) return null
    await sleep(20)
  }
  return Math.round(performance.now() - from)
}
