import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { LogFile } from './logs.ts'
import { freePort } from './port.ts'
import type { Account } from './postgres-account.ts'
import { SERVER_ENVIRONMENT } from './postgres-cluster.ts'

export interface ServerProcess {
  readonly port: number
  /** Why the server ended, as the rest of a sentence. */
  readonly exited: Promise<string>
  /** Returns when nothing of it is left. */
  stop(): Promise<void>
  /** Ends it without waiting for anything; the next start recovers from the write-ahead log. */
  kill(): void
}

const FAST_SECONDS = 20
const IMMEDIATE_SECONDS = 10

/**
 * Starts the postmaster and the guard that outlives us. The postmaster has a process group of its own: Ctrl-C
 * goes to the whole group of the terminal and would stop the database under services that are still draining.
 */
export async function spawnServer(options: {
  server: string
  data: string
  account: Account | undefined
  log: LogFile
  settings: Readonly<Record<string, string>>
}): Promise<ServerProcess> {
  const port = await freePort()
  const settings = { ...options.settings, port: String(port) }
  const guard = spawn(process.execPath, [fileURLToPath(new URL('guard.ts', import.meta.url)), options.data], {
    cwd: '/',
    detached: true,
    env: {},
    stdio: ['pipe', 'ignore', options.log.fd],
  })
  const guardEnded = ended(guard)
  const postmaster = spawn(
    join(options.server, 'bin', 'postgres'),
    ['-D', options.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...options.account,
      cwd: '/',
      detached: true,
      env: SERVER_ENVIRONMENT,
      stdio: ['ignore', options.log.fd, options.log.fd],
    },
  )
  // A guard that died cannot take the line; that it died is noticed below.
  guard.stdin?.on('error', () => {})
  guard.stdin?.write(`${postmaster.pid}\n`)

  const postmasterEnded = ended(postmaster)
  let why: string | undefined
  void guardEnded.then((how) => {
    if (postmaster.exitCode !== null || postmaster.signalCode !== null) return
    why ??= `was stopped because its guard process ended with ${how}`
    return stop()
  })
  const exited = postmasterEnded.then((how) => why ?? `ended with ${how}`)
  const gone = postmasterEnded.then(() => {
    guard.stdin?.end()
    return guardEnded
  })

  async function stop(): Promise<void> {
    why ??= 'was stopped'
    for (const [signal, seconds] of [
      ['SIGINT', FAST_SECONDS],
      ['SIGQUIT', IMMEDIATE_SECONDS],
    ] as const) {
      postmaster.kill(signal)
      if (await Promise.race([gone.then(() => true), sleep(seconds * 1000, false, { ref: false })])) return
    }
    postmaster.kill('SIGKILL')
    await gone
  }
  return { port, exited, stop, kill: () => void postmaster.kill('SIGQUIT') }
}

function ended(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `code ${code}`))
  })
}
