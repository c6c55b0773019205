import { setTimeout as sleep } from 'node:timers/promises'
import { type EventCodec, type Projection, runProjection, runTogether, type TakenTogether } from '@kooperacje/events'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { everySoOften } from './log.ts'
import type { WorkerMetrics } from './metrics.ts'
import { Turns } from './turns.ts'

export interface ProjectorOptions {
  readonly pool: Pool
  readonly codec: EventCodec
  readonly logger: Logger
  readonly metrics: WorkerMetrics
  /** Batches at a time; each takes a connection of the pool. */
  readonly parallel: number
  /** Events a transaction. */
  readonly batch?: number | undefined
}

/** One projection on one ledger. */
interface Track {
  readonly projection: Projection
  readonly ledger: string
  running: boolean
  /** The ledger has grown since the batch in flight looked at its head. */
  again: boolean
  failures: number
  /** Not before this moment of `performance.now()`. */
  notBefore: number
}

/**
 * Another process that holds a track may just have looked at the head, before the event that we were woken for: asking
 * again a few times costs a small query each and saves the reader a whole sweep.
 */
const BUSY_PAUSE_MS = 20
const BUSY_TRIES = 5
const BACKOFF_MS = 1000
const BACKOFF_MAX_MS = 60_000

/**
 * Brings projections up to the heads of their ledgers. Any number of processes may do so at once: the checkpoint's row
 * lock decides. A projection that fails waits longer and longer, on that ledger only; the others go on.
 */
export class Projector {
  readonly #options: ProjectorOptions
  #projections: readonly Projection[] = []
  readonly #tracks = new Map<string, Track>()
  /** Ledgers being looked into, and to which position at least it has to be looked again. */
  readonly #looking = new Map<string, number>()
  /** Where all projections of a ledger have been seen to be: several tell of the same growth, and most of them too late. */
  readonly #reached = new Map<string, number>()
  readonly #turns: Turns
  readonly #warn: (error: unknown, fields?: Record<string, unknown>) => void
  readonly #runs = new Set<Promise<void>>()
  readonly #stop = new AbortController()

  constructor(options: ProjectorOptions) {
    this.#options = options
    this.#turns = new Turns(options.parallel)
    this.#warn = everySoOften(options.logger, 'a projection failed and will be tried again', 1000)
  }

  /** From now on this projection is kept up to date as well. */
  add(projection: Projection): void {
    this.#projections = [...this.#projections.filter(({ name }) => name !== projection.name), projection]
    this.#reached.clear()
  }

  get names(): readonly string[] {
    return this.#projections.map(({ name }) => name)
  }

