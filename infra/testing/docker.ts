import { request } from 'node:http'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { reason } from '../local/problem.ts'

const PING_MILLISECONDS = 500
const CONTAINER_SECONDS = 90

/** Whether a Docker engine answers; on most machines without one there is not even a socket, which costs nothing. */
export async function dockerAnswers(environment: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  const host = environment.DOCKER_HOST
  if (host?.startsWith('tcp://')) {
    const { hostname, port } = new URL(host)
    return pings({ host: hostname, port: Number(port || 2375) })
  }
  const sockets = host?.startsWith('unix://')
    ? [host.slice('unix://'.length)]
    : [
        '/var/run/docker.sock',
        join(homedir(), '.docker/run/docker.sock'),
        ...(environment.XDG_RUNTIME_DIR ? [join(environment.XDG_RUNTIME_DIR, 'docker.sock')] : []),
      ]
  return (await Promise.all(sockets.map((socketPath) => pings({ socketPath })))).includes(true)
}

function pings(to: { socketPath: string } | { host: string; port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const ping = request({ ...to, path: '/_ping', timeout: PING_MILLISECONDS }, (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    ping.on('timeout', () => ping.destroy(new Error('no answer')))
    ping.on('error', () => resolve(false))
    ping.end()
  })
}

/**
 * A container, or undefined with one line that says why: the engine may be unable to fetch the image, and the tests
 * have another server to fall back on.
 */
export async function containerOrNothing<T extends { stop(): Promise<unknown> }>(
  image: string,
  start: () => Promise<T>,
): Promise<T | undefined> {
  const starting = start()
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    late.reject(new Error(`not there within ${CONTAINER_SECONDS} seconds`))
    // Should it come after all, it is not left running.
    starting.then((container) => container.stop()).catch(() => {})
  }, CONTAINER_SECONDS * 1000)
  try {
    return await Promise.race([starting, late.promise])
  } catch (error) {
    console.log(`Tests: Docker answers, but no container of ${image} could be had (${reason(error)}).`)
    return undefined
  } finally {
    clearTimeout(timer)
  }
}
