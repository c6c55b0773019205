import type { CommandHandler } from '@kooperacje/commands'
import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Prometheus metrics. Labels are routes, methods and codes; never an id. */
export function registerMetrics(app: FastifyInstance, handler: CommandHandler): void {
  const registers = [new Registry()]
  const [registry] = registers as [Registry]
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'koop_http_request_seconds',
    help: 'Time from request to response',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers,
  })
  const refusals = new Counter({
    name: 'koop_problems_total',
    help: 'Requests that were answered with a problem document',
    labelNames: ['route', 'status'],
    registers,
  })
  new Gauge({
    name: 'koop_state_cache_streams',
    help: 'Streams whose state the command handler holds in memory',
    registers,
    collect() {
      this.set(handler.cache.size)
    },
  })
  for (const kind of ['hits', 'misses'] as const) {
    new Counter({
      name: `koop_state_cache_${kind}_total`,
      help: `State cache ${kind} of the command handler`,
      registers,
      collect() {
        this.reset()
        this.inc(handler.cache[kind])
      },
    })
  }
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    const status = String(reply.statusCode)
    duration.observe({ method: request.method, route, status }, reply.elapsedTime / 1000)
    if (reply.statusCode >= 400) refusals.inc({ route, status })
  })
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  )
}
