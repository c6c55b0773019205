import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { rateOf } from '../rounds.ts'
import { sampleData, sampleMetadata } from '../sample.ts'
import { query } from '../server.ts'
import type { Appender } from './appender.ts'
import { installed, load } from './install.ts'

export const EMMETT = '@event-driven-io/emmett-postgresql'

/** Opens emmett's event store with a pool of the driver that it comes with. */
export async function openEmmett(url: string, connections: number) {
  const path = await installed(EMMETT)
  const { default: pg } = await load(path, 'pg')
  const emmett = await load(path, EMMETT)
  const dumbo = await load(path, '@event-driven-io/dumbo')
  const pool = new pg.Pool({ connectionString: url, max: connections })
  const store = emmett.getPostgreSQLEventStore(url, { connectionOptions: { pool } })
  await store.schema.migrate()
  return {
    emmett,
    dumbo,
    store,
    async close() {
      await store.close()
      await pool.end().catch(() => {})
    },
  }
}

export async function emmettAppender(url: string, connections: number): Promise<Appender> {
  const { store, close } = await openEmmett(url, connections)
  let numbers = 0
  return {
    name: 'emmett-postgresql',
    async append() {
      const id = randomUUID()
      const event = { type: 'ReferralSubmitted', data: sampleData(id, ++numbers), metadata: sampleMetadata }
      await store.appendToStream(`referral-${id}`, [event], { expectedStreamVersion: 0n })
    },
    close,
  }
}

/** Appends `events` sample events, a hundred at a time to as many streams. */
export async function fillEmmett(
  // biome-ignore lint/suspicious/noExplicitAny: the peer's types are not there when this is checked
  store: any,
  events: number,
  streamOf: (number: number) => string,
): Promise<void> {
  for (let first = 0; first < events; first += 100) {
    const some = Array.from({ length: 100 }, (_, i) => ({
      ...{ type: 'ReferralSubmitted', data: sampleData(streamOf(first), first + i), metadata: sampleMetadata },
    }))
    await store.appendToStream(`referral-${streamOf(first)}`, some)
  }
}

/** Catching up as an application does it, through emmett's consumer. Answers events a second. */
export async function catchUpWithEmmett(
  url: string,
  events: number,
  streamOf: (number: number) => string,
): Promise<number> {
  const { store, close } = await openEmmett(url, 4)
  await fillEmmett(store, events, streamOf)
  await query(url, 'vacuum analyze')
  await untilVisible(url, events)
  let seen = 0
  const consumer = store.consumer({ stopWhen: { noMessagesLeft: true }, pulling: { batchSize: 1000 } })
  consumer.reactor({ processorId: 'bench', eachMessage: () => void seen++ })
  const rate = await rateOf(events, () => consumer.start())
  await consumer.close()
  await close()
  if (seen !== events) throw new Error(`its consumer saw ${seen} of ${events} events`)
  return rate
}

export interface EmmettProjection {
  readonly table: string
  streamOf(number: number): string
  upsert(events: readonly { stream: string; position: number }[]): string
}

interface EmmettEvent {
  readonly metadata: { readonly streamName: string; readonly globalPosition: bigint }
}

/** emmett's own rebuild of a projection that writes what it is given in one statement. Answers events a second. */
export async function rebuildWithEmmett(
  url: string,
  events: number,
  { table, streamOf, upsert }: EmmettProjection,
): Promise<number> {
  const { emmett, dumbo, store, close } = await openEmmett(url, 4)
  await fillEmmett(store, events, streamOf)
  await query(url, table)
  await query(url, 'vacuum analyze')
  await untilVisible(url, events)
  const consumer = emmett.rebuildPostgreSQLProjections({
    connectionString: url,
    projections: [
      emmett.postgreSQLRawBatchSQLProjection({
        name: 'bench',
        canHandle: ['ReferralSubmitted'],
        evolve: (batch: readonly EmmettEvent[]) => [
          dumbo.rawSql(
            upsert(
              batch.map(({ metadata }) => ({ stream: metadata.streamName, position: Number(metadata.globalPosition) })),
            ),
          ),
        ],
      }),
    ],
    pulling: { batchSize: 1000 },
  })
  const rate = await rateOf(events, () => consumer.start())
  const [row] = await query(url, 'select sum(events)::int as applied from public.ours')
  await consumer.close()
  await close()
  if (row.applied !== events) throw new Error(`its rebuild applied ${row.applied} of ${events} events`)
  return rate
}

/**
 * emmett shows no event that is younger than the oldest open transaction of the whole server, of any database. Its
 * rebuild would then end early; here it is given the time until all is visible.
 */
async function untilVisible(url: string, events: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const [row] = await query(
      url,
      `select count(*)::int as visible from emt_messages where transaction_id < pg_snapshot_xmin(pg_current_snapshot())`,
    )
    if (row.visible === events) return
    await sleep(50)
  }
  throw new Error('its events stayed invisible for ten seconds, because some transaction on this server is open')
}
