import { inject } from 'vitest'
import { deleteKeys } from './redis-server.ts'

/** What of Redis the test files of one run may use; undefined: there is none, `describe.skipIf(!redis)`. */
export interface TestRedis {
  readonly url: string
  readonly prefix: string
}

export const redis: TestRedis | undefined = inject('testRedis')

export interface RedisNamespace {
  readonly url: string
  /** For every key: the server may be shared with other files, other runs and other programs. */
  readonly prefix: string
  drop(): Promise<void>
}

let made = 0

export function createRedisNamespace(): RedisNamespace {
  if (!redis) throw new Error('there is no Redis: put the tests under describe.skipIf(!redis)')
  const { url } = redis
  const prefix = `${redis.prefix}:${process.pid}-${++made}`
  return { url, prefix, drop: () => deleteKeys(url, prefix) }
}
