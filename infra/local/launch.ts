import { join, relative } from 'node:path'
import { watchAncestors } from './ancestors.ts'
import { banner } from './banner.ts'
import { checkSurroundings } from './checks.ts'
import { demoIsUnfinished, forgetUnfinishedDemo, loadDemo, readDemo, storeIsEmpty } from './demo.ts'
import { keptKey } from './kept-key.ts'
import { startEmbeddedPostgres } from './postgres.ts'
import { Problem, reason } from './problem.ts'
import { type Service, startService } from './service.ts'
import { type LaunchSettings, readSettings } from './settings.ts'
import { onSignals } from './signals.ts'

export interface LaunchParts {
  readonly environment: NodeJS.ProcessEnv
  readonly migrate: (ownerUrl: string, environment: NodeJS.ProcessEnv) => Promise<void>
  /** The programs to start; tests put stand-ins here. */
  readonly scripts: { readonly api: URL; readonly workers: URL; readonly demo: URL }
  /** How long a service may take to finish what it has begun. (Default: 10) */
  readonly drainSeconds?: number
  readonly say: (text: string) => void
  readonly complain: (text: string) => void
}

const DRAIN_SECONDS = 10
/** Of a history that is signed on this machine, for nobody else yet. */
const LOG_ORIGIN = 'kooperacje.localhost/ledgers'

/** Something that was started and has to be ended, in the reverse order. */
interface Running {
  stop(): Promise<void>
  kill(): void
}

/** Why the whole ends: with a sentence when nobody asked for it. */
interface End {
  readonly code: number
  readonly sentence?: string
}

/** Runs the whole system on this machine until it is told to end or a part of it ends; answers with the exit code. */
export async function launch(parts: LaunchParts): Promise<number> {
  const settings = readSettings(parts.environment)
  if ('faults' in settings) {
    parts.complain(settings.faults.join('\n'))
    return 1
  }

  const running: Running[] = []
  const ending = new AbortController()
  const end = Promise.withResolvers<End>()
  const finish = (how: End) => {
    end.resolve(how)
    ending.abort(new Interrupted())
  }
  const stopListening = onSignals({
    first: () => finish({ code: 0 }),
    again: () => {
      for (const part of running.toReversed()) part.kill()
      // The guard takes care of the database should it not end at once.
      process.exit(1)
    },
  })
  const stopWatching = watchAncestors(() =>
    finish({ code: 1, sentence: 'The program that started this one is gone: stopping.' }),
  )

  try {
    await bringUp(parts, settings, running, ending.signal, finish)
  } catch (error) {
    if (!(error instanceof Interrupted)) finish({ code: 1, sentence: sentenceOf(error) })
  }
  const how = await end.promise
  stopWatching()
  if (how.sentence) parts.complain(how.sentence)
  for (const part of running.toReversed())
    await part.stop().catch((error) => parts.complain(`A part could not be stopped: ${sentenceOf(error)}`))
  stopListening()
  return how.code
}

class Interrupted extends Error {}

/** A fault of ours, unlike one in the surroundings, is shown with where it happened. */
function sentenceOf(error: unknown): string {
  if (error instanceof Problem) return error.message
  return error instanceof Error ? (error.stack ?? reason(error)) : reason(error)
}

