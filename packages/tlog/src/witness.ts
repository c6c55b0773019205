import { type Checkpoint, openCheckpoint } from './checkpoint.ts'
import { HASH_BYTES, sameHash } from './merkle/hash.ts'
import { verifyConsistency } from './merkle/verify.ts'
import type { SignerKey, VerifierKey } from './note/key.ts'
import { formatSignature, parseNote } from './note/note.ts'
import { signText } from './note/sign.ts'
import type { RefusalCode } from './result.ts'
import { fromBase64, parseCount, toBase64 } from './text.ts'

/** What a witness remembers of a log: the largest tree that it vouched for. */
export type WitnessState = Pick<Checkpoint, 'origin' | 'size' | 'root'>

/** One line a log. The origin comes last: it alone may have spaces. */
export const formatState = ({ origin, size, root }: WitnessState): string => `${size} ${toBase64(root)} ${origin}\n`

export function parseState(line: string): WitnessState | null {
  const [, sizeText = '', rootText = '', origin = ''] = /^(\d+) (\S+) (.+)\n$/u.exec(line) ?? []
  const [size, root] = [parseCount(sizeText), fromBase64(rootText, HASH_BYTES)]
  return size !== null && root && origin !== '' ? { origin, size, root } : null
}

/** C2SP tlog-witness, add-checkpoint. */
export interface AddCheckpoint {
  readonly oldSize: number
  readonly proof: readonly Uint8Array[]
  readonly checkpoint: string
}

const MAX_PROOF_LINES = 63

export const formatAddCheckpoint = ({ oldSize, proof, checkpoint }: AddCheckpoint): string =>
  `old ${oldSize}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${checkpoint}`

function parseAddCheckpoint(body: string): AddCheckpoint | null {
  const end = body.indexOf('\n\n')
  if (end < 0) return null
  const [first = '', ...lines] = body.slice(0, end).split('\n')
  const oldSize = first.startsWith('old ') ? parseCount(first.slice(4)) : null
  const proof = lines.map((line) => fromBase64(line, HASH_BYTES))
  if (oldSize === null || proof.length > MAX_PROOF_LINES || proof.includes(null)) return null
  return { oldSize, proof: proof as Uint8Array[], checkpoint: body.slice(end + 2) }
}

export interface WitnessedLog {
  readonly origin: string
  readonly keys: readonly VerifierKey[]
}

export interface Witness {
  readonly key: SignerKey
  readonly logs: readonly WitnessedLog[]
}

export type WitnessAnswer =
  /** `state` must be durable before `cosignature` leaves the house, and nobody may have changed it meanwhile. */
  | { readonly status: 200; readonly state: WitnessState; readonly cosignature: string }
  /** 409: `size` is that of the tree that was vouched for last, from which the proof has to begin. */
  | { readonly status: 409; readonly reason: string; readonly size: number }
  | { readonly status: 400 | 403 | 404 | 422; readonly reason: string }

const STATUS: Partial<Record<RefusalCode, 400 | 422>> = { 'malformed-checkpoint': 400, 'wrong-root': 422 }

/**
 * Whether a witness vouches for a checkpoint that it is shown. It never vouches for a smaller tree than before, nor for
 * one that is not continued from it; the same one it cosigns as often as it is asked.
 *
 * @param stateOf what is remembered of a log; null for one that was never cosigned
 * @param now seconds since 1970
 */
export function addCheckpoint(
  { key, logs }: Witness,
  body: string,
  stateOf: (origin: string) => WitnessState | null,
  now: number,
): WitnessAnswer {
  if (key.type !== 'cosignature') throw new Error(`the key of witness '${key.name}' is not one for cosignatures`)
  const request = parseAddCheckpoint(body)
  const note = request ? parseNote(request.checkpoint) : null
  if (!request || !note?.ok) return { status: 400, reason: 'this is not a request to add a checkpoint' }
  const { oldSize, proof } = request
  const { text } = note.value
  const origin = text.slice(0, text.indexOf('\n'))
  const log = logs.find((known) => known.origin === origin)
  if (!log) return { status: 404, reason: `this witness does not know the log '${origin}'` }
  const opened = openCheckpoint(request.checkpoint, { origin, logKeys: log.keys })
  if (!opened.ok) return { status: STATUS[opened.refusal.code] ?? 403, reason: opened.refusal.reason }

  const { size, root } = opened.value.checkpoint
  if (oldSize > size) return { status: 400, reason: `a tree of ${size} entries cannot continue one of ${oldSize}` }
  const known = stateOf(origin)
  const knownSize = known?.size ?? 0
  if (oldSize !== knownSize) {
    return { status: 409, reason: `this witness last cosigned a tree of ${knownSize} entries`, size: knownSize }
  }
  const claim = { first: oldSize, second: size, firstRoot: known?.root ?? root, secondRoot: root, path: proof }
  const continues = oldSize === 0 ? proof.length === 0 : verifyConsistency(claim)
  if (!continues) return { status: 422, reason: `the tree of ${size} entries does not continue that of ${oldSize}` }
  if (known && size === knownSize && !sameHash(root, known.root)) {
    return { status: 422, reason: `the log shows two different trees of ${size} entries` }
  }
  return { status: 200, state: { origin, size, root }, cosignature: formatSignature(signText(key, text, now)) }
}
