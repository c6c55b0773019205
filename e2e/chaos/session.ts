import { join } from 'node:path'
import { ApiKeys } from '@kooperacje/api'
import { openEventStore } from '@kooperacje/commands'
import { createPool } from '@kooperacje/events'
import { setMailAddress } from '@kooperacje/workers'
import type { Pool } from 'pg'
import { type CheckOptions, check, type Proof } from './check/check.ts'
import { type Finding, findings } from './check/finding.ts'
import { KeptCheckpoints } from './check/sealed-log.ts'
import { letAnnounce, silence } from './faults/announcements.ts'
import { bringQueueBack, takeQueueAway } from './faults/queue.ts'
import { Follower } from './load/follower.ts'
import { Journal } from './load/journal.ts'
import { Load } from './load/load.ts'
import { type SettleOptions, settle } from './settle.ts'
import { type StrikeOptions, strike } from './strike.ts'
import { APIS, World, type WorldOptions } from './system/world.ts'

export interface SessionOptions extends WorldOptions, StrikeOptions, Pick<SettleOptions, 'standsStillMs'> {}

export interface SessionResult {
  readonly faults: number
  readonly findings: readonly Finding[]
}

const LEDGERS = ['2416021', '2416022', '2416023']

/** One system from its start to the proof: load, faults, rest, checks. It ends, whatever the system does. */
export async function runSession(options: SessionOptions): Promise<SessionResult> {
  const world = await World.start(options)
  const journal = new Journal(join(options.folder, 'journal.ndjson'))
  const followers: Follower[] = []
  let load: Load | null = null
  let keep = true
  try {
    const apiKey = await furnish(world)
    const addresses = APIS.map((api) => world.address(api))
    load = new Load({ seed: options.seed, ledgers: LEDGERS, addresses, apiKey, journal })
    await load.start()
    followers.push(...LEDGERS.map((ledger) => new Follower({ addresses, apiKey, ledger })))
    const kept = new KeptCheckpoints(join(options.folder, 'kept'))
    const { findings: dead, faults, byKind } = await strike(world, journal, kept, options)
    const stuck = dead.length > 0 ? await load.giveUp() : await endUnheard(world, load, options)
    const proof = await prove(world, journal, { ...options, ledgers: LEDGERS, apiKey, followers, kept })
    const deaths = [...world.services.values()].flatMap((service) => service.deaths)
    const all = [
      ...dead,
      ...stuck,
      ...findings('services-outlive-faults', deaths),
      ...findings('reads-show-own-writes', journal.objections),
      ...findings('failures-are-told-as-503', [...journal.unfit, ...followers.flatMap(({ unfit }) => unfit)]),
      ...proof.findings,
    ]
    for (const finding of all) options.tell({ finding: finding.law, count: finding.count, detail: finding.detail })
    const { acknowledged, refused, unknown: unknownOutcomes, answers } = journal
    options.tell({
      session: options.queue,
      seed: options.seed,
      faults,
      byKind,
      commands: { acknowledged, refused, unknownOutcomes },
      answers: Object.fromEntries([...answers].sort(([, a], [, b]) => b - a)),
      ...proof.figures,
      findings: all.length,
    })
    keep = all.length > 0
    return { faults, findings: all }
  } finally {
    await Promise.all([load?.giveUp(), ...followers.map((follower) => follower.stop())])
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
 * When everything is done and told, one more command is taken in each ledger, while there is no queue and nothing can be
 * announced; then nobody is left who could remember to tell anybody. The sweeper has to find them.
 */
async function endUnheard(world: World, load: Load, { standsStillMs }: SessionOptions): Promise<readonly Finding[]> {
  const found: Finding[] = []
  try {
    found.push(...(await load.finish()))
    found.push(...(await withPool(world, (pool) => settle(world, pool, { ledgers: LEDGERS, standsStillMs }))))
    await takeQueueAway(world)
    await silence(world)
    found.push(...(await load.lastWords()))
    const apis = APIS.map((name) => world.service(name))
    await Promise.all(apis.map((api) => api.kill()))
    await letAnnounce(world)
    await bringQueueBack(world)
    await Promise.all(apis.map((api) => api.start()))
  } catch (error) {
    found.push(...findings('recovers', [`after the last fault: ${error}`]))
  }
  return found
}

/** What cannot even be asked is a finding, too. */
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
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { findings: findings('can-be-checked', [why]), figures: {} }
  } finally {
    await close()
  }
}
