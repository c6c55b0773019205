import { execFileSync } from 'node:child_process'

/** Whether this machine has a Redis server to start; FLUSHALL is not for a server that others use. */
export const hasRedisServer = (() => {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()
