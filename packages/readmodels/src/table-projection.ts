import type {
  basketEvents,
  caseEvents,
  contractEvents,
  DataOf,
  dataRightsEvents,
  deadlineEvents,
  governanceEvents,
  institutionEvents,
  Models,
  meetingEvents,
  partnershipEvents,
  referralEvents,
} from '@kooperacje/domain'
import { correctionsOf } from '@kooperacje/domain'
import { allEnded, type LedgerPast, type Projection, type RecordedEvent } from '@kooperacje/events'
import type { PoolClient } from 'pg'
import { askedOnce } from './asked-once.ts'
import { correctsOneOf } from './effective.ts'
import { followCorrections } from './fold-anew.ts'
import { foldBatch } from './fold-batch.ts'
import { modelsOf } from './models.ts'
import type { Schema } from './rows-in-bulk.ts'
import { type AnyTable, type Change, type Changes, flatten } from './table.ts'

type Definition = (
  | typeof institutionEvents
  | typeof partnershipEvents
  | typeof referralEvents
  | typeof caseEvents
  | typeof meetingEvents
  | typeof contractEvents
  | typeof basketEvents
  | typeof governanceEvents
  | typeof dataRightsEvents
  | typeof deadlineEvents
)[number]
export type EventName = Definition['type']
/**
 * A fact as projections see it. Its payload has the type that the domain gives it, but personal fields are sealed: a
 * row that kept them could not be forgotten with the person's key.
 */
export type EventNamed<Name extends EventName> = RecordedEvent<DataOf<Extract<Definition, { type: Name }>>>

export type Handlers = { readonly [Name in EventName]?: (event: EventNamed<Name>, models: Models) => Changes }

export interface ProjectionDefinition {
  /** Also the name of its checkpoints. */
  readonly name: string
  /** Raised whenever the same facts would give other rows: the tables are then built anew. */
  readonly version: number
  readonly tables: readonly AnyTable[]
  /**
   * False where the table also holds what no event tells, so that it cannot be derived again. A new version of such a
   * projection goes on from where the old one stood.
   */
  readonly rebuilt?: boolean
  /**
   * What happens when a fact is corrected. `FOLLOW` (left out): the rows become those of the history as it should have been.
   * `SHOW`: the projection tells what was recorded, corrections among it, and takes them in like any fact.
   */
  readonly corrections?: 'FOLLOW' | 'SHOW'
  readonly on: Handlers
}

export interface TableProjection extends Projection, Required<Omit<ProjectionDefinition, 'on'>> {
  changes(event: RecordedEvent, models: Models): Change[]
  /** Folds a batch of one ledger into the tables of this schema; `apply` is this with `rm` and a check of the version. */
  applyTo(client: PoolClient, events: readonly RecordedEvent[], schema: Schema, past: LedgerPast): Promise<void>
}

/** This process has another version of the projection's code than the tables; writing would mix the two. */
export class ProjectionVersionMismatch extends Error {
  constructor(projection: string, own: number, stored: number) {
    super(`the tables of ${projection} are of version ${stored}, this process has version ${own} of its code`)
    this.name = 'ProjectionVersionMismatch'
  }
}

/** A projection says which fact changes which row; batching, checkpoints and rebuilds are not its business. */
export function defineProjection({
  rebuilt = true,
  corrections = 'FOLLOW',
  on,
  ...definition
}: ProjectionDefinition): TableProjection {
  const handlers = on as Readonly<Record<string, ((event: RecordedEvent, models: Models) => Changes) | undefined>>
  const projection: TableProjection = {
    ...definition,
    rebuilt,
    corrections,
    types: corrections === 'FOLLOW' ? [...Object.keys(on), ...correctionsOf(Object.keys(on))] : Object.keys(on),
    changes: (event, models) => [...flatten(handlers[event.type]?.(event, models))],
    reachesBack: (event) => corrections === 'FOLLOW' && correctsOneOf(projection.types, event),
    async applyTo(client, events, schema, past) {
      const [first] = events
      if (first) await take(client, events, schema, past, await modelsOf(client, first.ledger))
    },
    async apply(client, events, past) {
      const [first] = events
      if (!first) return
      const [versions, models] = await allEnded([
        askedOnce(past, versionsIn, () => versionsIn(client)),
        askedOnce(past, modelsOf, () => modelsOf(client, first.ledger)),
      ])
      await checkVersion(client, projection, versions)
      await take(client, events, 'rm', past, models)
    },
  }
  const take = async (
    client: PoolClient,
    events: readonly RecordedEvent[],
    schema: Schema,
    past: LedgerPast,
    models: Models,
  ) => {
    if (corrections === 'SHOW') return foldBatch(client, schema, projection, events, models)
    const anew = { ledger: events[0]?.ledger ?? '', to: events.at(-1)?.position ?? 0, past, models }
    const others = await followCorrections(client, schema, projection, events, anew)
    await foldBatch(client, schema, projection, others, models)
  }
  return projection
}

type Versions = ReadonlyMap<string, number>

async function versionsIn(client: PoolClient): Promise<Versions> {
  const { rows } = await client.query<{ projection: string; version: number }>({
    name: 'rm.versions',
    text: 'select projection, version from rm.projection_versions',
  })
  return new Map(rows.map(({ projection, version }) => [projection, version]))
}

/**
 * Asked in every batch: while a new release is rolled out, processes of the old one go on, and must stop writing at the
 * moment its successor's tables take over. The runner holds the checkpoint's lock, as the swap does.
 */
async function checkVersion(client: PoolClient, { name, version }: TableProjection, versions: Versions): Promise<void> {
  const stored = versions.get(name)
  if (stored === version) return
  if (stored !== undefined) throw new ProjectionVersionMismatch(name, version, stored)
  await client.query(
    'insert into rm.projection_versions (projection, version) values ($1, $2) on conflict (projection) do nothing',
    [name, version],
  )
}

/** The same handler for several facts; it looks at `type` itself. */
export const each = (types: Iterable<string>, handler: (event: RecordedEvent, models: Models) => Changes): Handlers =>
  Object.fromEntries([...types].map((type) => [type, handler]))
