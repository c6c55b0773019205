import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault, type Kept, readTextFile, tilesIn } from '@kooperacje/verifier'

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

const ANSWER_MS = 15_000
const MAX_CHARS = 1_000_000

/** The last checkpoint that a witness cosigned (C2SP tlog-witness, monitoring). */
export async function keptByWitness(url: string, origin: string): Promise<Kept> {
  const address = `${url.replace(/\/$/, '')}/${createHash('sha256').update(origin).digest('hex')}/checkpoint`
  const answer = await fetch(address, { signal: AbortSignal.timeout(ANSWER_MS), redirect: 'error' }).catch((error) => {
    throw new Fault(`the witness at ${url} does not answer (${(error as Error).message})`)
  })
  if (answer.status === 404) throw new Fault(`the witness at ${url} has never cosigned the log '${origin}'`)
  if (!answer.ok) throw new Fault(`the witness at ${url} answers ${answer.status}`)
  const checkpoint = await answer.text()
  if (checkpoint.length > MAX_CHARS) throw new Fault(`the witness at ${url} answers with more than a checkpoint`)
  return { checkpoint, whose: `the witness at ${url} has cosigned`, tile: null }
}
