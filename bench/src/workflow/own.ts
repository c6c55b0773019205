import { randomUUID } from 'node:crypto'
import { CommandHandler } from '@kooperacje/commands'
import {
  Announcements,
  Announcer,
  connectionAs,
  createPool,
  EventCodec,
  EventRegistry,
  PostgresEventStore,
  type Projection,
  postgresSubjectKeys,
  type RecordedEvent,
  Vault,
} from '@kooperacje/events'
import { migrateStore } from '@kooperacje/infra/local'
import { createLogger, createMetrics, Projector, Sweeper, setupWakeUps, startWakeUpWorker } from '@kooperacje/workers'
import type { Workflows } from '../peers/workflows.ts'
import { LEDGER, sampleData, sampleMetadata } from '../sample.ts'
import { query } from '../server.ts'
import { ask, FOLLOWS, help } from './process.ts'

export interface OwnOptions {
  /** As when announcements are lost: nothing is announced, and what a worker has added itself is told to it by the queue, too. */
  readonly allByQueue?: boolean
}

/**
 * Two halves that share nothing but the database, its announcements and the queue, as the API and the workers do, though in
 * one process, as the peers' programs are: one asks, the other is woken, reads on from its checkpoint and does what follows.
 */
export async function ownWorkflows(url: string, { allByQueue = false }: OwnOptions = {}): Promise<Workflows> {
  await migrateStore(url)
  const logger = createLogger('error')
  const settings = { databaseUrl: url, logger }
  const reacting = half(url)
  const announcer = new Announcer(reacting.pool)
  const asking = half(url, allByQueue ? undefined : (ledger, position) => announcer.announce(ledger, position))
  const wakeUps = setupWakeUps(settings)
  const metrics = createMetrics()
  const projector = new Projector({ ...reacting, logger, metrics, parallel: PARALLEL })
  const sweeper = new Sweeper({ pool: reacting.pool, projector, logger, metrics })
  const asker = new CommandHandler({ ...asking, onAppended: (ledger, position) => wakeUps.wake(ledger, position) })
  const reactor = new CommandHandler({
    ...reacting,
    onAppended: (ledger, position) => (allByQueue ? wakeUps.wake(ledger, position) : projector.wake(ledger, position)),
  })
  const given = new Waiting()
  projector.add(reaction(reactor, (id) => given.get(id).resolve()))
  const grown = (ledger: string, position: number) => projector.wake(ledger, position)
  const announcements = new Announcements(connectionAs(url), { grown, missed: () => void sweeper.sweep() })
  announcements.start()
  const consumer = startWakeUpWorker(settings, ({ ledger, position }) => grown(ledger, position))
  await consumer.ready()
  const sweeping = setInterval(() => void sweeper.sweep(), SWEEP_MS)

  let asked = 0
  return {
    name: allByQueue ? 'kooperacje, every wake-up by the queue' : 'kooperacje',
    async run() {
      const id = await execute(asker, { command: ask, body: sampleData(randomUUID(), ++asked) })
      await given.get(id).promise
      given.delete(id)
    },
    check: () => allGiven(url, asked),
    async close() {
      clearInterval(sweeping)
      await announcer.close()
      await announcements.close()
      await consumer.close()
      await wakeUps.close()
      await projector.stop()
      await Promise.all([asking.pool.end(), reacting.pool.end()])
    },
  }
}

/** By workflow. Whoever comes first makes it: the last step may be done before the answer to the first has been read. */
class Waiting extends Map<string, PromiseWithResolvers<void>> {
  override get(id: string): PromiseWithResolvers<void> {
    const known = super.get(id) ?? Promise.withResolvers<void>()
    this.set(id, known)
    return known
  }
}

/** Of the default pool of ten, as the workers leave two to other work. */
const PARALLEL = 8
const SWEEP_MS = 1000

function half(url: string, onAppended?: (ledger: string, position: number) => void) {
  const pool = createPool({ url })
  const vault = new Vault(postgresSubjectKeys(pool), Buffer.alloc(32, 1))
  const codec = new EventCodec(new EventRegistry(help.events), vault)
  return { pool, codec, store: new PostgresEventStore(pool, codec, onAppended ? { onAppended } : {}) }
}

/**
 * Reads like a projection; in place of rows it writes what follows. A batch that was cut off is given again, and whatever
 * of it had been done is then refused by the process: no fact is added twice.
 */
function reaction(handler: CommandHandler, given: (id: string) => void): Projection {
  const react = async ({ type, streamId, position, data }: RecordedEvent) => {
    const command = FOLLOWS[type]
    if (!command) return
    await execute(handler, { command, id: streamId, body: data, causationId: `${LEDGER}@${position}` })
    if (type === 'HelpGranted') given(streamId)
  }
  return {
    name: 'help',
    types: Object.keys(FOLLOWS),
    apply: async (_, events) => void (await Promise.all(events.map(react))),
  }
}

const BY = { actorId: 'worker-0042', role: 'COORDINATOR', institutionId: 'institution-0017' }

async function execute(
  handler: CommandHandler,
  request: Pick<Parameters<CommandHandler['execute']>[0], 'command' | 'id' | 'body' | 'causationId'>,
): Promise<string> {
  const { correlationId } = sampleMetadata
  const outcome = await handler.execute({ ledger: LEDGER, by: BY, correlationId, ...request })
  if (outcome.ok) return outcome.streamId
  if (request.id !== undefined && outcome.refusal.code === 'not-allowed-in-state') return request.id
  throw new Error(outcome.refusal.code)
}

async function allGiven(url: string, asked: number): Promise<void> {
  const [row] = await query(
    url,
    `select count(*)::int as streams, count(*) filter (where types = '{HelpAsked,HelpGranted,HelpGiven}')::int as whole
       from (select stream, array_agg(type order by stream_version) as types from es.events group by stream) s`,
  )
  if (row.streams !== asked || row.whole !== asked) {
    throw new Error(`of ${asked} workflows ${row.whole} are whole, ${row.streams} were begun`)
  }
}
