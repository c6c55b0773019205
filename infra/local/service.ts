import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openLog } from './logs.ts'
import { nodeFlags } from './node-flags.ts'
import { Problem } from './problem.ts'

export interface ServiceOptions {
  readonly name: string
  readonly script: URL
  readonly environment: NodeJS.ProcessEnv
  readonly dataDirectory: string
  /** Its log goes to the terminal in place of the file. */
  readonly debug: boolean
  /** How long it may take to finish what it has begun, before it is killed. */
  readonly drainSeconds: number
}

export interface Service {
  readonly name: string
  /** Settles when the service says that it is up; rejects when it ended before. */
  readonly ready: Promise<{ readonly address?: string }>
  /** How it ended, as the rest of a sentence. */
  readonly exited: Promise<string>
  stop(): Promise<void>
  kill(): void
}

const READY_SECONDS = 60

/**
 * A service as a child process, in a process group of its own so that Ctrl-C reaches only the launcher, which ends the
 * processes in the order in which they depend on each other. When the launcher is killed, the channel to it
 * closes and the service ends by itself.
 */
export async function startService(options: ServiceOptions): Promise<Service> {
  const log = options.debug ? undefined : await openLog(options.dataDirectory, options.name)
  const output = log?.fd ?? 'inherit'
  const child = spawn(process.execPath, [...nodeFlags, fileURLToPath(options.script)], {
    detached: true,
    env: options.environment,
    stdio: ['ignore', output, output, 'ipc'],
  })
  await log?.close()
  const exited = ended(child)

  const ready = new Promise<{ address?: string }>((resolve, reject) => {
    const late = setTimeout(
      () =>
        reject(new Problem(`The ${options.name} did not come up within ${READY_SECONDS} seconds${see(log?.path)}.`)),
      READY_SECONDS * 1000,
    )
    void exited.then(async (how) => {
      clearTimeout(late)
      const last = (await log?.tail(1))?.[0]
      reject(new Problem(`The ${options.name} ${how}${last ? ` (${last})` : ''}${see(log?.path)}.`))
    })
    child.on('message', (message) => {
      if (typeof message !== 'object' || !('ready' in message)) return
      clearTimeout(late)
      resolve('address' in message && typeof message.address === 'string' ? { address: message.address } : {})
    })
  })
  // Whoever started it may be awaiting something else when it ends.
  ready.catch(() => {})

  return {
    name: options.name,
    ready,
    exited: exited.then((how) => `${how}${see(log?.path)}`),
    async stop() {
      child.kill('SIGTERM')
      const drained = await Promise.race([
        exited.then(() => true),
        sleep(options.drainSeconds * 1000, false, { ref: false }),
      ])
      if (!drained) child.kill('SIGKILL')
      await exited
    },
    kill: () => void child.kill('SIGKILL'),
  }
}

export function ended(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started (${error.message})`))
    child.once('exit', (code, signal) => resolve(signal ? `ended by signal ${signal}` : `ended with code ${code}`))
  })
}

function see(path: string | undefined): string {
  return path ? `: its log is ${path}` : ''
}
