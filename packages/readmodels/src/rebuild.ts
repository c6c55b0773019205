import { setTimeout as sleep } from 'node:timers/promises'
import { isCorrection } from '@kooperacje/domain'
import { type EventCodec, inTransaction, PostgresEventStore } from '@kooperacje/events'
import type { Pool, PoolClient } from 'pg'
import { foldLedgerAnew } from './fold-anew.ts'
import { LedgerFold } from './ledger-fold.ts'
import { modelsOf } from './models.ts'
import type { TableProjection } from './table-projection.ts'

export interface RebuildProgress {
  readonly projection: string
  readonly phase: 'building' | 'swapping' | 'done'
  /** Positions of all ledgers taken in so far, and how many there were when last looked. */
  readonly events: number
  readonly of: number
  readonly eventsPerSecond: number
}

export interface RebuildOptions {
  readonly onProgress?: (progress: RebuildProgress) => void
  /** Events a transaction. Default 5000: the rows of a batch travel as one text, which 5000 keep at a few megabytes. */
  readonly batch?: number
  /** Rows of one ledger kept in memory until they are done. Default 20,000, some tens of megabytes; more go batch by batch. */
  readonly rowsInMemory?: number
}

/** The first key of our advisory locks for rebuilds; the second is made of the projection's name. */
const REBUILD_LOCK = 4_611_304
/** A swap that waits longer for some long reader steps back, lest every new reader queues up behind it. */
const SWAP_LOCK_TIMEOUT_MS = 2000
/** So near to the head, what remains is taken in while the live projection stands still for a moment. */
const NEAR_ENOUGH = 2000

/**
 * Builds the tables of a projection anew beside those that serve, from position 1 of every ledger, and puts them in
 * their place. Readers see the old rows until the very moment they see the new ones, at the head of the log.
 * One exception: a `repeatable read` transaction that is older than the swap and reads the table for the first time
 * after it finds no rows, because its snapshot is older than all of them.
 */
export async function rebuildProjection(
  pool: Pool,
  codec: EventCodec,
  projection: TableProjection,
  options: RebuildOptions = {},
): Promise<void> {
  if (!projection.rebuilt) throw new Error(`${projection.name} holds what no event tells and is never built anew`)
  await withRebuildLock(pool, projection, () => rebuildLocked(pool, codec, projection, options))
}

/**
 * At the start of a worker: builds anew whatever was built by another version of the code, older or newer (a release
 * that was taken back). Of workers that start together one builds; the others wait for it here.
 */
export async function ensureProjections(
  pool: Pool,
  codec: EventCodec,
  projections: readonly TableProjection[],
  options: RebuildOptions = {},
): Promise<void> {
  for (const projection of projections) {
    if ((await storedVersion(pool, projection)) === projection.version) continue
    await withRebuildLock(pool, projection, async () => {
      const stored = await storedVersion(pool, projection)
      if (stored === projection.version) return
      const begun = await hasCheckpoints(pool, projection)
      if (begun && projection.rebuilt) await rebuildLocked(pool, codec, projection, options)
      else await inTransaction(pool, (client) => storeVersion(client, projection))
    })
  }
}

async function rebuildLocked(
  pool: Pool,
  codec: EventCodec,
  projection: TableProjection,
  options: RebuildOptions,
): Promise<void> {
  const began = performance.now()
  const build = new Build(pool, codec, projection, options)
  const report = (phase: RebuildProgress['phase']) => {
    const events = build.done
    const eventsPerSecond = Math.round(events / ((performance.now() - began) / 1000))
    options.onProgress?.({
      projection: projection.name,
      phase,
      events,
      of: Math.max(build.total, events),
      eventsPerSecond,
    })
  }
  for (const { name } of projection.tables) await pool.query('select rm.prepare_rebuild($1)', [name])
  do {
    await build.toHeads(() => report('building'))
  } while ((await build.behind()) > NEAR_ENOUGH)
  report('swapping')
  while (!(await build.swap())) {
    await sleep(200)
    await build.toHeads(() => report('swapping'))
  }
  report('done')
}

/** The new tables and how far they are. Not kept anywhere: a rebuild that is cut off begins again. */
class Build {
  readonly #pool: Pool
  readonly #codec: EventCodec
  readonly #projection: TableProjection
  readonly #batch: number
  readonly #rowsInMemory: number
  readonly #positions = new Map<string, number>()
  total = 0

  constructor(pool: Pool, codec: EventCodec, projection: TableProjection, options: RebuildOptions) {
    this.#pool = pool
    this.#codec = codec
    this.#projection = projection
    this.#batch = options.batch ?? 5000
    this.#rowsInMemory = options.rowsInMemory ?? 20_000
  }

