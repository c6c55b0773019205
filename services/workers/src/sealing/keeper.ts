import { type EventStore, type LogFault, type LogLag, type LogSealer, logLags } from '@kooperacje/events'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { everySoOften } from '../log.ts'
import type { WorkerMetrics } from '../metrics.ts'
import { Turns } from '../turns.ts'

export interface LogKeeperOptions {
  readonly pool: Pool
  readonly store: EventStore
  readonly sealer: LogSealer
  readonly logger: Logger
  readonly metrics: WorkerMetrics
}

/** A ledger that grows this much between two rounds is sealed at once. */
const WAKE_EVENTS = 1000
/** Ledgers at a time: sealing is mostly computing. */
const PARALLEL = 2

/**
 * Keeps the logs close behind their ledgers: a round every few seconds looks at all of them, and a wake-up shortens the wait
 * of one that grows fast. Any number of processes may do so; the sealer's row lock decides. A ledger whose past was changed
 * is refused loudly, and only that one.
 */
export class LogKeeper {
  readonly #options: LogKeeperOptions
  readonly #turns = new Turns(PARALLEL)
  readonly #sizes = new Map<string, number>()
  readonly #runs = new Map<string, Promise<void>>()
  readonly #warn: (error: unknown, fields?: Record<string, unknown>) => void
  readonly #accuse: (error: unknown, fields?: Record<string, unknown>) => void
  #lookedAtAll = false
  #stopped = false

  constructor(options: LogKeeperOptions) {
    this.#options = options
    this.#warn = everySoOften(options.logger, 'a log could not be sealed and will be tried again')
    this.#accuse = everySoOften(options.logger, 'a log is not sealed any more: its past is not what it was')
  }

  /** The ledger has grown to this position. */
  wake(ledger: string, position: number): void {
    if (position - (this.#sizes.get(ledger) ?? 0) >= WAKE_EVENTS) void this.#run(ledger)
  }

  /** One round: everything that is not sealed yet. The first one looks at every log: the keys may have changed. */
  async sweep(signal?: AbortSignal): Promise<void> {
    const { pool, store, metrics } = this.#options
    try {
      const lags = await logLags(pool)
      this.#show(lags)
      const ledgers = this.#lookedAtAll ? lags.map(({ ledger }) => ledger) : [...(await store.heads()).keys()]
      this.#lookedAtAll = true
      if (!signal?.aborted) await Promise.all(ledgers.map((ledger) => this.#run(ledger)))
    } catch (error) {
      metrics.logFailures.inc()
      this.#warn(error)
    }
  }

  /** Ends after what is in hand. */
  async stop(): Promise<void> {
    this.#stopped = true
    await Promise.all(this.#runs.values())
  }

  #run(ledger: string): Promise<void> {
    const running = this.#runs.get(ledger)
    if (running) return running
    const run = this.#turns.take(() => this.#seal(ledger)).finally(() => this.#runs.delete(ledger))
    this.#runs.set(ledger, run)
    return run
  }

  async #seal(ledger: string): Promise<void> {
    const { sealer, metrics } = this.#options
    try {
      while (!this.#stopped) {
        const result = await sealer.sealNext(ledger)
        this.#sizes.set(ledger, result.size)
        metrics.logSize.set({ ledger }, result.size)
        metrics.logFault.set({ ledger }, result.outcome === 'refused' ? 1 : 0)
        if (result.outcome === 'refused') return this.#refused(ledger, result.fault)
        metrics.logSealed.inc(result.sealed)
        if (result.outcome === 'sealed' || result.outcome === 'more') metrics.logCheckpoints.inc()
        if (result.outcome !== 'more') return
      }
    } catch (error) {
      metrics.logFailures.inc()
      this.#warn(error, { ledger })
    }
  }

  #refused(ledger: string, { position, reason }: LogFault): void {
    this.#accuse(new Error(reason), { ledger, position })
  }

  #show(lags: readonly LogLag[]): void {
    const { metrics } = this.#options
    metrics.logLag.reset()
    metrics.logLagSeconds.reset()
    for (const { ledger, size, head, since } of lags) {
      metrics.logLag.set({ ledger }, head - size)
      if (since) metrics.logLagSeconds.set({ ledger }, Math.max(0, (Date.now() - since.getTime()) / 1000))
    }
  }
}
