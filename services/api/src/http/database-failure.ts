/**
 * Whether the database failed and neither the request nor this program is wrong: the same may work in a moment. The driver
 * tells it in three ways, by SQLSTATE, by the code of a socket's error, or in a sentence that has no code; which ones real
 * failures lead to, the test makes real ones to see.
 */
export function isDatabaseFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return STATES.test(code) || SOCKET.has(code) || SENTENCES.has(error.message) || isDatabaseFailure(error.cause)
}

/**
 * Classes 08 (connection), 53 (no memory, disk or connection left), 57 (shutting down, starting up, cancelled). Of others: a
 * transaction that waited for the client (25P03) or lasted (25P04) too long, a server that only reads, as one does that was the
 * main one until now (25006), serialisation and deadlock (40001, 40P01), a lock not had in time (55P03), the disk (58030).
 * Not 25P02: whoever goes on in a transaction that has failed is wrong himself.
 */
const STATES = /^(?:(?:08|53|57)...|25006|25P03|25P04|40001|40P01|55P03|58030)$/

const SOCKET = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
])

const SENTENCES = new Set([
  'Cannot use a pool after calling end on the pool',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Connection terminated',
  'Connection terminated due to connection timeout',
  'Connection terminated unexpectedly',
  'Query read timeout',
  'There was an error establishing an SSL connection',
  'timeout exceeded when trying to connect',
  'timeout expired',
])
