import { setTimeout as sleep } from 'node:timers/promises'
import { createLogger } from './log.ts'
import { startWorkers } from './runtime.ts'
import { readSettings } from './settings.ts'

/** Whoever stops us waits ten seconds before the kill. */
const STOP_MS = 8000

const settings = readSettings(process.env)
if ('faults' in settings) {
  for (const fault of settings.faults) console.error(fault)
  process.exit(1)
}

const logger = createLogger(settings.logLevel)
const die = (error: unknown) => {
  logger.fatal({ err: error }, 'the workers end on an error')
  process.exit(1)
}
process.on('uncaughtException', die)

let stopping = false
const starting = startWorkers(settings, logger)

async function stop(reason: string) {
  if (stopping) return
  stopping = true
  logger.info({ reason }, 'stopping')
  const stopped = starting.then((workers) => workers.stop()).then(() => true)
  const inTime = await Promise.race([stopped, sleep(STOP_MS, false)])
  if (!inTime) logger.warn('not everything ended in time; what was cut off is taken up again at the next start')
  process.exit(0)
}
process.on('SIGTERM', () => void stop('SIGTERM').catch(die))
process.on('SIGINT', () => void stop('SIGINT').catch(die))
// The parent that started us is gone: nobody would stop us any more.
process.on('disconnect', () => void stop('parent gone').catch(die))

await starting.catch(die)
process.send?.({ ready: true })
