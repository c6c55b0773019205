import type { PoolClient } from 'pg'
import { deleteRows, type Schema, writeRows } from './rows-in-bulk.ts'
import type { AnyTable } from './table.ts'
import type { WorkingSet } from './working-set.ts'

export async function writeSets(
  client: PoolClient,
  schema: Schema,
  ledger: string,
  sets: Iterable<WorkingSet>,
  onlyAddedTo: (table: AnyTable) => boolean,
): Promise<void> {
  for (const set of sets) {
    const { written, deleted } = set.result()
    await deleteRows(client, schema, set.table, ledger, deleted)
    await writeRows(client, schema, set.table, written, { replace: !onlyAddedTo(set.table) })
  }
}
