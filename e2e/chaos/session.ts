import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ApiKeys } from '@kooperacje/api'
import { openEventStore } from '@kooperacje/commands'
import { createPool } from '@kooperacje/events'
import { setMailAddress } from '@kooperacje/workers'
import type { Pool } from 'pg'
import { type CheckOptions, check, type Proof } from './check/check.ts'
import { type Finding, findings } from './check/finding.ts'
import { KeptCheckpoints } from './check/sealed-log.ts'
import type { PlannedFault } from './faults/fault.ts'
import { inject } from './faults/inject.ts'
import { bringQueueBack, takeQueueAway } from './faults/queue.ts'
import { Follower } from './load/follower.ts'
import { Journal } from './load/journal.ts'
import { Load } from './load/load.ts'
import { print } from './report.ts'
import { type SettleOptions, settle } from './settle.ts'
import { APIS, World, type WorldOptions } from './system/world.ts'

export interface SessionOptions extends WorldOptions, Pick<SettleOptions, 'standsStillMs'> {
  readonly seed: number
  readonly seconds: number
  /** Asked for when it is known whether the machine lets us fill a disk. */
  readonly plan: (canFillDisk: boolean) => Iterator<PlannedFault, void, void>
}

export interface SessionResult {
  readonly faults: number
  readonly findings: readonly Finding[]
}

const LEDGERS = ['2416021', '2416022', '2416023']
/** The load goes on after every fault before the next one strikes: what is down already cannot be hurt. */
const SIGNS_OF_LIFE = 10
const RECOVERY_MS = 90_000

/** One system from its start to the proof: load, faults, rest, checks. */
export async function runSession(options: SessionOptions): Promise<SessionResult> {
  const world = await World.start(options)
  const journal = new Journal(join(options.folder, 'journal.ndjson'))
  const followers: Follower[] = []
  let keep = true
  try {
    const apiKey = await furnish(world)
    const addresses = APIS.map((api) => world.address(api))
    const load = new Load({ seed: options.seed, ledgers: LEDGERS, addresses, apiKey, journal })
    await load.start()
    followers.push(...LEDGERS.map((ledger) => new Follower({ addresses, apiKey, ledger })))
    const kept = new KeptCheckpoints(join(options.folder, 'kept'))
    const { faults, ...unrecovered } = await strike(world, journal, kept, options)
    const stuck = await endUnheard(world, load, options)
    const proof = await prove(world, journal, { ...options, ledgers: LEDGERS, apiKey, followers, kept })
    const deaths = [...world.services.values()].flatMap((service) => service.deaths)
    const all = [
      ...unrecovered.findings,
      ...stuck,
      ...findings('services-outlive-faults', deaths),
      ...findings('reads-show-own-writes', journal.objections),
      ...proof.findings,
    ]
    for (const finding of all) print({ finding: finding.law, count: finding.count, detail: finding.detail })
    print({
      session: options.queue,
      seed: options.seed,
      ...figuresOf(faults, journal),
      ...proof.figures,
      findings: all.length,
    })
    keep = all.length > 0
    return { faults: sum(faults), findings: all }
  } finally {
    await Promise.all(followers.map((follower) => follower.stop()))
    await world.stop({ keep })
    await journal.close()
  }
}

/** A key for the load, and an address book in which one person wants a digest. */
async function furnish(world: World): Promise<string> {
  return withPool(world, async (pool) => {
    for (const ledger of LEDGERS) {
      const entry = { ledger, kind: 'ROLE' } as const
      await setMailAddress(pool, { ...entry, key: 'COORDINATOR', address: `coordinator.${ledger}@example.test` })
      await setMailAddress(pool, { ...entry, key: 'LEADER', address: 'leader@example.test', delivery: 'DAILY_DIGEST' })
    }
    return await new ApiKeys(pool).create({ label: 'chaos', role: 'LEADER', institutionId: 'mops', ledgers: LEDGERS })
  })
}

async function withPool<T>({ postgres }: World, work: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = createPool({ url: postgres.server.serviceUrl, max: 2 })
  try {
    return await work(pool)
  } finally {
    await pool.end()
  }
}

/**
 * When everything is done and told, one more command is taken in each ledger, while there is no queue; then nobody is left
 * who could remember to tell anybody. The sweeper has to find them.
 */
async function endUnheard(world: World, load: Load, { standsStillMs }: SessionOptions): Promise<readonly Finding[]> {
  await load.finish()
  const stuck = await withPool(world, (pool) => settle(world, pool, { ledgers: LEDGERS, standsStillMs }))
  await takeQueueAway(world)
  await load.lastWords()
  const apis = APIS.map((name) => world.service(name))
  await Promise.all(apis.map((api) => api.kill()))
  await bringQueueBack(world)
  await Promise.all(apis.map((api) => api.start()))
  return stuck
}

type Counts = Record<string, number>

/** Fault after fault until the time is over; each is put right, and the system has to answer again, before the next. */
async function strike(world: World, journal: Journal, kept: KeptCheckpoints, options: SessionOptions) {
  const { seed, seconds, plan } = options
  const began = performance.now()
  const faults: Counts = {}
  const dead: string[] = []
  const lasting = new Set<Promise<void>>()
  const meanwhile = (rest: Promise<void>) => {
    lasting.add(rest)
    void rest.finally(() => lasting.delete(rest))
  }
  const planned = plan(world.disk !== null)
  while (performance.now() - began < seconds * 1000) {
    const { value, done } = planned.next()
    if (done || !value) break
    await sleep(value.afterMs)
    const at = performance.now()
    const { acknowledged } = journal
    const effect = await inject(world, value.fault, meanwhile)
    const ms = Math.round(performance.now() - at)
    const answers = await answersAgain(journal)
    await kept.keep((sql) => world.postgres.ask(sql))
    faults[value.fault.kind] = (faults[value.fault.kind] ?? 0) + 1
    print({
      seed,
      fault: sum(faults),
      at: Math.round((at - began) / 100) / 10,
      ...value.fault,
      ...effect,
      tookMs: ms,
      recoveredMs: answers,
      acknowledged,
      meanwhile: journal.acknowledged - acknowledged,
    })
    if (answers === null)
      dead.push(`no command was taken for ${RECOVERY_MS / 1000} s after ${JSON.stringify(value.fault)}`)
    if (answers === null) break
  }
  await Promise.all(lasting)
  return { faults, findings: findings('recovers', dead) }
}

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

async function prove(
  world: World,
  journal: Journal,
  options: Omit<CheckOptions, 'pool' | 'store'> & SettleOptions,
): Promise<Proof> {
  const { pool, store, close } = openEventStore({
    url: world.postgres.server.serviceUrl,
    masterKey: world.masterKey,
    max: 4,
  })
  try {
    const restless = await settle(world, pool, options)
    const proof = await check(world, journal, { ...options, pool, store })
    return { ...proof, findings: [...restless, ...proof.findings] }
  } finally {
    await close()
  }
}

function figuresOf(faults: Counts, journal: Journal) {
  const { acknowledged, refused, unknown, answers } = journal
  return {
    faults: sum(faults),
    byKind: faults,
    commands: { acknowledged, refused, unknownOutcomes: unknown },
    answers: Object.fromEntries([...answers].sort(([, a], [, b]) => b - a)),
  }
}

const sum = (counts: Counts): number => Object.values(counts).reduce((total, count) => total + count, 0)
