import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { codeOf } from './problem.ts'

/**
 * When this is done, the file holds `content` even if the power goes now; until then it holds what it held before, and
 * never a part of either: the content is on the disk before its name is, and the name before anybody is told.
 */
export async function replaceDurably(path: string, content: string): Promise<void> {
  const draft = join(dirname(path), `.${basename(path)}.draft`)
  const file = await open(draft, 'w', 0o644)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
  await syncFolder(dirname(path))
}

/** Makes a folder and those above it that are missing; their names are on the disk when it is done. */
export async function makeFolderDurably(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true })
  if (first === undefined) return
  for (let made = resolve(path); made.length >= resolve(first).length; made = dirname(made))
    await syncFolder(dirname(made))
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

export async function readIfExists(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}
