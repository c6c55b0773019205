import { randomBytes } from 'node:crypto'
import { chmod, link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { errorCode } from './problem.ts'

export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return false
    throw error
  }
}

export async function readIfExists(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

/**
 * Writes a secret that is made only once. Two starts may get here together and a start may be killed halfway: the file
 * is written whole under another name and then linked, so the first one wins and nobody reads half a secret. It is there when
 * the power goes after that: what was sealed under it meanwhile is on the disk as well.
 */
export async function keepSecret(path: string, content: string): Promise<string> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  try {
    await link(draft, path)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  } finally {
    await unlink(draft)
  }
  await syncFolder(dirname(path))
  return readFile(path, 'utf8')
}

/**
 * Folders that others may pass through whatever our umask is: as root, PostgreSQL runs under another account. One by one:
 * Node's own `recursive` never comes back from a place such as /proc, where a folder that exists cannot hold another.
 */
export async function makeFolder(folder: string): Promise<void> {
  const path = resolve(folder)
  // Should it be something else than a folder, whoever makes something in it is told so.
  if (await exists(path)) return
  if (dirname(path) !== path) await makeFolder(dirname(path))
  try {
    await mkdir(path)
    await chmod(path, 0o755)
    await syncFolder(dirname(path))
  } catch (error) {
    // Another start may have been faster.
    if (errorCode(error) !== 'EEXIST') throw error
  }
}

/** Makes the names in a folder durable. Windows has no such call, and keeps them with the files. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
