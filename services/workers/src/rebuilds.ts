import { setTimeout as sleep } from 'node:timers/promises'
import { createPool, type EventCodec } from '@kooperacje/events'
import { ensureProjections, readModels, type TableProjection } from '@kooperacje/readmodels'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import type { Projector } from './projector.ts'

export interface PrepareOptions {
  readonly settings: { readonly databaseUrl: string }
  readonly pool: Pool
  readonly codec: EventCodec
  readonly projections: readonly TableProjection[]
  readonly projector: Projector
  readonly logger: Logger
}

export interface Rebuilds {
  /** The projection that is being built anew, if one is. */
  current(): string | null
  stop(): Promise<void>
}

const RETRY_MS = 10_000
/** Longer than a batch, or a swap that steps back. What is cut off is taken up again at the next start. */
const STOP_MS = 5000

/**
 * Hands the projector every projection whose tables are of this code's version. Those of another version are built anew
 * one after another, behind the work of the others, and follow as they are done; until then the old tables serve.
 */
export async function prepareProjections(options: PrepareOptions): Promise<Rebuilds> {
  const { settings, pool, codec, projections, projector, logger } = options
  const rows = await readModels(pool).selectFrom('projectionVersions').select(['projection', 'version']).execute()
  const stored = new Map(rows.map(({ projection, version }) => [projection, version]))
  const outdated = projections.filter(({ name, version }) => stored.has(name) && stored.get(name) !== version)
  for (const projection of projections) {
    if (outdated.includes(projection)) continue
    await ensureProjections(pool, codec, [projection])
    projector.add(projection)
  }
  if (outdated.length === 0) return { current: () => null, stop: async () => {} }

  // Of its own: a rebuild holds a connection throughout, which the live work should not miss.
  const own = createPool({ url: settings.databaseUrl, max: 3, applicationName: 'kooperacje-rebuild' })
  const stopping = new AbortController()
  const { signal } = stopping
  let current: string | null = null
  const build = async (projection: TableProjection): Promise<void> => {
    const { name, version } = projection
    while (!signal.aborted) {
      try {
        logger.info({ projection: name, version }, 'building a projection anew')
        if (!(await ensureProjections(own, codec, [projection], { signal }))) return
        projector.add(projection)
        logger.info({ projection: name, version }, 'a projection was built anew')
        return
      } catch (error) {
        if (signal.aborted) return
        logger.error({ err: error, projection: name }, 'a projection could not be built anew')
        await sleep(RETRY_MS, undefined, { signal }).catch(() => {})
      }
    }
  }
  const running = (async () => {
    for (const projection of outdated) {
      current = projection.name
      await build(projection)
    }
    current = null
    await own.end()
  })()
  return {
    current: () => current,
    async stop() {
      stopping.abort()
      await Promise.race([running, sleep(STOP_MS, undefined, { ref: false })])
    },
  }
}
