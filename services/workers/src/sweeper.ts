import type { Lag } from '@kooperacje/events'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { everySoOften } from './log.ts'
import type { WorkerMetrics } from './metrics.ts'
import type { Projector } from './projector.ts'

export interface SweeperOptions {
  readonly pool: Pool
  readonly projector: Projector
  readonly logger: Logger
  readonly metrics: WorkerMetrics
}

/**
 * Compares checkpoints with heads and sets going what lags. This is what makes projections right; wake-ups only make
 * them quick. It needs the database and nothing else.
 */
export class Sweeper {
  readonly #options: SweeperOptions
  readonly #warn: (error: unknown) => void
  #failed = false
  #sweptAt = 0

  constructor(options: SweeperOptions) {
    this.#options = options
    this.#warn = everySoOften(options.logger, 'checkpoints could not be compared with heads')
  }

  /** Milliseconds since the last success; infinite before the first. */
  get age(): number {
    return this.#sweptAt === 0 ? Number.POSITIVE_INFINITY : performance.now() - this.#sweptAt
  }

  /** Events that the track furthest behind has to take in, as of the last success. */
  worst = 0

  async sweep(): Promise<void> {
    const { pool, projector, metrics } = this.#options
    try {
      const lagging = await lag(pool, projector.names)
      if (this.#failed) projector.forgive()
      this.#failed = false
      // A ledger at a time and not a projection: all of them are behind whenever it is looked at while commands come.
      for (const [ledger, head] of new Map(lagging.map(({ ledger, head }) => [ledger, head])))
        projector.resume(ledger, head)
      this.#show(lagging)
      this.#sweptAt = performance.now()
      metrics.sweeps.inc({ outcome: 'done' })
      metrics.lastSweep.setToCurrentTime()
    } catch (error) {
      this.#failed = true
      metrics.sweeps.inc({ outcome: 'failed' })
      this.#warn(error)
    }
  }

  #show(lagging: readonly Lag[]): void {
    const { metrics, projector } = this.#options
    const ledgers = new Map(projector.names.map((projection) => [projection, 0]))
    metrics.lag.reset()
    this.worst = 0
    for (const { projection, ledger, position, head } of lagging) {
      metrics.lag.set({ projection, ledger }, head - position)
      this.worst = Math.max(this.worst, head - position)
      ledgers.set(projection, (ledgers.get(projection) ?? 0) + 1)
    }
    for (const [projection, count] of ledgers) metrics.laggingLedgers.set({ projection }, count)
  }
}

/** Only what lags: asked every second for thousands of ledgers, most of which stand still. */
async function lag(pool: Pool, projections: readonly string[]): Promise<Lag[]> {
  const { rows } = await pool.query<{ projection: string; ledger: string; position: string; head: string }>({
    name: 'workers.lag',
    text: `select p.projection, l.ledger, coalesce(c.position, 0) as position, l.head
             from es.ledgers l cross join unnest($1::text[]) as p (projection)
             left join es.checkpoints c on c.projection = p.projection and c.ledger = l.ledger
            where l.head > coalesce(c.position, 0)`,
    values: [projections],
  })
  return rows.map((row) => ({ ...row, position: Number(row.position), head: Number(row.head) }))
}
