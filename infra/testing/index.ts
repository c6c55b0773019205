export { createTestDatabase, type TestDatabase } from './database.ts'
export { createRedisNamespace, type RedisNamespace, redis } from './redis.ts'
export { swallowingProxy } from './swallowing-proxy.ts'
