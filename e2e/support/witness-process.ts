import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const KOOP = fileURLToPath(new URL('../../services/cli/src/main.ts', import.meta.url))

/** What a command of the CLI says, run as a program. */
export function koop(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH, KOOP_DATA: '/nonexistent', ...environment }
    execFile(process.execPath, [KOOP, ...args], { env }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err })
    })
  })
}

/** `koop witness` of one institution, as a process of its own with a memory of its own. */
export class WitnessProcess {
  readonly name: string
  readonly key: string
  readonly address: string
  readonly #folder: string
  readonly #child: ChildProcess
  #journal = ''

  static async start(parent: string, name: string, logKey: string): Promise<WitnessProcess> {
    const keyFile = join(parent, `${name}.key`)
    const made = await koop(['witness', 'key', '--name', name, '--out', keyFile])
    const folder = join(parent, name)
    const args = ['witness', '--key', keyFile, '--state', folder, '--log', logKey, '--port', '0']
    const child = spawn(process.execPath, [KOOP, ...args], {
      env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    })
    const [message] = (await once(child, 'message')) as [{ address: string }]
    return new WitnessProcess(name, made.out.trim(), message.address, folder, child)
  }

  private constructor(name: string, key: string, address: string, folder: string, child: ChildProcess) {
    this.name = name
    this.key = key
    this.address = address
    this.#folder = folder
    this.#child = child
    child.stdout?.on('data', (chunk) => {
      this.#journal += String(chunk)
    })
  }

  /** The refusals that it has told of: what the log itself has signed. */
  get alarms(): readonly string[] {
    return this.#journal.split('\n').flatMap((line) => line.split(' ALARM ').slice(1))
  }

  /** `<size> <root> <origin>` */
  memory(): Promise<string> {
    return readFile(join(this.#folder, 'state'), 'utf8')
  }

  /** What it shows to everybody. */
  async checkpoint(origin: string): Promise<string> {
    const hash = createHash('sha256').update(origin).digest('hex')
    return (await fetch(`${this.address}/${hash}/checkpoint`)).text()
  }

  async stop(): Promise<void> {
    const exited = once(this.#child, 'exit')
    this.#child.kill('SIGTERM')
    await exited
  }
}
