import { setTimeout as sleep } from 'node:timers/promises'
import { setupWakeUps } from '@kooperacje/workers'
import { pino } from 'pino'
import { buildApp } from './app.ts'
import { readSettings } from './settings.ts'

/** Whoever stops us waits ten seconds before the kill. */
const STOP_MS = 8000

const settings = readSettings(process.env)
if ('faults' in settings) {
  for (const fault of settings.faults) console.error(fault)
  process.exit(1)
}

const logger = pino({
  level: settings.logLevel,
  // Headers and bodies are never logged; should an error object carry them, they stay out all the same.
  redact: { paths: ['req.headers', 'headers', 'body', '*.body', '*.headers', 'err.config'], remove: true },
})
const wakeUps = setupWakeUps({ databaseUrl: settings.databaseUrl, redisUrl: settings.redisUrl, logger })
const { app } = await buildApp({
  databaseUrl: settings.databaseUrl,
  masterKey: settings.masterKey,
  trustedProxies: settings.trustedProxies,
  logger,
  onAppended: (ledger, position) => wakeUps.wake(ledger, position),
})

let stopping = false
async function stop(reason: string) {
  if (stopping) return
  stopping = true
  logger.info({ reason }, 'stopping')
  const stopped = app
    .close()
    .then(() => wakeUps.close())
    .then(() => true)
  const inTime = await Promise.race([stopped, sleep(STOP_MS, false)])
  if (!inTime) logger.warn('not everybody was answered in time; with the same Idempotency-Key they may ask again')
  process.exit(0)
}
const die = (error: unknown) => {
  logger.fatal({ err: error }, 'the API ends on an error')
  process.exit(1)
}
process.on('SIGTERM', () => void stop('SIGTERM').catch(die))
process.on('SIGINT', () => void stop('SIGINT').catch(die))
// The parent that started us is gone: nobody would stop us any more.
process.on('disconnect', () => void stop('parent gone').catch(die))

const address = await app.listen({ host: settings.host, port: settings.port })
process.send?.({ ready: true, address })
