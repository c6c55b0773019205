import formbody from '@fastify/formbody'
import { CommandHandler, openEventStore } from '@kooperacje/commands'
import { MasterKeys, uuidV7 } from '@kooperacje/events'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import { registerAudit } from './audit/registry.ts'
import { ApiKeys } from './auth/api-keys.ts'
import { isForeignBrowserRequest, principalOf } from './auth/authenticate.ts'
import { KnownBrowsers } from './auth/known-browsers.ts'
import { LogInAttempts } from './auth/log-in-attempts.ts'
import { Users } from './auth/users.ts'
import { registerEvents } from './events/route.ts'
import { registerCommandRoute } from './http/command-route.ts'
import type { ApiContext } from './http/context.ts'
import { registerEventSchemas } from './http/event-schemas.ts'
import { refuseHalfCharacters } from './http/half-characters.ts'
import { registerHealth } from './http/health.ts'
import { endConnectionsWithLastAnswers } from './http/last-answers.ts'
import { registerMetrics } from './http/metrics.ts'
import { registerOpenApi } from './http/openapi.ts'
import { installProblemHandler, sendProblem } from './http/problem-handler.ts'
import { Problem } from './http/problems.ts'
import { registerLog } from './log/routes.ts'
import { registerPages } from './pages/pages.ts'
import { problemPage } from './pages/problem-page.ts'
import { registerQueries } from './queries/registry.ts'
import { registerReports } from './reports/route.ts'
import { commandRoutes } from './routes/registry.ts'
import { registerSimulations } from './simulations/route.ts'
import { SimulationThreads } from './simulations/threads.ts'

export interface AppOptions {
  readonly databaseUrl: string
  readonly masterKey: Buffer | MasterKeys
  readonly logger: Logger | false
  readonly now?: () => Date
  readonly poolSize?: number
  /** Told after each append, to wake the workers. */
  readonly onAppended?: (ledger: string, position: number) => void
  readonly waitMs?: number
  /** Addresses and ranges of proxies, with commas between them, that are believed about whom they speak for. Default: none. */
  readonly trustedProxies?: string | undefined
  /** Between two signs of life on a stream of events. Default 15,000. */
  readonly heartbeatMs?: number
}

const BODY_LIMIT = 1024 * 1024
/** A request is given up long before: what takes longer is a connection that a network has swallowed. */
const QUERY_TIMEOUT_MS = 30_000

/** The whole API as one Fastify instance; `app.close()` also gives its connections back. */
export async function buildApp(options: AppOptions): Promise<{ app: FastifyInstance; context: ApiContext }> {
  const { databaseUrl, logger, now = () => new Date(), poolSize = 10, waitMs = 5000 } = options
  const masterKey = options.masterKey instanceof MasterKeys ? options.masterKey : new MasterKeys(options.masterKey)
  const { pool, codec, store, closedStore, subscriptions, vault, searchKeys, forgetting, log, close } = openEventStore({
    url: databaseUrl,
    masterKey,
    max: poolSize,
    queryTimeoutMs: QUERY_TIMEOUT_MS,
    applicationName: 'kooperacje-api',
  })
  const handler = new CommandHandler({
    store,
    now,
    forgetting,
    ...(options.onAppended ? { onAppended: options.onAppended } : {}),
  })
  const context: ApiContext = {
    pool,
    store,
    subscriptions,
    closedStore,
    codec,
    vault,
    searchKeys,
    log,
    handler,
    keys: new ApiKeys(pool),
    users: new Users(pool),
    attempts: new LogInAttempts(pool, masterKey.derived('log-in attempts')),
    browsers: new KnownBrowsers(pool),
    simulations: new SimulationThreads({ databaseUrl }),
    now,
    waitMs,
  }

  const app: FastifyInstance = Fastify({
    ...(logger ? { loggerInstance: logger as FastifyBaseLogger } : {}),
    bodyLimit: BODY_LIMIT,
    trustProxy: options.trustedProxies ?? false,
    genReqId: uuidV7,
    // The default lines name the whole URL; ours name the route, and no query string can carry a person into the log.
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    // An address that cannot even be decoded never reaches the handlers below.
    frameworkErrors: (_error, request, reply) => void sendProblem(reply, request, new Problem('malformed-request')),
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  installProblemHandler(app, problemPage)
  app.decorateRequest('principal', null)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    if (isForeignBrowserRequest(request)) throw new Problem('forbidden', { details: { reason: 'foreign site' } })
    request.principal = await principalOf(request, context.keys, context.users)
  })
  app.addHook('preValidation', async ({ body }) => refuseHalfCharacters(body))
  app.addHook('onResponse', async (request, reply) => {
    const { method, principal } = request
    const route = request.routeOptions.url
    const ms = Math.round(reply.elapsedTime)
    request.log.info({ method, route, status: reply.statusCode, ms, actor: principal?.actorId }, 'request')
  })
  endConnectionsWithLastAnswers(app)
  await app.register(formbody)
  await registerOpenApi(app)
  registerEventSchemas(app)
  registerMetrics(app, handler)
  registerHealth(app, context, databaseUrl)
  for (const route of commandRoutes) registerCommandRoute(app, route, context)
  registerQueries(app, context)
  registerAudit(app, context)
  registerSimulations(app, context)
  registerReports(app, context)
  registerLog(app, context)
  registerEvents(app, context, { heartbeatMs: options.heartbeatMs })
  registerPages(app, context)
  app.addHook('onClose', async () => {
    await close()
  })
  return { app, context }
}
