import { migrationStatus, projectionLag } from '@kooperacje/events'
import { projections } from '@kooperacje/readmodels'
import type { FastifyInstance } from 'fastify'
import { migrations } from '../migrations.ts'
import type { ApiContext } from './context.ts'

/** More events than this behind the head, and dashboards would show yesterday: not ready. */
const MAX_LAG = 10_000
/** The answer of an expensive check is good for this long: probes come every few seconds from several places. */
const FRESH_MS = 1000

interface Readiness {
  readonly ready: boolean
  readonly checks: Readonly<Record<string, string>>
}

/**
 * `/livez`: this process answers. `/readyz`: it can do its work, which needs the database, all migrations, and read
 * models that are not hopelessly behind. Partners and the queue are not asked: without them commands still work.
 */
export function registerHealth(app: FastifyInstance, context: ApiContext, databaseUrl: string): void {
  let known: { readiness: Promise<Readiness>; until: number } | null = null
  const readiness = () => {
    if (!known || known.until < performance.now()) {
      known = { readiness: check(context, databaseUrl), until: performance.now() + FRESH_MS }
    }
    return known.readiness
  }
  app.get('/livez', { schema: { hide: true } }, async () => ({ alive: true }))
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const result = await readiness()
    return reply.code(result.ready ? 200 : 503).send(result)
  })
}

let migrated = false

async function check({ pool }: ApiContext, databaseUrl: string): Promise<Readiness> {
  try {
    if (!migrated) {
      const missing = (await migrationStatus(databaseUrl, migrations)).filter(({ applied }) => !applied)
      if (missing.length > 0) {
        const names = missing.map(({ component, file }) => `${component}/${file}`).join(', ')
        return { ready: false, checks: { database: 'ok', migrations: `missing: ${names}` } }
      }
      migrated = true
    }
    const lags = await projectionLag(
      pool,
      projections.map(({ name }) => name),
    )
    const worst = lags.reduce((most, { head, position }) => Math.max(most, head - position), 0)
    const behind = worst > MAX_LAG
    return {
      ready: !behind,
      checks: { database: 'ok', migrations: 'ok', projections: behind ? `${worst} events behind` : 'ok' },
    }
  } catch {
    return { ready: false, checks: { database: 'unreachable' } }
  }
}
