import { openEventStore } from '@kooperacje/commands'
import { LogSealer } from '@kooperacje/events'
import { projections } from '@kooperacje/readmodels'
import type { Logger } from 'pino'
import { consentKeeper } from './consents/keeper.ts'
import { deadlineKeeper } from './deadlines/keeper.ts'
import { erasureKeeper } from './erasures/keeper.ts'
import { every } from './every.ts'
import { type HealthServer, type Readiness, serveHealth } from './http.ts'
import { createLogger } from './log.ts'
import { Mailer } from './mail/mailer.ts'
import { smtpTransport } from './mail/transport.ts'
import { createMetrics, type WorkerMetrics } from './metrics.ts'
import { Projector } from './projector.ts'
import { startWakeUpWorker } from './queue/consumer.ts'
import { prepareProjections } from './rebuilds.ts'
import { LogKeeper } from './sealing/keeper.ts'
import { logRounds } from './sealing/rounds.ts'
import { witnessRounds } from './sealing/witnesses.ts'
import { personSearch } from './search/person-search.ts'
import type { WorkerSettings } from './settings.ts'
import { Sweeper } from './sweeper.ts'

export interface Workers {
  readonly ready: () => Readiness
  /** Where /livez, /readyz and /metrics answer; null when no port was asked for. */
  readonly healthPort: number | null
  readonly metrics: WorkerMetrics
  /** Finishes what is in hand, takes on nothing else. */
  stop(): Promise<void>
}

/** More events than this behind, and dashboards show yesterday: not ready. The API draws the same line. */
const MAX_LAG = 10_000
/** Connections that projections leave to the sweeper, the deadlines, erasures, the mail and the sealing. */
const SPARE_CONNECTIONS = 2

/** One worker process: projections, deadlines, mail and the sealing of the history. As many as one likes may run at once. */
export async function startWorkers(settings: WorkerSettings, logger?: Logger): Promise<Workers> {
  const log = logger ?? createLogger(settings.logLevel)
  const metrics = createMetrics()
  const { databaseUrl: url, masterKey, connections } = settings
  const { pool, codec, store, vault, forgetting, nonces, close, ...opened } = openEventStore({
    url,
    masterKey,
    max: connections,
    applicationName: 'kooperacje-workers',
    // A network that swallows a connection would otherwise hold a projection for the quarter of an hour that TCP takes to
    // notice. No statement of ours takes nearly as long: the longest read or write one batch.
    queryTimeoutMs: settings.queryTimeoutMs,
  })
  const projector = new Projector({ pool, codec, logger: log, metrics, parallel: connections - SPARE_CONNECTIONS })
  projector.add(personSearch(opened.searchKeys))
  const sweeper = new Sweeper({ pool, projector, logger: log, metrics })

  const rebuilds = await prepareProjections({ settings, pool, codec, projections, projector, logger: log }).catch(
    async (error) => {
      await close()
      throw error
    },
  )
  const transport = settings.smtpUrl ? smtpTransport(settings.smtpUrl, settings.mailFrom) : null
  const mailer = new Mailer({
    pool,
    transport,
    publicUrl: settings.publicUrl,
    fallback: settings.mailFallback,
    logger: log,
    metrics,
  })
  const onAppended = (ledger: string) => projector.wake(ledger)
  const consents = consentKeeper({ pool, store, onAppended, logger: log })
  const keeper = deadlineKeeper({ ...settings, pool, store, onAppended, logger: log, metrics })

  const erasures = erasureKeeper({ pool, store, vault, forgetting, onAppended, logger: log })
  const sealer = settings.signing ? new LogSealer(pool, nonces, settings.signing) : null
  const logKeeper = sealer && new LogKeeper({ pool, store, sealer, logger: log, metrics })
  const { witnesses = [] } = settings
  const askWitnesses = witnessRounds({ pool, log: opened.log, witnesses, logger: log, metrics })
  const lookAgain = sealer && logRounds({ log: opened.log, sealer, logger: log, metrics })

  const grown = (ledger: string, position: number) => {
    projector.wake(ledger, position)
    if (Number.isFinite(position)) logKeeper?.wake(ledger, position)
  }
  let sweeping = Promise.resolve()
  const missed = () => {
    sweeping = sweeper.sweep()
  }
  const announcements = opened.announcements({ grown, missed })
  announcements.start()
  const wakeUps = startWakeUpWorker(
    { ...settings, logger: log, onError: () => metrics.queueFailures.inc() },
    ({ ledger, position }) => {
      metrics.wakeUps.inc()
      grown(ledger, position)
    },
  )
  const repeated = [
    every(settings.sweepMs, () => sweeper.sweep()),
    every(settings.deadlinesMs, (signal) => keeper(signal)),
    every(settings.deadlinesMs, (signal) => consents(signal)),
    every(settings.deadlinesMs, (signal) => erasures(signal)),
    every(settings.mailMs, (signal) => mailer.deliver(signal)),
    ...(logKeeper ? [every(settings.sealMs ?? 2000, (signal) => logKeeper.sweep(signal))] : []),
    ...(witnesses.length > 0 ? [every(settings.witnessMs ?? 5000, askWitnesses)] : []),
    ...(lookAgain ? [every(settings.logCheckMs ?? 10_000, lookAgain)] : []),
  ]

  const ready = (): Readiness => {
    const swept = sweeper.age < Math.max(5000, settings.sweepMs * 10)
    const near = sweeper.worst <= MAX_LAG
    return {
      ready: swept && near,
      checks: {
        database: swept ? 'ok' : 'unreachable',
        projections: near ? 'ok' : `${sweeper.worst} events behind`,
        rebuilding: rebuilds.current() ?? 'nothing',
      },
    }
  }
  let health: HealthServer | null = null
  const end = async () => {
    // A round of sealing lasts as long as there is something to seal, unless its keeper is told at once.
    const rounds = repeated.map((one) => one.stop())
    // All in the same breath: what one part finds out while it ends, no other may begin with.
    await Promise.all([
      ...rounds,
      announcements.close().then(() => sweeping),
      projector.stop(),
      rebuilds.stop(),
      logKeeper?.stop(),
      wakeUps.close(),
      health?.close(),
    ])
    // Last, when nobody is left who would need them to finish.
    transport?.close()
    await close()
  }
  let ended: Promise<void> | null = null
  const stop = () => {
    ended ??= end()
    return ended
  }
  if (settings.port !== undefined) {
    const { host, port } = settings
    health = await serveHealth({ host, port }, metrics.registry, ready).catch(async (error) => {
      await stop()
      throw error
    })
  }
  const queue = settings.redisUrl ? 'redis' : 'postgres'
  log.info({ queue, mail: transport ? 'smtp' : 'caught', healthPort: health?.port }, 'workers are up')
  return { ready, healthPort: health?.port ?? null, metrics, stop }
}
