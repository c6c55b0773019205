import { type CheckpointPolicy, type OpenedCheckpoint, openCheckpoint } from './checkpoint.ts'
import { HASH_BYTES } from './merkle/hash.ts'
import { verifyInclusion } from './merkle/verify.ts'
import { accept, type Result, refuse } from './result.ts'
import { fromBase64, parseCount, toBase64 } from './text.ts'

/** C2SP tlog-proof: that one entry is in the log, in one file that is checked without asking anybody. */
export interface Proof {
  /** Not vouched for by the proof. */
  readonly extra?: Uint8Array | undefined
  readonly index: number
  readonly path: readonly Uint8Array[]
  /** The signed note, word for word. */
  readonly checkpoint: string
}

const FIRST_LINE = 'c2sp.org/tlog-proof@v1'
/** A tree with more levels has more leaves than can be counted. */
const MAX_PATH = 63

export function formatProof({ extra, index, path, checkpoint }: Proof): string {
  const lines = [FIRST_LINE, ...(extra ? [`extra ${toBase64(extra)}`] : []), `index ${index}`, ...path.map(toBase64)]
  return `${lines.join('\n')}\n\n${checkpoint}`
}

export function parseProof(text: string): Result<Proof> {
  const wrong = (reason: string) => refuse('malformed-proof', reason)
  const end = text.indexOf('\n\n')
  if (end < 0) return wrong('the proof has no empty line before its checkpoint')
  const lines = text.slice(0, end).split('\n')
  if (lines.shift() !== FIRST_LINE) return wrong(`the first line of the proof is not '${FIRST_LINE}'`)
  const extra = lines[0]?.startsWith('extra ') ? fromBase64(lines.shift()!.slice(6)) : undefined
  if (extra === null) return wrong('the extra data of the proof is not base64')
  const indexLine = lines.shift() ?? ''
  const index = indexLine.startsWith('index ') ? parseCount(indexLine.slice(6)) : null
  if (index === null) return wrong(`'${indexLine}' does not say which entry is proven`)
  const path = lines.map((line) => fromBase64(line, HASH_BYTES))
  if (path.length > MAX_PATH || path.includes(null)) return wrong('the path of the proof is not one of hashes')
  return accept({ extra, index, path: path as Uint8Array[], checkpoint: text.slice(end + 2) })
}

export function verifyProof(proof: Proof, leafHash: Uint8Array, policy: CheckpointPolicy): Result<OpenedCheckpoint> {
  const opened = openCheckpoint(proof.checkpoint, policy)
  if (!opened.ok) return opened
  const { size, root } = opened.value.checkpoint
  const { index: leafIndex, path } = proof
  if (verifyInclusion({ leafIndex, treeSize: size, leafHash, path, root })) return opened
  return refuse('not-included', `the log of ${size} entries does not have this one at ${leafIndex}`)
}
