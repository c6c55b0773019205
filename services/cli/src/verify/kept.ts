import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault, type Kept, readTextFile, tilesIn } from '@kooperacje/verifier'
import { get } from './server.ts'

/** A checkpoint that the reader kept: the file itself, or a folder of an export with its tiles. */
export async function keptAt(path: string): Promise<Kept> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
  return {
    checkpoint: await readTextFile(isFolder ? join(path, 'checkpoint') : path),
    whose: 'you hold',
    tile: isFolder ? tilesIn(path) : null,
  }
}

const MAX_CHECKPOINT = 1_000_000

/** The last checkpoint that a witness cosigned (C2SP tlog-witness, monitoring). */
export async function keptByWitness(url: string, origin: string): Promise<Kept> {
  const address = `${url.replace(/\/$/, '')}/${createHash('sha256').update(origin).digest('hex')}/checkpoint`
  const checkpoint = (await get(address, undefined, MAX_CHECKPOINT))?.toString('utf8')
  if (checkpoint === undefined) throw new Fault(`the witness at ${url} has never cosigned the log '${origin}'`)
  return { checkpoint, whose: `the witness at ${url} has cosigned`, tile: null }
}
