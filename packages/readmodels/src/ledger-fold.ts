import type { Models } from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import type { PoolClient } from 'pg'
import { carryOut, type Folding } from './carry-out.ts'
import { type Schema, statementsOf } from './rows-in-bulk.ts'
import { storable } from './storable.ts'
import type { AnyRow, AnyTable } from './table.ts'
import { WorkingSet } from './working-set.ts'
import { writeSets } from './write-sets.ts'

/** Rows of one table that no table holds yet, as many as a statement takes. */
export interface RowsToAdd {
  readonly table: AnyTable
  readonly rows: readonly AnyRow[]
}

/**
 * Folds a ledger of which the tables hold nothing yet: whatever is not in memory does not exist, so nothing is ever
 * loaded, and each row is written once, however many facts it goes back to.
 */
export class LedgerFold {
  readonly #projection: Folding
  readonly #ledger: string
  #sets: Map<WorkingSet['table'], WorkingSet>

  constructor(projection: Folding, ledger: string) {
    this.#projection = projection
    this.#ledger = ledger
    this.#sets = this.#empty()
  }

  take(events: readonly RecordedEvent[], models: Models): void {
    for (const event of events) {
      for (const change of this.#projection.changes(event, models)) carryOut(event, change, this.#sets, () => true)
    }
  }

  /** Values of rows that are kept until the end because a later fact may change them. */
  get kept(): number {
    return [...this.#sets.values()].reduce((sum, set) => sum + (set.table.isLog ? 0 : set.size * set.width), 0)
  }

  /** What was added to logs since the last time: no later fact asks for it. */
  async writeLogs(client: PoolClient, schema: Schema): Promise<void> {
    const logs = [...this.#sets.values()].filter(({ table }) => table.isLog)
    await writeSets(client, schema, this.#ledger, logs)
    for (const { table } of logs) this.#sets.set(table, new WorkingSet(table, new Map()))
  }

  async writeAll(client: PoolClient, schema: Schema): Promise<void> {
    await writeSets(client, schema, this.#ledger, this.#sets.values())
    this.#sets = this.#empty()
  }

  /** What `writeAll` would write, for whoever has several connections for it. It is told once: whoever asks has to write it. */
  *left(): Generator<RowsToAdd> {
    const sets = this.#sets.values()
    this.#sets = this.#empty()
    for (const set of sets) {
      const { table } = set
      for (const rows of statementsOf(firstOfEachKey(table, set.result().added))) yield { table, rows }
    }
  }

  #empty() {
    return new Map(this.#projection.tables.map((table) => [table, new WorkingSet(table, new Map())]))
  }
}

/**
 * Of rows whose keys are the same once what PostgreSQL cannot store is left out. One statement after another keeps the first by
 * itself; over several connections it would be the one that is quicker, or they would wait for each other for good.
 */
function firstOfEachKey({ key }: AnyTable, rows: readonly AnyRow[]): readonly AnyRow[] {
  const seen = new Set<string>()
  return rows.filter((row) => {
    const stored = key.map((column) => String(storable(row[column]))).join('\u0000')
    return !seen.has(stored) && seen.add(stored)
  })
}
