import { type DataOf, type EventDefinition, storedEventDefinitions } from '@kooperacje/domain'
import {
  catchUp,
  createPool,
  EventCodec,
  EventRegistry,
  PostgresEventStore,
  postgresSubjectKeys,
  Vault,
} from '@kooperacje/events'
import { createTestDatabase, type TestDatabase } from '@kooperacje/infra/testing'
import type { Pool } from 'pg'
import { expect } from 'vitest'
import { foldFromZero, type RowsByTable, storedRows } from '../fold-from-zero.ts'
import type { AnyRow } from '../table.ts'
import type { TableProjection } from '../table-projection.ts'

export interface Archive {
  readonly database: TestDatabase
  readonly pool: Pool
  readonly codec: EventCodec
  readonly store: PostgresEventStore
  ledger(): History
  close(): Promise<void>
}

/** A database with the tables of all packages, and as many ledgers as a test file wants. */
export async function openArchive(): Promise<Archive> {
  const database = await createTestDatabase()
  const pool = createPool({ url: database.serviceUrl })
  const codec = new EventCodec(
    new EventRegistry(storedEventDefinitions),
    new Vault(postgresSubjectKeys(pool), Buffer.alloc(32, 7)),
  )
  const store = new PostgresEventStore(pool, codec)
  let ledgers = 0
  return {
    database,
    pool,
    codec,
    store,
    ledger: () => new History(`l${++ledgers}`, { pool, codec, store }),
    async close() {
      await pool.end()
      await database.drop()
    },
  }
}

/** What happened in one ledger, told one fact after another. */
export class History {
  readonly ledger: string
  readonly #archive: Pick<Archive, 'pool' | 'codec' | 'store'>

  constructor(ledger: string, archive: Pick<Archive, 'pool' | 'codec' | 'store'>) {
    this.ledger = ledger
    this.#archive = archive
  }

  /** `await history.tell('2019-11-06', 'case/a', CaseQualified, { … })`; of a day, the hour is noon in Poland, more or less. */
  async tell<D extends EventDefinition>(when: string, stream: string, definition: D, data: DataOf<D>): Promise<number> {
    const [streamType = '', streamId = ''] = stream.split('/')
    const events = [{ type: definition.type, data, occurredAt: when.includes('T') ? when : `${when}T11:00:00.000Z` }]
    const result = await this.#archive.store.append({
      ledger: this.ledger,
      writes: [{ streamType, streamId, expectedVersion: 'any', events }],
      metadata: { actorId: 'worker-1', actorRole: 'COORDINATOR', institutionId: 'mops' },
    })
    if (!result.ok) throw new Error(`${definition.type}: ${JSON.stringify(result.refusal)}`)
    return result.position
  }

  /** Projects up to the head and gives the rows, which must be those of the plain fold. */
  async rows(projection: TableProjection, { batch = 1000 } = {}): Promise<RowsByTable> {
    const { pool, codec, store } = this.#archive
    await catchUp(pool, codec, projection, this.ledger, { batch })
    const stored = await storedRows(pool, projection, this.ledger)
    expect(stored).toEqual(await foldFromZero(store, projection, this.ledger))
    return stored
  }

  /** The rows of the projection's first table. */
  async table(projection: TableProjection): Promise<readonly AnyRow[]> {
    const rows = await this.rows(projection)
    return rows[projection.tables[0]?.name as string] as readonly AnyRow[]
  }
}
