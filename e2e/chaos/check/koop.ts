import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { endWithUs } from '../system/leftovers.ts'
import type { World } from '../system/world.ts'

const KOOP = fileURLToPath(new URL('../../../services/cli/src/main.ts', import.meta.url))

/** Longer than any of its commands takes over what a run leaves. */
const ENDS_WITHIN_MS = 300_000

/** The operator's own tool, on the database as it is, past every proxy; never that of a broken copy. */
export async function koop(world: World, ...args: readonly string[]) {
  const child = spawn(process.execPath, [KOOP, ...args], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: world.postgres.server.serviceUrl,
      KOOP_MASTER_KEY: world.masterKey.toString('base64'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: ENDS_WITHIN_MS,
    killSignal: 'SIGKILL',
  })
  child.once(
    'exit',
    endWithUs(() => child.kill('SIGKILL')),
  )
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code: code as number | null, out, err }
}
