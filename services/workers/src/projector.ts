import { setTimeout as sleep } from 'node:timers/promises'
import { type EventCodec, type Projection, runProjection, runTogether } from '@kooperacje/events'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { everySoOften } from './log.ts'
import type { WorkerMetrics } from './metrics.ts'
import { skipToHead } from './skip.ts'
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
 * again a few times costs three small queries each and saves the reader a whole sweep.
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
  readonly #projections = new Map<string, Projection>()
  readonly #tracks = new Map<string, Track>()
  /** Ledgers being looked into, and whether to look again. */
  readonly #looking = new Map<string, boolean>()
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
    this.#projections.set(projection.name, projection)
  }

  get names(): readonly string[] {
    return [...this.#projections.keys()]
  }

  /** The ledger has grown. Wake-ups that come while one of the same ledger is being looked into make one more look. */
  wake(ledger: string): void {
    if (this.#stop.signal.aborted) return
    const looking = this.#looking.has(ledger)
    this.#looking.set(ledger, looking)
    if (!looking) this.#keep(this.#look(ledger))
  }

  /** The track was seen to lag; when it is being run already, that run will see to it. */
  resume(projectionName: string, ledger: string): void {
    const projection = this.#projections.get(projectionName)
    if (projection) this.#start(this.#track(projection, ledger), false)
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

  #start(track: Track, grown: boolean): void {
    if (track.running) {
      track.again ||= grown
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
    const { pool } = this.#options
    const projections = [...this.#projections.values()]
    do {
      this.#looking.set(ledger, false)
      let concerned: ReadonlySet<string>
      try {
        concerned = await this.#turns.take(() => skipToHead(pool, ledger, projections))
      } catch (error) {
        // The long way round then; it keeps its own account of failures.
        this.#warn(error, { ledger })
        concerned = new Set(this.#projections.keys())
      }
      const left = projections.filter(({ name }) => concerned.has(name)).map((one) => this.#track(one, ledger))
      const taken = await this.#together(left.filter(isReady))
      for (const track of left) if (!taken.has(track)) this.#start(track, true)
    } while (this.#looking.get(ledger) && !this.#stop.signal.aborted)
    this.#looking.delete(ledger)
  }

  /**
   * Most facts concern some five projections, which are all near the head: one transaction takes a fact into all of them. What
   * it could not take, or what failed, goes the long way, a projection at a time, where each has its own account of failures.
   */
  async #together(tracks: readonly Track[]): Promise<ReadonlySet<Track>> {
    const { pool, codec, metrics, batch } = this.#options
    const [first] = tracks
    if (!first || tracks.length === 1 || this.#stop.signal.aborted) return new Set()
    for (const track of tracks) track.running = true
    try {
      const projections = tracks.map(({ projection }) => projection)
      const near = batch === undefined ? {} : { near: batch }
      const taken = await this.#turns.take(() => runTogether(pool, codec, projections, first.ledger, near))
      for (const [projection, applied] of taken) {
        metrics.batches.inc({ projection })
        metrics.events.inc({ projection }, applied)
      }
      return new Set(tracks.filter(({ projection }) => taken.has(projection.name)))
    } catch (error) {
      // Whoever is at fault fails again by itself, and is then named.
      this.#warn(error, { ledger: first.ledger })
      return new Set()
    } finally {
      for (const track of tracks) track.running = false
    }
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
