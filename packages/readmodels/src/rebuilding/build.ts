import { setTimeout as sleep } from 'node:timers/promises'
import { isCorrection } from '@kooperacje/domain'
import { allEnded, type EventCodec, inTransaction, PostgresEventStore, type RecordedEvent } from '@kooperacje/events'
import type { Pool, PoolClient } from 'pg'
import { BoundedFold } from '../bounded-fold.ts'
import { effectiveLedger } from '../effective.ts'
import { VALUES_IN_MEMORY } from '../fold-anew.ts'
import { modelsOf } from '../models.ts'
import { addRows, deleteLedger } from '../rows-in-bulk.ts'
import type { TableProjection } from '../table-projection.ts'
import { forgetBuilding, keepPosition } from './building.ts'
import { readAhead } from './read-ahead.ts'
import { storeVersion } from './versions.ts'

export interface BuildOptions {
  /** Events a transaction. Default 5000: the rows of a batch travel as one text, which 5000 keep at a few megabytes. */
  readonly batch?: number
  /**
   * Values of rows (a row has as many as its table has columns) kept in memory until their ledger is done, of all ledgers
   * together. More go batch by batch.
   */
  readonly valuesInMemory?: number
  /**
   * Connections that build, of the pool, and the rebuild takes one besides. Default 2. A ledger is built over one; those that
   * find no ledger help with the rows of the others.
   */
  readonly parallel?: number | undefined
  /** Between two batches, for what else the machine has to do: so many times as long as the batch took. Default 0. */
  readonly pause?: number | undefined
  /** Stops it between two batches. It is taken up again by the next one. */
  readonly signal?: AbortSignal | undefined
}

/** A swap that waits longer for some long reader steps back, lest every new reader queues up behind it. */
const SWAP_LOCK_TIMEOUT_MS = 2000

/** The new tables and how far they are. */
export class Build {
  readonly #pool: Pool
  readonly #codec: EventCodec
  readonly #projection: TableProjection
  readonly #options: BuildOptions
  readonly #batch: number
  readonly #parallel: number
  readonly #valuesInMemory: number
  readonly #folding = new Set<BoundedFold>()
  /** What is taken in, be it in memory only. */
  readonly #positions: Map<string, number>
  #idle = 0
  #failed = false
  total = 0

  constructor(
    pool: Pool,
    codec: EventCodec,
    projection: TableProjection,
    options: BuildOptions,
    positions: ReadonlyMap<string, number>,
  ) {
    this.#pool = pool
    this.#codec = codec
    this.#projection = projection
    this.#options = options
    this.#batch = options.batch ?? 5000
    this.#parallel = options.parallel ?? 2
    this.#valuesInMemory = options.valuesInMemory ?? VALUES_IN_MEMORY
    this.#positions = new Map(positions)
  }

