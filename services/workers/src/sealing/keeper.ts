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
const ACCUSATION = 'a log is not sealed any more: its past is not what it was'
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
  /** The ledgers that are refused, with what was told about them. */
  readonly #refused = new Map<string, string>()
  /** The ledgers that were there at the start and were not looked at yet; null: they are not known yet. */
  #unseen: Set<string> | null = null
  #stopped = false

  constructor(options: LogKeeperOptions) {
    this.#options = options
    this.#warn = everySoOften(options.logger, 'a log could not be sealed and will be tried again')
    this.#accuse = everySoOften(options.logger, ACCUSATION)
  }

  /** The ledger has grown to this position. One that is refused is looked at again by the rounds alone. */
  wake(ledger: string, position: number): void {
    if (this.#refused.has(ledger)) return
    if (position - (this.#sizes.get(ledger) ?? 0) >= WAKE_EVENTS) void this.#run(ledger)
  }

  /** One round: everything that is not sealed yet. Every log is looked at once: the keys may have changed. */
  async sweep(signal?: AbortSignal): Promise<void> {
    const { pool, store, metrics } = this.#options
    try {
      const lags = await logLags(pool)
      this.#show(lags)
      this.#unseen ??= new Set((await store.heads()).keys())
      const ledgers = new Set([...lags.map(({ ledger }) => ledger), ...this.#unseen])
      if (!signal?.aborted) await Promise.all([...ledgers].map((ledger) => this.#run(ledger)))
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
        if (result.outcome === 'refused') return this.#refuse(ledger, result.fault)
        // Who is faster may refuse it, too, or still sign with the keys of before.
        if (result.outcome === 'busy') return
        this.#refused.delete(ledger)
        this.#unseen?.delete(ledger)
        metrics.logFault.remove({ ledger })
        metrics.logSealed.inc(result.sealed)
        if (result.outcome !== 'caught-up') metrics.logCheckpoints.inc()
        if (result.outcome !== 'more') return
      }
    } catch (error) {
      metrics.logFailures.inc()
      this.#warn(error, { ledger })
    }
  }

  #refuse(ledger: string, { position, reason }: LogFault): void {
    const { logger, metrics } = this.#options
    metrics.logFault.set({ ledger }, 1)
    this.#unseen?.delete(ledger)
    const told = `${position} ${reason}`
    // What is new is always told: the fault of one ledger must not hide that of another.
    if (this.#refused.get(ledger) === told) this.#accuse(new Error(reason), { ledger, position })
    else logger.warn({ err: new Error(reason), ledger, position }, ACCUSATION)
    this.#refused.set(ledger, told)
  }

  #show(lags: readonly LogLag[]): void {
    const { metrics } = this.#options
    metrics.logLag.reset()
    metrics.logLagSeconds.reset()
    // Another process may have found the fault, or found that it is gone.
    metrics.logFault.reset()
    const faulty = new Set(lags.flatMap(({ ledger, fault }) => (fault ? [ledger] : [])))
    for (const ledger of faulty) metrics.logFault.set({ ledger }, 1)
    for (const ledger of this.#refused.keys()) if (!faulty.has(ledger)) this.#refused.delete(ledger)
    for (const { ledger, size, head, since } of lags) {
      metrics.logLag.set({ ledger }, head - size)
      if (since) metrics.logLagSeconds.set({ ledger }, Math.max(0, (Date.now() - since.getTime()) / 1000))
    }
  }
}
