import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrateStore } from '../local/migrate-store.ts'
import { startTestServer } from './postgres-server.ts'
import type { TestRedis } from './redis.ts'
import { deleteKeys, startTestRedis } from './redis-server.ts'
import { cleanUpRun, prepareRun, type TestDatabases } from './run-databases.ts'

declare module 'vitest' {
  interface ProvidedContext {
    testDatabases: TestDatabases
    testRedis: TestRedis | undefined
  }
}

/** Runs once before all test files: real servers, and a migrated template that every test database is copied from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // The tests start some hundred processes of ours: loading one takes half as long when its code was compiled before.
  const compiled = await mkdtemp(join(tmpdir(), 'koop-test-compiled-'))
  process.env.NODE_COMPILE_CACHE ??= compiled
  const [postgres, redisServer] = await Promise.all([startTestServer(), startTestRedis()])
  const databases = await prepareRun(postgres.adminUrl, migrateStore)
  const redis = redisServer && { url: redisServer.url, prefix: `koop-test-${randomBytes(6).toString('hex')}` }
  project.provide('testDatabases', databases)
  project.provide('testRedis', redis)
  console.log(
    `Tests run on ${postgres.description} and ${redisServer?.description ?? 'no Redis: what needs one is skipped (TEST_REDIS_URL names one)'}.`,
  )

  return async () => {
    const leaked = await cleanUpRun(databases)
    await postgres.stop()
    if (redis) await deleteKeys(redis.url, redis.prefix)
    await redisServer?.stop()
    await rm(compiled, { recursive: true, force: true })
    if (leaked.length > 0) throw new Error(`databases were left behind, call drop() in afterAll: ${leaked.join(', ')}`)
  }
}
