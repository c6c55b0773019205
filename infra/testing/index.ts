export { createTestDatabase, type TestDatabase } from './database.ts'
export { disk, FOLDER } from './power-loss.ts'
export { createRedisNamespace, type RedisNamespace, redis } from './redis.ts'
export { swallowingProxy } from './swallowing-proxy.ts'
