import pg from 'pg'

/** All that the services may do goes through this role; the login only has to be a member of it. */
export const SERVICE_ROLE = 'kooperacje_service'

export interface PoolSettings {
  readonly url: string
  /** Default 10. */
  readonly max?: number
  readonly applicationName?: string
}

/** One connection with the rights of the services. */
export function connectionAs(url: string, applicationName = 'kooperacje'): pg.ClientConfig {
  // es.append relies on seeing, once it holds the ledger's lock, what was committed while it waited for it.
  const isolation = 'default_transaction_isolation=read\\ committed'
  return {
    connectionString: url,
    application_name: applicationName,
    options: `-c role=${SERVICE_ROLE} -c timezone=UTC -c datestyle=ISO -c ${isolation}`,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  }
}

/**
 * Connections with the rights of the services: even where `url` names the owner of the tables, the role set here can
 * neither change nor delete an event. Times come back as ISO 8601 in UTC, which `instant` below relies on.
 */
export function createPool({ url, max = 10, applicationName }: PoolSettings): pg.Pool {
  const pool = new pg.Pool({ ...connectionAs(url, applicationName), max })
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
