import { setTimeout as sleep } from 'node:timers/promises'
import { isCorrection } from '@kooperacje/domain'
import { type EventCodec, inTransaction, PostgresEventStore } from '@kooperacje/events'
import type { Pool, PoolClient } from 'pg'
import { foldLedgerAnew } from './fold-anew.ts'
import { LedgerFold } from './ledger-fold.ts'
import { modelsOf } from './models.ts'
import {
  beginBuilding,
  buildingOf,
  forgetBuilding,
  keepPosition,
  REBUILD_LOCK,
  tellProgress,
} from './rebuilding/building.ts'
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
  /**
   * Values of rows (a row has as many as its table has columns) kept in memory until their ledger is done, of all ledgers
   * together. Default 1,000,000, some tens of megabytes: 20,000 rows of a wide table. More go batch by batch.
   */
  readonly valuesInMemory?: number
  /** Ledgers at a time. Default 2; each needs a connection of the pool, and the rebuild one besides. */
  readonly parallel?: number | undefined
  /** Leaves the new tables beside the old ones, to be compared and put in place later. */
  readonly keep?: boolean | undefined
  /** Begins again, whatever was built before. */
  readonly afresh?: boolean | undefined
  /** Between two batches, for what else the machine has to do: so many times as long as the batch took. Default 0. */
  readonly pause?: number | undefined
  /** Stops it between two batches. It is taken up again by the next one. */
  readonly signal?: AbortSignal | undefined
}

export type RebuildRefusal =
  | { readonly code: 'rebuild-under-way' }
  | { readonly code: 'nothing-built' }
  /** By other code, or before a migration of the tables. */
  | { readonly code: 'outdated-build'; readonly version: number }

export type RebuildResult =
  | { readonly ok: true; readonly outcome: 'SWAPPED' | 'BUILT' | 'STOPPED' }
  | { readonly ok: false; readonly refusal: RebuildRefusal }

/** A builder tells the others how far it is, who ask the database. */
const TELL_EVERY_MS = 500
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
): Promise<RebuildResult> {
  if (!projection.rebuilt) throw new Error(`${projection.name} holds what no event tells and is never built anew`)
  const done = await withRebuildLock(pool, projection, 'REFUSE', () => rebuildLocked(pool, codec, projection, options))
  return done ?? { ok: false, refusal: { code: 'rebuild-under-way' } }
}