  get done(): number {
    return [...this.#positions.values()].reduce((sum, position) => sum + position, 0)
  }

  async behind(): Promise<number> {
    const heads = await new PostgresEventStore(this.#pool, this.#codec).heads()
    return [...heads].reduce((sum, [ledger, head]) => sum + head - (this.#positions.get(ledger) ?? 0), 0)
  }

  async toHeads(onBatch: () => void): Promise<void> {
    const heads = await new PostgresEventStore(this.#pool, this.#codec).heads()
    this.total = [...heads.values()].reduce((sum, head) => sum + head, 0)
    for (const [ledger, head] of heads) {
      if (!this.#positions.has(ledger)) await this.#fromTheBeginning(ledger, head, onBatch)
      for (let at = this.#at(ledger); at < head; onBatch()) {
        at = await this.#hastily((client) => this.#takeBatch(client, ledger, at, head))
        this.#positions.set(ledger, at)
      }
    }
  }

  /** The new tables hold nothing of this ledger: its rows are made in memory, as far as memory goes. */
  async #fromTheBeginning(ledger: string, head: number, onBatch: () => void): Promise<void> {
    const models = await this.#hastily((client) => modelsOf(client, ledger))
    if (await this.#wasCorrected(ledger, head)) {
      await this.#hastily((client) =>
        foldLedgerAnew(client, 'rm_next', this.#projection, { ledger, to: head, past: this.#store(client), models }),
      )
      this.#positions.set(ledger, head)
      onBatch()
      return
    }
    const fold = new LedgerFold(this.#projection, ledger)
    for (let at = 0; at < head && fold.kept < this.#rowsInMemory; onBatch()) {
      const to = Math.min(head, at + this.#batch)
      fold.take(await this.#read(this.#pool, ledger, at, to), models)
      await this.#hastily((client) => fold.writeLogs(client, 'rm_next'))
      at = to
      this.#positions.set(ledger, at)
    }
    await this.#hastily((client) => fold.writeAll(client, 'rm_next'))
  }

  async #wasCorrected(ledger: string, to: number): Promise<boolean> {
    if (this.#projection.corrections === 'SHOW') return false
    const types = this.#projection.types.filter(isCorrection)
    const found = await new PostgresEventStore(this.#pool, this.#codec).readLedger(ledger, {
      to,
      types,
      limit: 1,
      open: false,
    })
    return found.length > 0
  }

  /** Until the swap commits nothing of this is worth a wait for the disk. */
  #hastily<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    return inTransaction(this.#pool, async (client) => {
      await client.query('set local synchronous_commit = off')
      return work(client)
    })
  }

  /** False when a reader or a ledger that has just begun was in the way: then nothing has changed. */
  async swap(): Promise<boolean> {
    const { name, tables } = this.#projection
    const positions = new Map(this.#positions)
    try {
      return await inTransaction(this.#pool, async (client) => {
        await client.query(`set local lock_timeout = ${SWAP_LOCK_TIMEOUT_MS}`)
        // From here on no worker takes anything into the old tables.
        const ledgers = await lockCheckpoints(client, name)
        for (const ledger of ledgers) {
          const head = await new PostgresEventStore(client as unknown as Pool, this.#codec).head(ledger)
          let at = positions.get(ledger) ?? 0
          while (at < head) at = await this.#takeBatch(client, ledger, at, head)
          positions.set(ledger, at)
        }
        await client.query(
          `update es.checkpoints c set position = n.position
             from unnest($2::text[], $3::bigint[]) as n (ledger, position)
            where c.projection = $1 and c.ledger = n.ledger`,
          [name, ledgers, ledgers.map((ledger) => positions.get(ledger) ?? 0)],
        )
        for (const table of tables) await client.query('select rm.swap_rebuilt($1)', [table.name])
        // A ledger whose first facts were taken into the old tables after the checkpoints were listed would lose them.
        const { rows } = await client.query('select count(*)::int as n from es.checkpoints where projection = $1', [
          name,
        ])
        if (rows[0].n !== ledgers.length) throw new SwapRefused()
        await storeVersion(client, this.#projection)
        return true
      })
    } catch (error) {
      if (error instanceof SwapRefused || (error as { code?: string }).code === LOCK_NOT_AVAILABLE) return false
      throw error
    }
  }

  async #takeBatch(client: PoolClient, ledger: string, at: number, head: number): Promise<number> {
    const to = Math.min(head, at + this.#batch)
    const events = await this.#read(client as unknown as Pool, ledger, at, to)
    await this.#projection.applyTo(client, events, 'rm_next', this.#store(client))
    return to
  }

  #read(pool: Pool, ledger: string, after: number, to: number) {
    const range = { from: after + 1, to, limit: this.#batch, types: this.#projection.types, open: false }
    return new PostgresEventStore(pool, this.#codec).readLedger(ledger, range)
  }

  #store = (client: PoolClient) => new PostgresEventStore(client as unknown as Pool, this.#codec)

  #at = (ledger: string): number => this.#positions.get(ledger) ?? 0
}

class SwapRefused extends Error {}
const LOCK_NOT_AVAILABLE = '55P03'

async function lockCheckpoints(client: PoolClient, projection: string): Promise<string[]> {
  await client.query(
    `insert into es.checkpoints (projection, ledger) select $1, ledger from es.ledgers where head > 0
     on conflict do nothing`,
    [projection],
  )
  const { rows } = await client.query<{ ledger: string }>(
    'select ledger from es.checkpoints where projection = $1 order by ledger for update',
    [projection],
  )
  return rows.map(({ ledger }) => ledger)
}

async function storeVersion(client: PoolClient, { name, version }: TableProjection): Promise<void> {
  await client.query(
    `insert into rm.projection_versions (projection, version) values ($1, $2)
     on conflict (projection) do update set version = excluded.version, built_at = clock_timestamp()`,
    [name, version],
  )
}

async function storedVersion(pool: Pool, { name }: TableProjection): Promise<number | null> {
  const { rows } = await pool.query('select version from rm.projection_versions where projection = $1', [name])
  return rows[0]?.version ?? null
}

async function hasCheckpoints(pool: Pool, { name }: TableProjection): Promise<boolean> {
  const { rows } = await pool.query('select from es.checkpoints where projection = $1 and position > 0 limit 1', [name])
  return rows.length > 0
}

/** On a connection of its own, held for as long as the work takes: the lock goes with the process if that dies. */
async function withRebuildLock(pool: Pool, { name }: TableProjection, work: () => Promise<void>): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1, hashtext($2))', [REBUILD_LOCK, name])
    await work()
    await client.query('select pg_advisory_unlock($1, hashtext($2))', [REBUILD_LOCK, name])
    client.release()
  } catch (error) {
    client.release(true)
    throw error
  }
}
