import { execFile } from 'node:child_process'
import { access, mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

/** Fixed, so that two runs compare with the same thing. None of them is ever a dependency of the project. */
const VERSIONS = {
  '@event-driven-io/emmett-postgresql': '0.42.0',
  '@eventide/message-db': '1.3.1',
  '@castore/event-storage-adapter-postgres': '2.4.2',
  '@dbos-inc/dbos-sdk': '5.3.0',
  '@restatedev/restate-sdk': '1.17.2',
  '@restatedev/restate-server': '1.7.12',
}
/** Restate's server is a program of 225 MB. */
const PATIENCE_MS = 300_000

export type PeerPackage = keyof typeof VERSIONS

const FOLDER = fileURLToPath(new URL('../../.peers/', import.meta.url))

/** Where the peer's files lie, after fetching them from the npm registry when they are not there yet. */
export async function installed(name: PeerPackage): Promise<string> {
  const folder = join(FOLDER, name.replaceAll(/[@/]/g, '_'), VERSIONS[name])
  const path = join(folder, 'node_modules', name)
  const complete = join(folder, 'complete')
  if (await exists(complete)) return path
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n')
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error']
  const options = { cwd: folder, timeout: PATIENCE_MS }
  try {
    await promisify(execFile)('npm', ['install', ...flags, `${name}@${VERSIONS[name]}`], options)
  } catch (error) {
    const { stderr = '', code } = error as { stderr?: string; code?: string | number }
    const reason = /npm (?:error|ERR!) code (\S+)/.exec(stderr)?.[1] ?? code ?? 'no answer in time'
    throw new Error(`npm could not install ${name}@${VERSIONS[name]}: ${reason}`)
  }
  await writeFile(complete, '')
  return path
}

/** Loads a module as the peer itself would find it. */
// biome-ignore lint/suspicious/noExplicitAny: the peers' types are not there when this is checked
export async function load(from: string, name: string): Promise<any> {
  const found = createRequire(join(from, 'package.json')).resolve(name)
  return import(pathToFileURL(found).href)
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )
