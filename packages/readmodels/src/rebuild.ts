import { setTimeout as sleep } from 'node:timers/promises'
import { type EventCodec, inTransaction } from '@kooperacje/events'
import type { Pool } from 'pg'
import { Build, type BuildOptions } from './rebuilding/build.ts'
import { beginBuilding, buildingOf, tellProgress } from './rebuilding/building.ts'
import { withRebuildLock } from './rebuilding/lock.ts'
import { hasCheckpoints, storedVersion, storeVersion } from './rebuilding/versions.ts'
import type { TableProjection } from './table-projection.ts'

export interface RebuildProgress {
  readonly projection: string
  readonly phase: 'building' | 'swapping' | 'done'
  /** Positions of all ledgers taken in so far, and how many there were when last looked. */
  readonly events: number
  readonly of: number
  readonly eventsPerSecond: number
}

export interface RebuildOptions extends BuildOptions {
  readonly onProgress?: (progress: RebuildProgress) => void
  /** Leaves the new tables beside the old ones, to be compared and put in place later. */
  readonly keep?: boolean | undefined
  /** Begins again, whatever was built before. */
  readonly afresh?: boolean | undefined
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
/** So near to the head, what remains is taken in while the live projection stands still for a moment. */
const NEAR_ENOUGH = 2000
const LOCK_AGAIN_MS = 500

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
  const done = await withRebuildLock(pool, projection, (lost) =>
    rebuildLocked(pool, codec, projection, stoppedBy(lost, options)),
  )
  return done ?? { ok: false, refusal: { code: 'rebuild-under-way' } }
}

/** Puts in the place of the old tables what a rebuild has left beside them. */
export async function swapBuilt(
  pool: Pool,
  codec: EventCodec,
  projection: TableProjection,
  options: Pick<RebuildOptions, 'onProgress' | 'signal'> = {},
): Promise<RebuildResult> {
  const done = await withRebuildLock(pool, projection, async (lost): Promise<RebuildResult> => {
    const building = await buildingOf(pool, projection)
    if (!building) return { ok: false, refusal: { code: 'nothing-built' } }
    if (!building.fits) return { ok: false, refusal: { code: 'outdated-build', version: building.version } }
    return rebuildLocked(pool, codec, projection, stoppedBy(lost, options))
  })
  return done ?? { ok: false, refusal: { code: 'rebuild-under-way' } }
}

/**
 * At the start of a worker: builds anew whatever was built by another version of the code, older or newer (a release
 * that was taken back). Of workers that start together one builds; the others wait for it here. False when it was
 * stopped before all were of this version.
 */
export async function ensureProjections(
  pool: Pool,
  codec: EventCodec,
  projections: readonly TableProjection[],
  options: RebuildOptions = {},
): Promise<boolean> {
  const { signal } = options
  for (const projection of projections) {
    while ((await storedVersion(pool, projection)) !== projection.version) {
      if (signal?.aborted) return false
      const done = await withRebuildLock(pool, projection, async (lost) => {
        const stored = await storedVersion(pool, projection)
        if (stored === projection.version) return
        const begun = await hasCheckpoints(pool, projection)
        if (begun && projection.rebuilt) await rebuildLocked(pool, codec, projection, stoppedBy(lost, options))
        else await inTransaction(pool, (client) => storeVersion(client, projection))
      })
      if (done === null) await sleep(LOCK_AGAIN_MS, undefined, signal ? { signal } : {}).catch(() => {})
    }
  }
  return true
}

const stoppedBy = (lost: AbortSignal, options: RebuildOptions): RebuildOptions => ({
  ...options,
  signal: options.signal ? AbortSignal.any([options.signal, lost]) : lost,
})

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
