import { randomUUID } from 'node:crypto'
import { sampleData, sampleMetadata } from '../sample.ts'
import type { Appender } from './appender.ts'
import { installed, load } from './install.ts'

const PACKAGE = '@castore/event-storage-adapter-postgres'

/** One aggregate an event, all of one store. It has no order over aggregates, so nothing that a reader could follow. */
export async function castoreAppender(url: string, connections: number): Promise<Appender> {
  const { PostgresEventStorageAdapter } = await load(await installed(PACKAGE), PACKAGE)
  await PostgresEventStorageAdapter.createEventTable({ connectionString: url })
  // Its driver takes the number of connections from the address.
  const adapter = new PostgresEventStorageAdapter({ connectionString: `${url}?max=${connections}` })
  let numbers = 0
  return {
    name: 'castore',
    async append() {
      const id = randomUUID()
      const payload = sampleData(id, ++numbers)
      const event = { aggregateId: id, version: 1, type: 'ReferralSubmitted', payload, metadata: sampleMetadata }
      await adapter.pushEvent(event, { eventStoreId: 'referrals' })
    },
    // The adapter keeps its connections to itself, and its driver knows how to end them.
    close: () => adapter._sql.end(),
  }
}
