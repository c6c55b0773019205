import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CheckedClient } from './support/checked-client.ts'
import { hasRedisServer } from './support/has-redis-server.ts'
import { OwnRedis } from './support/own-redis.ts'
import { LEDGER } from './support/partnership.ts'
import { projectionsEqualTheirFold } from './support/projections.ts'
import { eventsOf, gapsOf } from './support/store.ts'
import { System } from './support/system.ts'

const CLIENTS = 64
const STREAMS = 8
const COMMANDS_PER_CLIENT = 6
const queues = hasRedisServer ? ['PostgreSQL', 'Redis'] : ['PostgreSQL']

describe.each(queues)('with the queue on %s', { timeout: 120_000 }, (queue) => {
  let redisServer: OwnRedis | undefined
  let system: System

  beforeEach(async () => {
    redisServer = queue === 'Redis' ? await OwnRedis.start() : undefined
    system = await System.start({ redisUrl: redisServer?.url })
  })
  afterEach(async () => {
    await system.stop()
    await redisServer?.stop()
  })

  it(`${CLIENTS} clients on ${STREAMS} streams of one ledger leave no gap and lose nothing`, async () => {
    const key = await system.createKey({ role: 'LEADER', institutionId: 'mops', ledgers: [LEDGER] })
    const leader = await CheckedClient.connect(system.url, key)
    for (let stream = 0; stream < STREAMS; stream++) {
      const body = { id: `pzk-${stream}`, name: 'PZK', municipality: LEDGER, agreementSignedOn: '2025-06-02' }
      expect((await leader.post(`/v1/${LEDGER}/partnerships`, body)).status).toBe(201)
    }

    const acknowledged = new Map<string, { stream: string; position: number }>()
    const client = async (number: number) => {
      for (let n = 0; n < COMMANDS_PER_CLIENT; n++) {
        const stream = `pzk-${(number + n) % STREAMS}`
        const command = `${number}-${n}`
        // The gaps of a resource diagnosis carry the number of the client: a mark to find the command by.
        const body = { assistanceResources: n, localResources: 0, gaps: number }
        for (;;) {
          const path = `/v1/${LEDGER}/partnerships/${stream}/resource-diagnoses`
          const { status, body: answer } = await leader.post(path, body, { 'idempotency-key': command })
          if (status === 200) {
            acknowledged.set(command, { stream, position: answer.position })
            break
          }
          expect(answer).toMatchObject({ status: 409, code: 'version-conflict' })
        }
      }
    }
    await Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number)))

    const total = CLIENTS * COMMANDS_PER_CLIENT
    expect(acknowledged.size).toBe(total)
    expect(await gapsOf(system.database, LEDGER)).toEqual({
      events: STREAMS + total,
      positionsContiguous: true,
      versionsGapless: true,
    })
    const stored = await eventsOf(system.database, LEDGER, 'ResourceDiagnosisCompleted')
    const found = new Map(stored.map((event) => [`${event.data.gaps}-${event.data.assistanceResources}`, event]))
    expect(found.size).toBe(stored.length)
    for (const [command, { stream, position }] of acknowledged) {
      expect(found.get(command)).toMatchObject({ stream: `partnership/${stream}`, position })
    }
    await projectionsEqualTheirFold(system, LEDGER)
  })
})
