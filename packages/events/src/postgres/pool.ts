import pg from 'pg'

/** All that the services may do goes through this role; the login only has to be a member of it. */
export const SERVICE_ROLE = 'kooperacje_service'

export interface PoolSettings {
  readonly url: string
  /** Default 10. */
  readonly max?: number
  readonly applicationName?: string
  /** After this long without an answer a query fails and its connection is thrown away. Default: never. */
  readonly queryTimeoutMs?: number
  readonly idleInTransactionMs?: number
}

/** No transaction of ours leaves the server without a word for nearly as long: the longest computes on one batch. */
const IDLE_IN_TRANSACTION_MS = 60_000

/**
 * What makes the server notice a client that a network has swallowed, which in mid-transaction holds its locks: a projection,
 * a log, a ledger. The system's own keepalives would notice after two hours.
 */
const ABANDONED =
  '-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3 -c tcp_user_timeout=60000'

/**
 * One connection with the rights of the services. A transaction that keeps the server waiting longer than
 * `idleInTransactionMs` is ended by it; one that has to says `set local idle_in_transaction_session_timeout = 0`.
 */
export function connectionAs(
  url: string,
  applicationName = 'kooperacje',
  idleInTransactionMs = IDLE_IN_TRANSACTION_MS,
): pg.ClientConfig {
  // es.append relies on seeing, once it holds the ledger's lock, what was committed while it waited for it.
  const isolation = 'default_transaction_isolation=read\\ committed'
  const abandoned = `${ABANDONED} -c idle_in_transaction_session_timeout=${idleInTransactionMs}`
  return {
    connectionString: url,
    application_name: applicationName,
    options: `-c role=${SERVICE_ROLE} -c timezone=UTC -c datestyle=ISO -c ${isolation} ${abandoned}`,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  }
}

/**
 * Connections with the rights of the services: even where `url` names the owner of the tables, the role set here can
 * neither change nor delete an event. Times come back as ISO 8601 in UTC, which `instant` below relies on.
 */
export function createPool(settings: PoolSettings): pg.Pool {
  const { url, max = 10, applicationName, queryTimeoutMs, idleInTransactionMs } = settings
  const pool = new pg.Pool({
    ...connectionAs(url, applicationName, idleInTransactionMs),
    max,
    // What is asked for on one connection while another answer is on its way goes out at once (`allEnded`).
    pipeline: true,
    ...(queryTimeoutMs === undefined ? {} : { query_timeout: queryTimeoutMs }),
  })
  // A connection that breaks between two queries, idle in the pool or lent to a transaction, makes the next query on it
  // fail, and is replaced. Without these listeners it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** `2019-11-12 08:00:00.5+00` → `2019-11-12T08:00:00.500Z`, without the cost of a Date for every row read. */
export function instant(text: string): string {
  if (!text.endsWith('+00') || text[10] !== ' ') return new Date(text).toISOString()
  const fraction = text.slice(20, -3).slice(0, 3).padEnd(3, '0')
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction}Z`
}
