import type { Pool, PoolClient } from 'pg'
import type { EventCodec } from '../codec.ts'
import { PostgresEventStore } from '../postgres/store.ts'
import type { EventStore, RecordedEvent } from '../types.ts'

/** The ledger as the batch's transaction sees it, for the few batches that change what was projected before them. */
export type LedgerPast = Pick<EventStore, 'readLedger' | 'readStream'>

export interface Projection {
  /** Also the name of its checkpoints. */
  readonly name: string
  /** Event types that change it; the others only move the checkpoint. */
  readonly types: readonly string[]
  /** Takes a batch in, on the connection whose transaction also moves the checkpoint. Events come in order. */
  apply(client: PoolClient, events: readonly RecordedEvent[], past: LedgerPast): Promise<void>
  /** Whether this event changes what was projected before: that may take seconds, so others must not wait for it. */
  reachesBack?(event: RecordedEvent): boolean
}

export interface RunResult {
  /** `busy`: another worker holds this projection and ledger. */
  readonly outcome: 'caught-up' | 'more' | 'busy'
  readonly position: number
  readonly applied: number
}

export interface RunOptions {
  /** Events a transaction. Default 1000: large enough to fold in bulk, small enough to lose little on a crash. */
  readonly batch?: number
}

/**
 * Takes the next batch of one ledger into one projection. Exactly once in effect: the rows and the checkpoint commit
 * together, and the checkpoint's row lock lets one worker at a time hold a (projection, ledger).
 * Projections never see personal fields opened: what they keep could not be forgotten with the person's key.
 */
export async function runProjection(
  pool: Pool,
  codec: EventCodec,
  projection: Projection,
  ledger: string,
  { batch = 1000 }: RunOptions = {},
): Promise<RunResult> {
  const ran = await runOnce(pool, codec, projection, ledger, batch)
  if (ran) return ran
  // No checkpoint yet, or one that another worker holds. It is made in a transaction of its own: made in the long one,
  // a second worker would wait for that one's end instead of being told `busy`.
  const { rowCount } = await pool.query(
    'insert into es.checkpoints (projection, ledger) values ($1, $2) on conflict do nothing',
    [projection.name, ledger],
  )
  const rerun = rowCount === 1 ? await runOnce(pool, codec, projection, ledger, batch) : null
  return rerun ?? { outcome: 'busy', position: -1, applied: 0 }
}

/** Null when there is no checkpoint to be had. */
async function runOnce(
  pool: Pool,
  codec: EventCodec,
  projection: Projection,
  ledger: string,
  batch: number,
): Promise<RunResult | null> {
  return inTransaction(pool, async (client) => {
    const locked = await lockCheckpoint(client, projection.name, ledger)
    if (locked === null) return null
    const { checkpoint, head } = locked
    const store = new PostgresEventStore(client as unknown as Pool, codec)
    const to = Math.min(head, checkpoint + batch)
    if (to <= checkpoint) return { outcome: 'caught-up', position: checkpoint, applied: 0 }

    const range = { from: checkpoint + 1, to, limit: batch, types: projection.types, open: false }
    const events = await store.readLedger(ledger, range)
    if (events.length > 0) await projection.apply(client, events, store)
    await client.query({
      name: 'es.move-checkpoint',
      text: 'update es.checkpoints set position = $3 where projection = $1 and ledger = $2',
      values: [projection.name, ledger, to],
    })
    return { outcome: to < head ? 'more' : 'caught-up', position: to, applied: events.length }
  })
}

/** Runs until the ledger's head, or until another worker is found to hold the projection. */
export async function catchUp(
  pool: Pool,
  codec: EventCodec,
  projection: Projection,
  ledger: string,
  options: RunOptions = {},
): Promise<RunResult> {
  let applied = 0
  for (;;) {
    const result = await runProjection(pool, codec, projection, ledger, options)
    applied += result.applied
    if (result.outcome !== 'more') return { ...result, applied }
  }
}

/**
 * The checkpoint and the ledger's head of the same moment, under the checkpoint's row lock when it is behind: where nothing is to
 * be taken in nothing is held, so that a connection that a network swallows at that moment keeps nobody waiting. Null when there is no
 * checkpoint, or when another transaction holds it.
 */
async function lockCheckpoint(
  client: PoolClient,
  projection: string,
  ledger: string,
): Promise<{ checkpoint: number; head: number } | null> {
  const { rows } = await client.query<{ seen: string | null; head: string; held: string | null }>({
    name: 'es.lock-checkpoint',
    text: `with seen as (
             select (select position from es.checkpoints where projection = $1 and ledger = $2) as position,
                    coalesce((select head from es.ledgers where ledger = $2), 0) as head
           ), held as (
             select c.position from es.checkpoints c join seen s on c.position < s.head
              where c.projection = $1 and c.ledger = $2 for update of c skip locked
           )
           select s.position as seen, s.head, h.position as held from seen s left join held h on true`,
    values: [projection, ledger],
  })
  const [row] = rows
  if (!row || row.seen === null) return null
  const [seen, head] = [Number(row.seen), Number(row.head)]
  if (row.held !== null) return { checkpoint: Number(row.held), head }
  return seen >= head ? { checkpoint: seen, head } : null
}

export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    // Goes out with the first statement: nobody waits for its answer alone, and where it fails what is behind it fails, too.
    const begun = client.query('begin')
    begun.catch(() => {})
    const result = await work(client)
    await begun
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    // A connection that cannot even roll back is thrown away; the server rolls back when it is gone. One that has not answered
    // in time is still at that query, and would keep us waiting as long again for the rollback behind it.
    const failure = hasTimedOut(error)
      ? error
      : await client.query('rollback').then(
          () => undefined,
          (broken: Error) => broken,
        )
    client.release(failure)
    throw error
  }
}

/** The driver has no code for it. */
const hasTimedOut = (error: unknown): error is Error => error instanceof Error && error.message === 'Query read timeout'
