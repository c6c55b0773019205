import type { QueueBackend, QueueSettings } from './backend.ts'
import { postgresBackend } from './postgres.ts'
import { redisBackend } from './redis.ts'

/** Redis where it is given; else the database that is there anyway. */
export const queueBackend = (settings: QueueSettings): QueueBackend =>
  settings.redisUrl ? redisBackend(settings.redisUrl, settings.redisPrefix) : postgresBackend(settings.databaseUrl)
