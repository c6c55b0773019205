import { randomBytes } from 'node:crypto'
import { open, readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { formatSignerKey, parseSignerKey, type SignerKey, signerKey } from '@kooperacje/tlog'
import { syncFolder } from './durable-file.ts'
import { codeOf, WitnessProblem } from './problem.ts'

const KEY_BYTES = 32
const OTHERS = 0o077

/** Makes the key of a witness and keeps it in a file that only its owner can read. An existing file stays as it is. */
export async function makeKeyFile(path: string, name: string): Promise<SignerKey> {
  const key = signerKey(name, 'cosignature', randomBytes(KEY_BYTES))
  const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
    if (codeOf(error) === 'EEXIST') throw new WitnessProblem(`${path} exists already; a key is never written over`)
    throw error
  })
  try {
    await file.writeFile(`${formatSignerKey(key)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await syncFolder(dirname(path))
  return key
}

export async function readKeyFile(path: string): Promise<SignerKey> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') throw new WitnessProblem(`there is no key ${path}: \`koop witness key\` makes one`)
    throw error
  })
  const key = parseSignerKey(text.trimEnd())
  if (!key.ok) throw new WitnessProblem(`${path} does not hold a private key: ${key.refusal.reason}`)
  if (key.value.type !== 'cosignature') {
    throw new WitnessProblem(`${path} holds the key of a log, and a witness needs one for cosignatures`)
  }
  if (process.platform !== 'win32' && ((await stat(path)).mode & OTHERS) !== 0) {
    throw new WitnessProblem(`${path} may be read by others than its owner: chmod 600 it, or make another key`)
  }
  return key.value
}
