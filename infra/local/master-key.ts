import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { exists, keepSecret, readIfExists } from './files.ts'
import { Problem } from './problem.ts'
import type { LaunchSettings } from './settings.ts'

export interface MasterKey {
  readonly key: string
  /** Set when the key was made in this start: where it lies. */
  readonly madeIn?: string
}

/** The key that wraps every data subject's key: without it, nobody can read the personal data again. */
export async function masterKey(settings: LaunchSettings): Promise<MasterKey> {
  if (settings.masterKey) return { key: settings.masterKey }
  const file = join(settings.dataDirectory, 'master.key')
  const fresh = !(await exists(file))
  const key = fresh
    ? await keepSecret(file, `${randomBytes(32).toString('base64')}\n`)
    : ((await readIfExists(file)) ?? '')
  if (Buffer.from(key, 'base64').length !== 32)
    throw new Problem(`${file} is not a key of 32 bytes in base64: restore it from a backup.`)
  return fresh ? { key: key.trim(), madeIn: file } : { key: key.trim() }
}
