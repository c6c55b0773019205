import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from './fault.ts'
import type { Line, ShownHistory } from './history.ts'
import { strictUtf8 } from './spelling.ts'
import type { ReadTile } from './tiles.ts'

/** An exported history as it lies in a folder. */
export async function readFolder(folder: string): Promise<ShownHistory> {
  return {
    checkpoint: await readTextFile(join(folder, 'checkpoint')),
    lines: linesOfFile(join(folder, 'events.ndjson')),
    tile: (await exists(join(folder, 'tile'))) ? tilesIn(folder) : null,
  }
}

export async function readTextFile(path: string): Promise<string> {
  const bytes = await readIfExists(path)
  if (!bytes) throw new Fault(`there is no file ${path}`)
  const text = strictUtf8(bytes)
  if (text === null) throw new Fault(`${path} is not valid UTF-8`)
  return text
}

/** The tiles that were kept in a folder; null when none were. */
export const tilesIn =
  (folder: string): ReadTile =>
  (path) =>
    readIfExists(join(folder, path))

async function* linesOfFile(path: string): AsyncGenerator<Line> {
  if (!(await exists(path))) throw new Fault(`there is no file ${path}`)
  yield* linesOf(createReadStream(path))
}

/** Longer than any event: the rest of the file would be taken into memory to say no more. */
const MAX_LINE = 16 * 1024 * 1024
const NEWLINE = 0x0a

/** Lines of bytes that come in pieces, as they come. */
export async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let begun: Uint8Array[] = []
  let length = 0
  for await (const piece of pieces) {
    let at = 0
    for (let end = piece.indexOf(NEWLINE); end >= 0; end = piece.indexOf(NEWLINE, at)) {
      yield { bytes: Buffer.concat([...begun, piece.subarray(at, end)]), whole: true }
      begun = []
      length = 0
      at = end + 1
    }
    if (at === piece.length) continue
    begun.push(piece.subarray(at))
    length += piece.length - at
    if (length > MAX_LINE) throw new Fault(`a line is longer than ${MAX_LINE} bytes, which no event is`)
  }
  if (length > 0) yield { bytes: Buffer.concat(begun), whole: false }
}

async function readIfExists(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'