/** Puts in the place of the old tables what a rebuild has left beside them. */
export async function swapBuilt(
  pool: Pool,
  codec: EventCodec,
  projection: TableProjection,
  options: Pick<RebuildOptions, 'onProgress' | 'signal'> = {},
): Promise<RebuildResult> {
  const done = await withRebuildLock(pool, projection, 'REFUSE', async (): Promise<RebuildResult> => {
    const building = await buildingOf(pool, projection)
    if (!building) return { ok: false, refusal: { code: 'nothing-built' } }
    if (!building.fits) return { ok: false, refusal: { code: 'outdated-build', version: building.version } }
    return rebuildLocked(pool, codec, projection, options)
  })
  return done ?? { ok: false, refusal: { code: 'rebuild-under-way' } }
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
    await withRebuildLock(pool, projection, 'WAIT', async () => {
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
): Promise<RebuildResult> {
  const { name } = projection
  const { onProgress, signal, keep = false, afresh = false } = options
  let before = afresh ? null : await buildingOf(pool, projection)
  if (!before?.fits) {
    before = null
    await beginBuilding(pool, projection)
  }
  const build = new Build(pool, codec, projection, options, before?.positions ?? new Map())
  const [began, had] = [performance.now(), build.done]
  let told = 0
  const report = async (phase: RebuildProgress['phase']) => {
    const events = build.done
    const eventsPerSecond = Math.round((events - had) / ((performance.now() - began) / 1000))
    const progress = { events, of: Math.max(build.total, events), eventsPerSecond }
    onProgress?.({ projection: name, phase, ...progress })
    if (phase !== 'building' || performance.now() - told < TELL_EVERY_MS) return
    told = performance.now()
    await tellProgress(pool, name, progress)
  }
  const building = () => report('building')
  do {
    await build.toHeads(building)
  } while (!signal?.aborted && (await build.behind()) > NEAR_ENOUGH)
  if (signal?.aborted) return { ok: true, outcome: 'STOPPED' }
  const { done: events, total } = build
  await tellProgress(pool, name, { events, of: Math.max(total, events), eventsPerSecond: 0 })
  if (keep) return { ok: true, outcome: 'BUILT' }
  await report('swapping')
  while (!(await build.swap())) {
    if (signal?.aborted) return { ok: true, outcome: 'STOPPED' }
    await sleep(200)
    await build.toHeads(() => report('swapping'))
  }
  await report('done')
  return { ok: true, outcome: 'SWAPPED' }
}

/** The new tables and how far they are. */
export class Build {
  readonly #pool: Pool
  readonly #codec: EventCodec
  readonly #projection: TableProjection
  readonly #options: RebuildOptions
  readonly #batch: number
  readonly #parallel: number
  readonly #valuesInMemory: number
  readonly #folding = new Set<LedgerFold>()
  /** What is taken in, be it in memory only. */
  readonly #positions: Map<string, number>
  total = 0

  constructor(
    pool: Pool,
    codec: EventCodec,
    projection: TableProjection,
    options: RebuildOptions,
    positions: ReadonlyMap<string, number>,
  ) {
    this.#pool = pool
    this.#codec = codec
    this.#projection = projection
    this.#options = options
    this.#batch = options.batch ?? 5000
    this.#parallel = options.parallel ?? 2
    this.#valuesInMemory = options.valuesInMemory ?? 1_000_000
    this.#positions = new Map(positions)
  }

  get done(): number {
    return [...this.#positions.values()].reduce((sum, position) => sum + position, 0)
  }

  positionIn(ledger: string): number {
    return this.#at(ledger)
  }

  async behind(): Promise<number> {
    const heads = await new PostgresEventStore(this.#pool, this.#codec).heads()
    return [...heads].reduce((sum, [ledger, head]) => sum + head - this.#at(ledger), 0)
  }

  /** Several ledgers at a time, the longest first. */
  async toHeads(onBatch: () => Promise<void>): Promise<void> {
    const heads = await new PostgresEventStore(this.#pool, this.#codec).heads()
    this.total = [...heads.values()].reduce((sum, head) => sum + head, 0)
    const left = [...heads].sort(([, one], [, other]) => other - one)
    const work = async () => {
      for (let next = left.shift(); next && !this.#stopped; next = left.shift()) await this.toHead(...next, onBatch)
    }
    await Promise.all(Array.from({ length: this.#parallel }, work))
  }

  async toHead(ledger: string, head: number, onBatch: () => Promise<void>): Promise<void> {
    if (this.#at(ledger) === 0) await this.#fromTheBeginning(ledger, head, onBatch)
    for (let at = this.#at(ledger); at < head && !this.#stopped; await onBatch()) {
      const began = performance.now()
      at = await this.#hastily((client) => this.#takeBatch(client, ledger, at, head))
      this.#positions.set(ledger, at)
      await this.#rest(began)
    }
  }

  /** The new tables hold nothing of this ledger: its rows are made in memory, as far as memory goes. */
  async #fromTheBeginning(ledger: string, head: number, onBatch: () => Promise<void>): Promise<void> {
    const { name } = this.#projection
    const models = await this.#hastily((client) => modelsOf(client, ledger))
    if (await this.#wasCorrected(ledger, head)) {
      await this.#hastily(async (client) => {
        await foldLedgerAnew(client, 'rm_next', this.#projection, {
          ledger,
          to: head,
          past: this.#store(client),
          models,
        })
        await keepPosition(client, name, ledger, head)
      })
      this.#positions.set(ledger, head)
      await onBatch()
      return
    }
    const fold = new LedgerFold(this.#projection, ledger)
    this.#folding.add(fold)
    let at = 0
    let coming = this.#read(this.#pool, ledger, 0, Math.min(head, this.#batch))
    while (at < head && this.#kept < this.#valuesInMemory && !this.#stopped) {
      const began = performance.now()
      const to = Math.min(head, at + this.#batch)
      const events = await coming
      // The next page is read while this one is folded and written.
      coming = to < head ? this.#read(this.#pool, ledger, to, Math.min(head, to + this.#batch)) : Promise.resolve([])
      coming.catch(() => {})
      fold.take(events, models)
      await this.#hastily(async (client) => {
        await fold.writeLogs(client, 'rm_next')
        if (fold.kept === 0) await keepPosition(client, name, ledger, to)
      })
      at = to
      this.#positions.set(ledger, at)
      await onBatch()
      await this.#rest(began)
    }
    await coming
    await this.#hastily(async (client) => {
      await fold.writeAll(client, 'rm_next')
      await keepPosition(client, name, ledger, at)
    })
    this.#folding.delete(fold)
  }

  get #kept(): number {
    return [...this.#folding].reduce((sum, { kept }) => sum + kept, 0)
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

  /** Leaves the machine to the others for a while. */
  async #rest(began: number): Promise<void> {
    const { pause = 0 } = this.#options
    if (pause > 0) await sleep(pause * (performance.now() - began))
  }

  get #stopped(): boolean {
    return this.#options.signal?.aborted === true
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
        await forgetBuilding(client, name)
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
    await keepPosition(client, this.#projection.name, ledger, to)
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

/**
 * On a connection of its own, held for as long as the work takes: the lock goes with the process if that dies.
 * Null when another process has it, unless that is to be waited for.
 */
export async function withRebuildLock<T>(
  pool: Pool,
  { name }: TableProjection,
  whenTaken: 'WAIT' | 'REFUSE',
  work: () => Promise<T>,
): Promise<T | null> {
  const client = await pool.connect()
  try {
    const take = whenTaken === 'WAIT' ? 'pg_advisory_lock' : 'pg_try_advisory_lock'
    const { rows } = await client.query(`select ${take}($1, hashtext($2)) as taken`, [REBUILD_LOCK, name])
    const result = rows[0].taken === false ? null : await work()
    await client.query('select pg_advisory_unlock($1, hashtext($2))', [REBUILD_LOCK, name])
    client.release()
    return result
  } catch (error) {
    client.release(true)
    throw error
  }
}
