import { setTimeout as sleep } from 'node:timers/promises'
import { openEventStore } from '@kooperacje/commands'
import { projections, rebuildProjection } from '@kooperacje/readmodels'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CheckedClient } from './support/checked-client.ts'
import { Load } from './support/load.ts'
import { activePartnership, LEDGER } from './support/partnership.ts'
import { projectionsEqualTheirFold } from './support/projections.ts'
import { System } from './support/system.ts'

describe('every projection built anew while the system works', { timeout: 180_000 }, () => {
  let system: System
  beforeAll(async () => {
    system = await System.start()
  }, 120_000)
  afterAll(() => system.stop())

  it('no read fails, no command fails, and every row is that of the fold', async () => {
    const leaderKey = await system.createKey({ role: 'LEADER', institutionId: 'mops', ledgers: [LEDGER] })
    await activePartnership(await CheckedClient.connect(system.url, leaderKey))
    const schoolKey = await system.createKey({ role: 'PARTNER', institutionId: 'sp-1', ledgers: [LEDGER] })
    const load = new Load(() => system.url, schoolKey, 2)
    await load.reach(30)

    let working = true
    const statuses = new Map<number, number>()
    const reading = (async () => {
      for (; working; await sleep(5)) {
        for (const path of ['/referrals?limit=5', '/partnerships/pzk', '/deadlines?limit=5', '/overview']) {
          const { status, body } = await fetch(`${system.url}/v1/${LEDGER}${path}`, {
            headers: { authorization: `Bearer ${leaderKey}` },
          })
          await body?.cancel()
          statuses.set(status, (statuses.get(status) ?? 0) + 1)
        }
      }
    })()
    const { pool, codec, close } = openEventStore({
      url: system.database.serviceUrl,
      masterKey: Buffer.from(system.masterKey, 'base64'),
      max: 4,
    })
    const progress = new Set<string>()
    for (const projection of projections.filter(({ rebuilt }) => rebuilt)) {
      const result = await rebuildProjection(pool, codec, projection, {
        batch: 20,
        valuesInMemory: 800,
        onProgress: ({ projection: name, phase }) => progress.add(`${name} ${phase}`),
      })
      expect(result, projection.name).toEqual({ ok: true, outcome: 'SWAPPED' })
      expect(progress).toContain(`${projection.name} building`)
    }
    working = false
    await Promise.all([reading, load.finish(), close()])
    expect([...statuses.keys()]).toEqual([200])
    await projectionsEqualTheirFold(system, LEDGER)
  })
})
