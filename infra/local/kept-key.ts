import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { exists, keepSecret, readIfExists } from './files.ts'
import { Problem } from './problem.ts'

export interface KeptKey {
  readonly key: string
  /** Set when the key was made in this start: where it lies. */
  readonly madeIn?: string
}

/** A key of 32 bytes: the one that was given, else the one of the data folder, which is made at the first start. */
export async function keptKey(given: string | undefined, dataDirectory: string, name: string): Promise<KeptKey> {
  if (given) return { key: given }
  const file = join(dataDirectory, name)
  const fresh = !(await exists(file))
  const key = fresh
    ? await keepSecret(file, `${randomBytes(32).toString('base64')}\n`)
    : ((await readIfExists(file)) ?? '')
  if (Buffer.from(key, 'base64').length !== 32)
    throw new Problem(`${file} is not a key of 32 bytes in base64: restore it from a backup.`)
  return fresh ? { key: key.trim(), madeIn: file } : { key: key.trim() }
}