  /**
   * The ledger has grown, to this position if it is known. Wake-ups that come while the same ledger is being looked into make one
   * more look, unless that one has come far enough.
   */
  wake(ledger: string, position = Number.POSITIVE_INFINITY): void {
    if (position > (this.#reached.get(ledger) ?? 0)) this.resume(ledger, position)
  }

  /** Projections were seen to be behind this position of the ledger, whatever is known of it here. */
  resume(ledger: string, position: number): void {
    if (this.#stop.signal.aborted) return
    const looking = this.#looking.get(ledger)
    this.#looking.set(ledger, Math.max(looking ?? 0, position))
    if (looking === undefined) this.#keep(this.#look(ledger))
  }

  /** The database was away: what failed meanwhile is nobody's fault, and need not wait out its backoff. */
  forgive(): void {
    for (const track of this.#tracks.values()) track.notBefore = 0
  }

  /** Finishes the batches in flight and begins no others. */
  async stop(): Promise<void> {
    this.#stop.abort()
    while (this.#runs.size > 0) await Promise.all(this.#runs)
  }

  #track(projection: Projection, ledger: string): Track {
    const key = `${projection.name}/${ledger}`
    const known = this.#tracks.get(key)
    if (known) return known
    const track = { projection, ledger, running: false, again: false, failures: 0, notBefore: 0 }
    this.#tracks.set(key, track)
    return track
  }

  #start(track: Track): void {
    if (track.running) {
      track.again = true
      return
    }
    if (this.#stop.signal.aborted || performance.now() < track.notBefore) return
    track.running = true
    this.#keep(this.#run(track))
  }

  #keep(run: Promise<void>): void {
    this.#runs.add(run)
    void run.finally(() => this.#runs.delete(run))
  }

  async #look(ledger: string): Promise<void> {
    for (let busy = 0; ; ) {
      const wanted = this.#looking.get(ledger) ?? 0
      this.#looking.set(ledger, 0)
      const { reached, isBusy } = await this.#together(ledger, wanted)
      if (this.#stop.signal.aborted) break
      if ((this.#looking.get(ledger) ?? 0) > reached) busy = 0
      else if (!isBusy || ++busy > BUSY_TRIES) break
      if (isBusy) await sleep(BUSY_PAUSE_MS, undefined, { ref: false })
    }
    this.#looking.delete(ledger)
  }

  /**
   * Most facts concern some five projections, and all are near the head: one transaction takes a fact into all of them. What
   * it could not take, or what failed, goes the long way, a projection at a time, where each has its own account of failures.
   */
  async #together(ledger: string, wanted: number): Promise<{ readonly reached: number; readonly isBusy: boolean }> {
    const { pool, codec, metrics, batch } = this.#options
    const all = this.#projections
    const tracks = all.map((projection) => this.#track(projection, ledger))
    const ready = tracks.filter(isReady)
    if (ready.length <= 1) {
      for (const track of tracks) this.#start(track)
      return { reached: 0, isBusy: false }
    }
    for (const track of ready) track.running = true
    let result: TakenTogether | null = null
    try {
      const projections = ready.length === all.length ? all : ready.map(({ projection }) => projection)
      const near = batch === undefined ? {} : { near: batch }
      result = await this.#turns.take(() => runTogether(pool, codec, projections, ledger, near))
    } catch (error) {
      // Whoever is at fault fails again by itself, and is then named.
      this.#warn(error, { ledger })
    } finally {
      for (const track of ready) track.running = false
    }
    if (result === null) {
      for (const track of tracks) this.#start(track)
      return { reached: 0, isBusy: false }
    }
    const { head, taken, busy, left } = result
    for (const [projection, applied] of taken) {
      metrics.batches.inc({ projection })
      metrics.events.inc({ projection }, applied)
    }
    for (const track of tracks) if (!ready.includes(track) || left.has(track.projection.name)) this.#start(track)
    if (ready.length < tracks.length || left.size + busy.size > 0) return { reached: 0, isBusy: busy.size > 0 }
    // Nobody was behind: the ledger has been seen where the wake-up said that it is.
    const reached = head > 0 || wanted === Number.POSITIVE_INFINITY ? head : wanted
    this.#reached.set(ledger, Math.max(reached, this.#reached.get(ledger) ?? 0))
    return { reached, isBusy: false }
  }

  async #run(track: Track): Promise<void> {
    try {
      for (let busy = 0; !this.#stop.signal.aborted; ) {
        track.again = false
        const outcome = await this.#turns.take(() => this.#batch(track))
        if (outcome === 'failed') return
        if (outcome === 'busy') {
          if (++busy > BUSY_TRIES) return
          await sleep(BUSY_PAUSE_MS, undefined, { ref: false })
        } else if (outcome === 'caught-up' && !track.again) return
      }
    } finally {
      // In the same turn as the look at `again`: a wake-up in between would be lost.
      track.running = false
    }
  }

  async #batch(track: Track): Promise<'caught-up' | 'more' | 'busy' | 'failed'> {
    const { pool, codec, metrics, batch } = this.#options
    const { projection, ledger } = track
    const labels = { projection: projection.name, ledger }
    try {
      const { outcome, applied } = await runProjection(pool, codec, projection, ledger, batch ? { batch } : {})
      if (outcome !== 'busy') {
        metrics.batches.inc({ projection: projection.name })
        metrics.events.inc({ projection: projection.name }, applied)
        if (track.failures > 0) metrics.failing.set(labels, 0)
        track.failures = 0
      }
      return outcome
    } catch (error) {
      track.failures++
      track.notBefore = performance.now() + backoff(track.failures)
      metrics.projectionFailures.inc({ projection: projection.name })
      metrics.failing.set(labels, track.failures)
      this.#warn(error, { ...labels, failures: track.failures })
      return 'failed'
    }
  }
}

/** Of one that has failed, the others must not depend. */
const isReady = ({ running, failures }: Track): boolean => !running && failures === 0

/** Doubles from a second to a minute; up to a fifth more, so that processes do not come back in step. */
function backoff(failures: number): number {
  return Math.min(BACKOFF_MS * 2 ** (failures - 1), BACKOFF_MAX_MS) * (1 + Math.random() / 5)
}
