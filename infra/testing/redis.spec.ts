import { Redis } from 'ioredis'
import { describe, expect, it } from 'vitest'
import { createRedisNamespace, redis } from './redis.ts'

describe.skipIf(!redis)('a namespace in Redis', () => {
  it('is its own, and is gone after drop while the others stay', async () => {
    const [one, other] = [createRedisNamespace(), createRedisNamespace()]
    expect(one.prefix).not.toBe(other.prefix)
    const client = new Redis(one.url)
    try {
      for (let key = 0; key < 1500; key++) await client.set(`${one.prefix}:${key}`, '')
      await client.set(`${other.prefix}:kept`, '')
      await one.drop()
      expect(await client.exists(`${one.prefix}:0`, `${one.prefix}:1499`)).toBe(0)
      expect(await client.exists(`${other.prefix}:kept`)).toBe(1)
    } finally {
      await other.drop()
      client.disconnect()
    }
  })
})
