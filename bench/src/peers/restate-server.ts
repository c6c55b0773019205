import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '@kooperacje/infra/local'
import { installed } from './install.ts'

const PACKAGE = '@restatedev/restate-server'

export interface RestateServer {
  readonly child: ChildProcess
  /** Where callers ask, and where programs are made known. */
  readonly ingress: string
  readonly admin: string
  stop(): Promise<void>
}

/** One node with its defaults; what it keeps lies beside the peers, on the same disk, and is thrown away. */
export async function startRestate(): Promise<RestateServer> {
  const { resolve } = createRequire(join(await installed(PACKAGE), 'package.json'))
  const program = resolve(`${PACKAGE}-${platform()}-${arch()}/bin/restate-server`)
  const folder = await mkdtemp(fileURLToPath(new URL('../../.peers/restate-data-', import.meta.url)))
  const ingress = `127.0.0.1:${await freePort()}`
  const admin = `127.0.0.1:${await freePort()}`
  const child = spawn(program, ['--no-logo', '--listen-mode=tcp', '--use-random-ports=true', '--bind-ip=127.0.0.1'], {
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      RESTATE_BASE_DIR: folder,
      RESTATE_DISABLE_TELEMETRY: 'true',
      RESTATE_INGRESS__BIND_ADDRESS: ingress,
      RESTATE_ADMIN__BIND_ADDRESS: admin,
    },
  })
  // A benchmark that is broken off leaves neither the program nor its files behind.
  const clear = () => {
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', clear)
  return {
    child,
    ingress: `http://${ingress}`,
    admin: `http://${admin}`,
    async stop() {
      if (child.kill('SIGKILL')) await once(child, 'exit')
      process.off('exit', clear)
      clear()
    },
  }
}
