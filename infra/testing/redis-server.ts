import { Redis } from 'ioredis'
import { containerOrNothing, dockerAnswers } from './docker.ts'

export interface TestRedisServer {
  readonly url: string
  readonly description: string
  stop(): Promise<void>
}

const IMAGE = 'redis:8'
const LOCAL = 'redis://127.0.0.1:6379'

/** The server that was named; else the one that answers on this machine; else one in a container; else none. */
export async function startTestRedis(
  environment: NodeJS.ProcessEnv = process.env,
): Promise<TestRedisServer | undefined> {
  for (const name of ['TEST_REDIS_URL', 'REDIS_URL']) {
    const url = environment[name]
    if (url) return { url, description: `Redis of ${name}`, stop: async () => {} }
  }
  if (await answers(LOCAL)) return { url: LOCAL, description: `Redis on ${LOCAL.slice(8)}`, stop: async () => {} }
  if (!(await dockerAnswers(environment))) return undefined
  const { GenericContainer } = await import('testcontainers')
  const container = await containerOrNothing(IMAGE, () => new GenericContainer(IMAGE).withExposedPorts(6379).start())
  return (
    container && {
      url: `redis://${container.getHost()}:${container.getMappedPort(6379)}`,
      description: `${IMAGE} in a container`,
      stop: async () => void (await container.stop()),
    }
  )
}

async function answers(url: string): Promise<boolean> {
  const redis = connect(url)
  try {
    await redis.connect()
    return (await redis.ping()) === 'PONG'
  } catch {
    return false
  } finally {
    redis.disconnect()
  }
}

/** Deletes what begins with the prefix, a page at a time: the server may be somebody's and hold much more. */
export async function deleteKeys(url: string, prefix: string): Promise<void> {
  const redis = connect(url)
  await redis.connect()
  try {
    let cursor = '0'
    do {
      const [next, keys] = await redis.scan(cursor, 'MATCH', `${prefix}*`, 'COUNT', 1000)
      if (keys.length > 0) await redis.unlink(...keys)
      cursor = next
    } while (cursor !== '0')
  } finally {
    redis.disconnect()
  }
}

function connect(url: string): Redis {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 1000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  })
  // Told a second time by the rejected command.
  redis.on('error', () => {})
  return redis
}