  get done(): number {
    return [...this.#positions.values()].reduce((sum, position) => sum + position, 0)
  }

  positionIn(ledger: string): number {
    return this.#positions.get(ledger) ?? 0
  }

  async behind(): Promise<number> {
    const heads = await this.#store(this.#pool).heads()
    return [...heads].reduce((sum, [ledger, head]) => sum + head - this.positionIn(ledger), 0)
  }

  /** Several ledgers at a time, the longest first. Nothing is written any more when this has ended, be it on an error. */
  async toHeads(onBatch: () => Promise<void>): Promise<void> {
    const heads = await this.#store(this.#pool).heads()
    this.total = [...heads.values()].reduce((sum, head) => sum + head, 0)
    const left = [...heads].sort(([, one], [, other]) => other - one)
    this.#idle = 0
    const work = async () => {
      try {
        for (let next = left.shift(); next && !this.#stopped; next = left.shift()) await this.toHead(...next, onBatch)
        this.#idle++
      } catch (error) {
        this.#failed = true
        throw error
      }
    }
    const ended = await Promise.allSettled(Array.from({ length: this.#parallel }, work))
    for (const each of ended) if (each.status === 'rejected') throw each.reason
  }

  async toHead(ledger: string, head: number, onBatch: () => Promise<void>): Promise<void> {
    if (this.positionIn(ledger) === 0) await this.#fromTheBeginning(ledger, head, onBatch)
    for (let at = this.positionIn(ledger); at < head && !this.#stopped; await onBatch()) {
      const began = performance.now()
      at = await this.#hastily((client) => this.#takeBatch(client, ledger, at, head))
      this.#positions.set(ledger, at)
      await this.#rest(began)
    }
  }

  /**
   * The new tables hold nothing of this ledger but what a build that died may have left. Where facts were corrected, what is
   * right comes in the place of what was recorded, and half of that is no state of any position: a build that is stopped in
   * the middle begins such a ledger again.
   */
  async #fromTheBeginning(ledger: string, head: number, onBatch: () => Promise<void>): Promise<void> {
    const { name, tables } = this.#projection
    const corrected = await this.#wasCorrected(ledger, head)
    const models = await this.#hastily(async (client) => {
      for (const table of tables) await deleteLedger(client, 'rm_next', table.name, ledger)
      return modelsOf(client, ledger)
    })
    const fold = new BoundedFold(this.#projection, ledger, () => this.#kept < this.#valuesInMemory)
    this.#folding.add(fold)
    let at = 0
    for await (const { events, to } of readAhead(this.#history(ledger, head, corrected))) {
      const began = performance.now()
      await this.#hastily(async (client) => {
        await fold.take(client, 'rm_next', events, models)
        if (fold.kept === 0 && !corrected) await keepPosition(client, name, ledger, to)
      })
      at = to
      this.#positions.set(ledger, at)
      await onBatch()
      if (this.#stopped) break
      await this.#rest(began)
    }
    this.#folding.delete(fold)
    if (corrected && at < head) return void this.#positions.delete(ledger)
    await this.#writeLeft(fold)
    await this.#hastily((client) => keepPosition(client, name, ledger, at))
  }

  /** What is cut off in here has kept no position, and the ledger is begun again. */
  async #writeLeft(fold: BoundedFold): Promise<void> {
    const left = fold.left()
    const write = () =>
      this.#hastily(async (client) => {
        for (const { table, rows } of left) await addRows(client, 'rm_next', table, rows)
      })
    const { pause = 0 } = this.#options
    // Who is to leave room for others does not take a second processor.
    await allEnded(Array.from({ length: pause > 0 ? 1 : 1 + this.#idle }, write))
  }

  /** A page at a time, each with the position that is reached with it; the last reaches the head. */
  async *#history(
    ledger: string,
    head: number,
    corrected: boolean,
  ): AsyncGenerator<{ readonly events: readonly RecordedEvent[]; readonly to: number }> {
    if (!corrected) {
      for (let at = 0; at < head; at += this.#batch) {
        const to = Math.min(head, at + this.#batch)
        yield { events: await this.#read(this.#pool, ledger, at, to), to }
      }
      return
    }
    const { types } = this.#projection
    const range = { ledger, to: head, types, page: this.#batch }
    let at = 0
    for await (const events of effectiveLedger(this.#store(this.#pool), range)) {
      at = Math.min(events.at(-1)?.position ?? at, head - 1)
      yield { events, to: at }
    }
    yield { events: [], to: head }
  }

  get #kept(): number {
    return [...this.#folding].reduce((sum, { kept }) => sum + kept, 0)
  }

  async #wasCorrected(ledger: string, to: number): Promise<boolean> {
    if (this.#projection.corrections === 'SHOW') return false
    const types = this.#projection.types.filter(isCorrection)
    const found = await this.#store(this.#pool).readLedger(ledger, { to, types, limit: 1, open: false })
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
    const { pause = 0, signal } = this.#options
    if (pause === 0) return
    await sleep(pause * (performance.now() - began), undefined, signal ? { signal } : {}).catch(() => {})
  }

  get #stopped(): boolean {
    return this.#failed || this.#options.signal?.aborted === true
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
          const head = await this.#store(client).head(ledger)
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
    const events = await this.#read(client, ledger, at, to)
    await this.#projection.applyTo(client, events, 'rm_next', this.#store(client))
    await keepPosition(client, this.#projection.name, ledger, to)
    return to
  }

  #read(from: Pool | PoolClient, ledger: string, after: number, to: number) {
    const range = { from: after + 1, to, limit: this.#batch, types: this.#projection.types, open: false }
    return this.#store(from).readLedger(ledger, range)
  }

  #store = (from: Pool | PoolClient) => new PostgresEventStore(from as Pool, this.#codec)
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
