import { mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from './problem.ts'

const LARGE = 10 * 1024 * 1024

export interface LogFile {
  readonly path: string
  readonly fd: number
  /** The last lines that were written since the file was opened. */
  tail(lines: number): Promise<string[]>
  close(): Promise<void>
}

/** A file that a child process writes itself, so its last words are kept even if we are killed. One old file is kept. */
export async function openLog(dataDirectory: string, name: string): Promise<LogFile> {
  const folder = join(dataDirectory, 'logs')
  const path = join(folder, `${name}.log`)
  await mkdir(folder, { recursive: true })
  if ((await size(path)) > LARGE) await rename(path, `${path}.1`)
  const from = await size(path)
  const file = await open(path, 'a', 0o600)
  return {
    path,
    fd: file.fd,
    async tail(lines) {
      const written = (await readFile(path)).subarray(from).toString('utf8')
      return written.trimEnd().split('\n').slice(-lines)
    },
    close: () => file.close(),
  }
}

async function size(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 0
    throw error
  }
}
