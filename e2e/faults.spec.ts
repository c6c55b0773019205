import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CheckedClient } from './support/checked-client.ts'
import { hasRedisServer } from './support/has-redis-server.ts'
import { Load } from './support/load.ts'
import { OwnRedis } from './support/own-redis.ts'
import { activePartnership, LEDGER } from './support/partnership.ts'
import { projectionsEqualTheirFold } from './support/projections.ts'
import { eventsOf, gapsOf } from './support/store.ts'
import { System } from './support/system.ts'

const queues = hasRedisServer ? ['PostgreSQL', 'Redis'] : ['PostgreSQL']

describe.each(queues)('with the queue on %s', { timeout: 120_000 }, (queue) => {
  let redisServer: OwnRedis | undefined
  let system: System
  let load: Load

  beforeEach(async () => {
    redisServer = queue === 'Redis' ? await OwnRedis.start() : undefined
    system = await System.start({ redisUrl: redisServer?.url, workers: 2 })
    const leaderKey = await system.createKey({ role: 'LEADER', institutionId: 'mops', ledgers: [LEDGER] })
    const leader = await CheckedClient.connect(system.url, leaderKey)
    await activePartnership(leader)
    const schoolKey = await system.createKey({ role: 'PARTNER', institutionId: 'sp-1', ledgers: [LEDGER] })
    load = new Load(() => system.url, schoolKey, 16)
  })
  afterEach(async () => {
    await load.finish()
    await system.stop()
    await redisServer?.stop()
  })

  async function nothingIsLost(): Promise<void> {
    const acknowledged = [...(await load.finish()).values()]
    const facts = await eventsOf(system.database, LEDGER, 'ReferralSubmitted')
    const stored = new Map(facts.map(({ stream, position }) => [stream, position]))
    // As many streams as facts: each was stored once.
    expect(stored.size).toBe(facts.length)
    for (const { streamId, position } of acknowledged) expect(stored.get(`referral/${streamId}`)).toBe(position)
    expect(await gapsOf(system.database, LEDGER)).toMatchObject({ positionsContiguous: true, versionsGapless: true })
    await projectionsEqualTheirFold(system, LEDGER)
  }

  it('loses nothing when the workers, the API and what the queue holds go under load', async () => {
    for (let round = 0; round < 2; round++) {
      await load.reach(100)
      await system.killWorkers()
      await load.reach(50)
      await redisServer?.flushAll()
      await system.startWorker()
      await load.reach(50)
      await system.killApi()
      await system.startApi()
    }
    await load.reach(50)
    await nothingIsLost()
  })
})
