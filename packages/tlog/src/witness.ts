import { type Checkpoint, openCheckpoint } from './checkpoint.ts'
import { HASH_BYTES, sameHash } from './merkle/hash.ts'
import { verifyConsistency } from './merkle/verify.ts'
import type { SignerKey, VerifierKey } from './note/key.ts'
import { formatNote, formatSignature, parseNote } from './note/note.ts'
import { signText } from './note/sign.ts'
import type { Refusal } from './result.ts'
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
  /**
   * `state` must be durable before `cosignature` leaves the house, and nobody may have changed it meanwhile.
   * `checkpoint` is what a witness shows to others: signed by the log and by itself, and by nobody else.
   */
  | { readonly status: 200; readonly state: WitnessState; readonly cosignature: string; readonly checkpoint: string }
  /** 409: `size` is that of the tree that was vouched for last, from which the proof has to begin. */
  | { readonly status: 409; readonly reason: string; readonly size: number; readonly rolledBack: boolean }
  /** 422, `forked`: the log signed two trees of one size, which nobody else can have done. */
  | { readonly status: 422; readonly reason: string; readonly forked: boolean }
  | { readonly status: 400 | 403 | 404; readonly reason: string }

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
  const { text, signatures } = note.value
  const origin = text.slice(0, text.indexOf('\n'))
  const log = logs.find((known) => known.origin === origin)
  if (!log) return { status: 404, reason: `this witness does not know the log '${origin}'` }
  const opened = openCheckpoint(request.checkpoint, { origin, logKeys: log.keys })
  if (!opened.ok) return refusedCheckpoint(opened.refusal)

  const { size, root } = opened.value.checkpoint
  if (oldSize > size) return { status: 400, reason: `a tree of ${size} entries cannot continue one of ${oldSize}` }
  const known = stateOf(origin)
  const knownSize = known?.size ?? 0
  if (oldSize !== knownSize) {
    const last = `this witness last cosigned a tree of ${knownSize} entries`
    const rolledBack = size < knownSize
    const reason = rolledBack
      ? `${last} and is shown one of ${size}: the log was rolled back, or an old checkpoint is shown again`
      : `${last}, and the proof begins at ${oldSize}`
    return { status: 409, reason, size: knownSize, rolledBack }
  }
  const claim = { first: oldSize, second: size, firstRoot: known?.root ?? root, secondRoot: root, path: proof }
  const continues = oldSize === 0 ? proof.length === 0 : verifyConsistency(claim)
  if (known && size === knownSize && !sameHash(root, known.root)) {
    return {
      status: 422,
      reason: `the log shows a tree of ${size} entries, and this witness cosigned another one of ${size}: its history was rewritten`,
      forked: true,
    }
  }
  // Anybody can send a checkpoint of the log with a proof of their own: the log alone is not to blame for that.
  if (!continues) {
    return {
      status: 422,
      reason: `the tree of ${size} entries is not shown to continue that of ${oldSize} which this witness cosigned: the history was rewritten, or the proof is wrong`,
      forked: false,
    }
  }
  const cosignature = signText(key, text, now)
  const ofTheLog = signatures.filter(({ name, id }) => log.keys.some((known) => known.name === name && known.id === id))
  return {
    status: 200,
    state: { origin, size, root },
    cosignature: formatSignature(cosignature),
    checkpoint: formatNote({ text, signatures: [...ofTheLog, cosignature] }),
  }
}

function refusedCheckpoint({ code, reason }: Refusal): WitnessAnswer {
  if (code === 'wrong-root') return { status: 422, reason, forked: false }
  return { status: code === 'malformed-checkpoint' ? 400 : 403, reason }
}
