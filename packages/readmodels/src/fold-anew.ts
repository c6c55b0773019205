import { type Models, processes } from '@kooperacje/domain'
import type { LedgerPast, RecordedEvent } from '@kooperacje/events'
import type { PoolClient } from 'pg'
import { BoundedFold } from './bounded-fold.ts'
import type { Folding } from './carry-out.ts'
import { correctsOneOf, effectiveLedger, effectiveStreams } from './effective.ts'
import { LedgerFold } from './ledger-fold.ts'
import { deleteLedger, deleteStream, type Schema } from './rows-in-bulk.ts'
import type { AnyTable } from './table.ts'

export interface FoldAnew {
  readonly ledger: string
  /** Inclusive: the last position of the batch that holds the correction. */
  readonly to: number
  readonly past: LedgerPast
  readonly models: Models
}

/** Values of rows that a ledger is folded with in memory: some tens of megabytes, 20,000 rows of a wide table. */
export const VALUES_IN_MEMORY = 1_000_000

type Followed = Folding & { readonly types: readonly string[] }

/**
 * Makes anew, in the transaction of the batch, what its corrections may change; answers the events that are left to be taken
 * in. Readers see the old rows until the new ones are there.
 *
 * Where every table says which stream makes its rows, those of the corrected streams are made anew: the engine holds the
 * handlers to it (`carry-out.ts`), so no other row can be concerned. Elsewhere it is the whole ledger, which takes seconds
 * in a town of 2,000 cases (`docs/explanation/performance.md`).
 */
export async function followCorrections(
  client: PoolClient,
  schema: Schema,
  projection: Followed,
  events: readonly RecordedEvent[],
  anew: FoldAnew,
): Promise<readonly RecordedEvent[]> {
  const corrections = events.filter((event) => correctsOneOf(projection.types, event))
  if (corrections.length === 0) return events
  const { tables } = projection
  if (!tables.every(isOfStream)) {
    await foldLedgerAnew(client, schema, projection, anew)
    return []
  }
  const ids = new Set(corrections.map(({ streamId }) => streamId))
  for (const id of ids) await foldStreamAnew(client, schema, { ...projection, tables }, id, anew)
  return events.filter(({ streamId }) => !ids.has(streamId))
}

const isOfStream = (table: AnyTable): table is OfStream => table.stream !== null
type OfStream = AnyTable & { readonly stream: string }

/** All rows of a ledger, out of its effective history. */
async function foldLedgerAnew(
  client: PoolClient,
  schema: Schema,
  projection: Followed,
  { ledger, to, past, models }: FoldAnew,
): Promise<void> {
  const fold = new BoundedFold(projection, ledger, ({ kept }) => kept < VALUES_IN_MEMORY)
  for (const { name } of projection.tables) await deleteLedger(client, schema, name, ledger)
  for await (const events of effectiveLedger(past, { ledger, to, types: projection.types })) {
    await fold.take(client, schema, events, models)
  }
  await fold.finish(client, schema)
}

async function foldStreamAnew(
  client: PoolClient,
  schema: Schema,
  projection: Followed & { readonly tables: readonly OfStream[] },
  id: string,
  { ledger, to, past, models }: FoldAnew,
): Promise<void> {
  const { tables, types } = projection
  const fold = new LedgerFold(projection, ledger)
  for (const table of tables) await deleteStream(client, schema, table, ledger, id)
  fold.take(await effectiveStreams(past, streamTypesOf(types), id, { ledger, to, types }), models)
  await fold.writeAll(client, schema)
}

/** Which kinds of stream have facts of these types. */
const streamTypesOf = (types: readonly string[]): readonly string[] =>
  Object.values(processes)
    .filter(({ events }) => events.some(({ type }) => types.includes(type)))
    .map(({ name }) => name)
