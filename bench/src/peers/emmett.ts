import { randomUUID } from 'node:crypto'
import { sampleData, sampleMetadata } from '../sample.ts'
import type { Appender } from './appender.ts'
import { installed, load } from './install.ts'

export const EMMETT = '@event-driven-io/emmett-postgresql'

/** Opens emmett's event store with a pool of the driver that it comes with. */
export async function openEmmett(url: string, connections: number) {
  const path = await installed(EMMETT)
  const { default: pg } = await load(path, 'pg')
  const emmett = await load(path, EMMETT)
  const pool = new pg.Pool({ connectionString: url, max: connections })
  const store = emmett.getPostgreSQLEventStore(url, { connectionOptions: { pool } })
  await store.schema.migrate()
  return { emmett, pool, store, load: (name: string) => load(path, name) }
}

export async function emmettAppender(url: string, connections: number): Promise<Appender> {
  const { store, pool } = await openEmmett(url, connections)
  let numbers = 0
  return {
    name: 'emmett-postgresql',
    async append() {
      const id = randomUUID()
      const event = { type: 'ReferralSubmitted', data: sampleData(id, ++numbers), metadata: sampleMetadata }
      await store.appendToStream(`referral-${id}`, [event], { expectedStreamVersion: 0n })
    },
    async close() {
      await store.close()
      await pool.end().catch(() => {})
    },
  }
}
