export { createTestDatabase, type TestDatabase } from './database.ts'
export { createRedisNamespace, type RedisNamespace, redis } from './redis.ts'
