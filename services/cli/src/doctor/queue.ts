import { SERVICE_ROLE } from '@kooperacje/events'
import { Redis } from 'ioredis'
import type { Client } from 'pg'
import { reasonOf } from '../command-line/sentence.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

const PATIENCE_MS = 5000
/** Where services/workers keeps the queue when there is no Redis (its migrations). */
const SCHEMA = 'queue'

/** The queue only wakes workers up; what it lost the sweeper finds. Without it, read models lag by a second. */
export const queueFinding = (client: Client, redisUrl: string | undefined): Promise<Finding> =>
  redisUrl ? redisFinding(redisUrl) : postgresFinding(client)

async function redisFinding(url: string): Promise<Finding> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: PATIENCE_MS,
    commandTimeout: PATIENCE_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  })
  // The commands below reject with "connection is closed"; what happened is only told here.
  let cause: unknown
  redis.on('error', (error) => {
    cause = error
  })
  try {
    await redis.connect()
    await redis.ping()
    const memory = await redis.info('memory')
    const policy = /maxmemory_policy:(\S+)/.exec(memory)?.[1]
    const seen = `Redis answers${policy ? `, maxmemory-policy ${policy}` : ''}`
    return policy === undefined || policy === 'noeviction'
      ? ok('queue', seen)
      : warn('queue', seen, 'set maxmemory-policy to noeviction, or jobs disappear when memory runs short')
  } catch (error) {
    return fail(
      'queue',
      `Redis does not answer (${reasonOf(cause ?? error)})`,
      'start it, correct REDIS_URL, or unset it',
    )
  } finally {
    redis.disconnect()
  }
}

async function postgresFinding(client: Client): Promise<Finding> {
  const { rows } = await client.query<{ exists: boolean; usable: boolean; tables: string }>(
    `select to_regnamespace($1) is not null as exists,
            coalesce(has_schema_privilege($2, to_regnamespace($1)::oid, 'usage')
                 and has_schema_privilege($2, to_regnamespace($1)::oid, 'create'), false) as usable,
            (select count(*) from pg_class where relnamespace = to_regnamespace($1)::oid and relkind in ('r', 'p')) as tables`,
    [SCHEMA, SERVICE_ROLE],
  )
  const [row] = rows
  if (!row?.exists) return fail('queue', `the schema ${SCHEMA} is missing`, 'run the migrations')
  if (!row.usable) {
    return fail(
      'queue',
      `${SERVICE_ROLE} may not use the schema ${SCHEMA}`,
      `grant usage, create on schema ${SCHEMA} to ${SERVICE_ROLE}`,
    )
  }
  return Number(row.tables) > 0
    ? ok('queue', `on PostgreSQL, ${row.tables} tables in schema ${SCHEMA}`)
    : warn('queue', 'on PostgreSQL, and no service has opened it yet', 'start the API and the workers')
}
