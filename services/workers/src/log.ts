import { type DestinationStream, type Logger, pino } from 'pino'

/**
 * One JSON object a line. Ids, codes and durations only: nothing that a command or an event carries is ever logged,
 * and should an error object drag some of it along (a failed query's parameters, a mail's envelope), it is cut off.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: { service: 'workers' },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ['data', '*.data', 'to', '*.to', 'address', '*.address', 'password', '*.password', 'url', '*.url'],
        remove: true,
      },
      serializers: { err: safeError },
    },
    destination ?? pino.destination(1),
  )
}

/** PostgreSQL puts values of rows into `detail` and `where`, SMTP servers the address into `response`: left out. */
function safeError(error: unknown) {
  if (!(error instanceof Error)) return { type: typeof error }
  const { name, stack } = error
  const code = 'code' in error ? String(error.code) : undefined
  return { type: name, code, message: error.message, stack: stack?.split('\n').slice(1, 6).join('\n') }
}

/** Logs a repeated failure at most every ten seconds, with the number of those in between. */
export function everySoOften(
  logger: Logger,
  message: string,
  everyMs = 10_000,
): (error: unknown, fields?: Record<string, unknown>) => void {
  let next = 0
  let suppressed = 0
  return (error, fields) => {
    const now = performance.now()
    if (now < next) {
      suppressed++
      return
    }
    next = now + everyMs
    logger.warn({ err: error, ...fields, ...(suppressed > 0 ? { suppressed } : {}) }, message)
    suppressed = 0
  }
}
