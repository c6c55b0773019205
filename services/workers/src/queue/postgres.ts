import { SERVICE_ROLE } from '@kooperacje/events'
import { createPostgresBackend, Queue, runMigrations, Worker } from 'bullmq'
import { Client } from 'pg'
import { eventStream, type QueueBackend, workerOptions } from './backend.ts'
import { QUEUE } from './wake-ups.ts'

const SCHEMA = 'queue'

/** undefined table, schema, function, object, type: somebody dropped the queue's schema under us. */
const MISSING = new Set(['42P01', '3F000', '42883', '42704'])

export function postgresBackend(databaseUrl: string): QueueBackend {
  // Without waiting for the disk: a wake-up that a crash of the server swallows is the sweeper's.
  const options = `-c role=${SERVICE_ROLE} -c synchronous_commit=off`
  const connection = {
    connectionString: databaseUrl,
    schema: SCHEMA,
    options,
    max: 2,
    application_name: 'kooperacje-queue',
    connectionTimeoutMillis: 5000,
    query_timeout: 10_000,
  }
  return {
    prepare: () => migrateQueue(databaseUrl),
    openQueue(onError) {
      const queue = new Queue(QUEUE, { connection, streams: eventStream }, createPostgresBackend)
      queue.on('error', onError)
      return queue
    },
    openWorker(processor, onError) {
      const worker = new Worker(QUEUE, processor, { connection, ...workerOptions }, createPostgresBackend)
      worker.on('error', onError)
      return worker
    },
    lostItsTables: (error) => error instanceof Error && 'code' in error && MISSING.has(String(error.code)),
  }
}

/**
 * BullMQ's own migrations, under the role of the services. Its `migrate: true` would begin with `create schema if not
 * exists`, for which PostgreSQL wants the right to create schemas in the whole database even when the schema is there;
 * our migration made it, so that one statement is left out.
 */
async function migrateQueue(databaseUrl: string): Promise<void> {
  const client = new Client({
    connectionString: databaseUrl,
    options: `-c role=${SERVICE_ROLE}`,
    connectionTimeoutMillis: 5000,
    query_timeout: 30_000,
  })
  // Told by the query that fails; without a listener a broken connection would end the process.
  client.on('error', () => {})
  await client.connect()
  try {
    const session = {
      query: async (text: string, values?: readonly unknown[]) =>
        text.startsWith('CREATE SCHEMA') ? { rows: [] } : client.query(text, values as unknown[]),
    }
    await runMigrations(session, SCHEMA)
  } finally {
    await client.end()
  }
}
