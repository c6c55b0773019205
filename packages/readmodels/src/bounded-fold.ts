import type { Models } from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import type { PoolClient } from 'pg'
import type { Folding } from './carry-out.ts'
import { foldBatch } from './fold-batch.ts'
import { LedgerFold, type RowsToAdd } from './ledger-fold.ts'
import type { Schema } from './rows-in-bulk.ts'

/**
 * Folds into tables that hold nothing of the ledger yet: in memory, which is several times as fast, as long as there is room
 * for its rows; then over the tables, batch by batch.
 */
export class BoundedFold {
  readonly #projection: Folding
  readonly #hasRoom: () => boolean
  #inMemory: LedgerFold | null

  constructor(projection: Folding, ledger: string, hasRoom: (fold: BoundedFold) => boolean) {
    this.#projection = projection
    this.#hasRoom = () => hasRoom(this)
    this.#inMemory = new LedgerFold(projection, ledger)
  }

  /** Values of rows that are in memory and not in the tables. */
  get kept(): number {
    return this.#inMemory?.kept ?? 0
  }

  async take(client: PoolClient, schema: Schema, events: readonly RecordedEvent[], models: Models): Promise<void> {
    if (!this.#inMemory) return foldBatch(client, schema, this.#projection, events, models)
    this.#inMemory.take(events, models)
    if (this.#hasRoom()) return this.#inMemory.writeLogs(client, schema)
    await this.finish(client, schema)
    this.#inMemory = null
  }

  /** Everything that was taken is in the tables after this. */
  async finish(client: PoolClient, schema: Schema): Promise<void> {
    await this.#inMemory?.writeAll(client, schema)
  }

  /** What `finish` would write, as `LedgerFold` tells it. */
  *left(): Generator<RowsToAdd> {
    if (this.#inMemory) yield* this.#inMemory.left()
  }
}
