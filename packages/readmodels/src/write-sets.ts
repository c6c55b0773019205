import { allEnded } from '@kooperacje/events'
import type { PoolClient } from 'pg'
import { addRows, changeRows, deleteRows, type Schema } from './rows-in-bulk.ts'
import type { WorkingSet } from './working-set.ts'

/** The checkpoint's lock keeps everybody else from these rows, so they are still as they were loaded. */
export async function writeSets(
  client: PoolClient,
  schema: Schema,
  ledger: string,
  sets: Iterable<WorkingSet>,
): Promise<void> {
  await allEnded(
    [...sets].map(async (set) => {
      const { added, changed, deleted } = set.result()
      await deleteRows(client, schema, set.table, ledger, deleted)
      await changeRows(client, schema, set.table, ledger, changed)
      await addRows(client, schema, set.table, added)
    }),
  )
}