async function bringUp(
  parts: LaunchParts,
  settings: LaunchSettings,
  running: Running[],
  signal: AbortSignal,
  finish: (how: End) => void,
): Promise<void> {
  await checkSurroundings(settings)
  signal.throwIfAborted()

  // 1. The database
  const embedded = settings.database ? undefined : await startEmbeddedPostgres(settings)
  if (embedded) {
    running.push(embedded)
    void embedded.exited.then((how) => finish({ code: 1, sentence: `PostgreSQL ${how}: stopping.` }))
  }
  const database = settings.database ?? embedded
  if (!database) throw new Error('neither a database of ours nor one that was named')
  // A demo that was cut short is told again from the beginning; no service has run on that store yet.
  if (embedded && settings.demo && (await demoIsUnfinished(settings.dataDirectory))) await embedded.reset()
  if (embedded && !settings.demo) await forgetUnfinishedDemo(settings.dataDirectory)
  signal.throwIfAborted()
  const inherited = withCompileCache(parts.environment, settings.dataDirectory)
  await migrateOrExplain(parts, database.ownerUrl, inherited, settings)
  signal.throwIfAborted()

  // 2. The demo, in a store that nobody has written to
  const key = await keptKey(settings.masterKey, settings.dataDirectory, 'master.key')
  // Whoever is to believe the history knows this key by its other half, so it is one of this installation alone.
  const logKey = await keptKey(settings.logKey, settings.dataDirectory, 'log.key')
  const environment: NodeJS.ProcessEnv = {
    ...inherited,
    DATABASE_URL: database.serviceUrl,
    KOOP_MASTER_KEY: key.key,
    KOOP_LOG_KEY: logKey.key,
    KOOP_LOG_ORIGIN: parts.environment.KOOP_LOG_ORIGIN || LOG_ORIGIN,
    KOOP_DATA: settings.dataDirectory,
    KOOP_DEMO: settings.demo ? 'on' : 'off',
    HOST: settings.host,
    PORT: String(settings.port),
    // Where links in mails lead.
    PUBLIC_URL: parts.environment.PUBLIC_URL || `http://${settings.host}:${settings.port}`,
  }
  const { dataDirectory, debug } = settings
  if (settings.demo && (await storeIsEmpty(database.ownerUrl)))
    await loadDemo({
      script: parts.scripts.demo,
      environment: { ...environment, DATABASE_MIGRATION_URL: database.ownerUrl },
      dataDirectory,
      signal,
    })
  signal.throwIfAborted()

  // 3. The services: they never see the log-in that owns the tables
  const { DATABASE_MIGRATION_URL: _, ...serviceEnvironment } = environment
  const services: Service[] = []
  running.push({
    stop: async () => void (await Promise.all(services.map((service) => service.stop()))),
    kill: () => {
      for (const service of services) service.kill()
    },
  })
  for (const name of ['api', 'workers'] as const) {
    const service = await startService({
      name,
      script: parts.scripts[name],
      environment: serviceEnvironment,
      dataDirectory,
      debug,
      drainSeconds: parts.drainSeconds ?? DRAIN_SECONDS,
    })
    services.push(service)
    void service.exited.then((how) => finish({ code: 1, sentence: `The ${name} ${how}.` }))
  }
  const interrupted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
  })
  const [api] = await Promise.race([Promise.all(services.map((service) => service.ready)), interrupted])

  parts.say(
    banner({
      address: api?.address ?? `http://${settings.host}:${settings.port}`,
      demo: settings.demo ? await readDemo(dataDirectory) : undefined,
      ownDatabase: settings.database !== undefined,
      dataDirectory: shortest(dataDirectory),
      cluster: embedded?.data,
      freshKey: key.madeIn,
    }),
  )
}

async function migrateOrExplain(
  parts: LaunchParts,
  ownerUrl: string,
  environment: NodeJS.ProcessEnv,
  settings: LaunchSettings,
): Promise<void> {
  try {
    await parts.migrate(ownerUrl, environment)
  } catch (error) {
    // Ours is ours to debug; about a server that was brought along, its owner has to be told.
    if (!settings.database) throw error
    throw new Problem(
      `The database could not be brought up to date (${reason(error)}): DATABASE_MIGRATION_URL must be a log-in that owns the database.`,
    )
  }
}

/** Four of our processes load the same sources; without the cache each spends 0.8 s of a core on it, with it 0.4 s. */
function withCompileCache(environment: NodeJS.ProcessEnv, dataDirectory: string): NodeJS.ProcessEnv {
  return { ...environment, NODE_COMPILE_CACHE: environment.NODE_COMPILE_CACHE || join(dataDirectory, 'compile-cache') }
}

function shortest(folder: string): string {
  const fromHere = relative(process.cwd(), folder)
  return fromHere && !fromHere.startsWith('..') ? fromHere : folder
}
