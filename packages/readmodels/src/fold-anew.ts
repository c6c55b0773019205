import type { Models } from '@kooperacje/domain'
import type { LedgerPast } from '@kooperacje/events'
import type { PoolClient } from 'pg'
import type { Folding } from './carry-out.ts'
import { effectiveLedger } from './effective.ts'
import { LedgerFold } from './ledger-fold.ts'
import { deleteLedger, type Schema } from './rows-in-bulk.ts'

export interface FoldAnew {
  readonly ledger: string
  /** Inclusive: the last position of the batch that holds the correction. */
  readonly to: number
  readonly past: LedgerPast
  readonly models: Models
}

/**
 * A corrected fact may change any row that was made since, also of other streams (a suspension moves deadlines). So the
 * ledger's rows of this projection are made anew from its effective history, in the transaction of the batch: readers see
 * the old ones until the new ones are there. Corrections are rare and a town's ledger is folded within a second or two
 * (`docs/explanation/performance.md`, rebuild); finding out which rows a correction leaves alone would be code for each
 * projection, and wrong once.
 */
export async function foldAnew(
  client: PoolClient,
  schema: Schema,
  projection: Folding & { readonly types: readonly string[] },
  { ledger, to, past, models }: FoldAnew,
): Promise<void> {
  const fold = new LedgerFold(projection, ledger)
  for (const { name } of projection.tables) await deleteLedger(client, schema, name, ledger)
  for await (const events of effectiveLedger(past, { ledger, to, types: projection.types })) {
    fold.take(events, models)
    await fold.writeLogs(client, schema)
  }
  await fold.writeAll(client, schema)
}
