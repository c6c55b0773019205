import { eventDefinitions } from '@kooperacje/domain'
import { createPool, EventCodec, EventRegistry, postgresSubjectKeys, Vault } from '@kooperacje/events'
import { projections, type RebuildProgress, rebuildProjection } from '@kooperacje/readmodels'

/** A process that builds every projection anew, as `koop projections rebuild --all` does, and tells how far it is. */
const [url = '', pause = '0'] = process.argv.slice(2)
const pool = createPool({ url, max: 5, applicationName: 'bench-rebuild' })
const codec = new EventCodec(
  new EventRegistry(eventDefinitions),
  new Vault(postgresSubjectKeys(pool), Buffer.alloc(32, 1)),
)
const onProgress = (progress: RebuildProgress) => void process.send?.(progress)
for (const projection of projections.filter(({ rebuilt }) => rebuilt)) {
  await rebuildProjection(pool, codec, projection, { parallel: 1, batch: 1000, pause: Number(pause), onProgress })
}
await pool.end()
process.disconnect?.()
