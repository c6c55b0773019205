import { EMPTY_ROOT, HASH_BYTES, sameHash } from './merkle/hash.ts'
import { hasControls, type SignerKey, type VerifierKey } from './note/key.ts'
import { formatNote, formatSignature, parseNote } from './note/note.ts'
import { openNote, verifyNote } from './note/open.ts'
import { signText } from './note/sign.ts'
import { accept, type Result, refuse } from './result.ts'
import { fromBase64, parseCount, toBase64 } from './text.ts'

/** C2SP tlog-checkpoint: what the log says of itself at one size. */
export interface Checkpoint {
  /** Which log it is. */
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
  /** Signed with the rest, but vouched for by nobody else. */
  readonly extensions: readonly string[]
}

/** Whose word is enough. */
export interface CheckpointPolicy {
  readonly origin: string
  readonly logKeys: readonly VerifierKey[]
  readonly witnesses?: readonly VerifierKey[] | undefined
  /** How many of the witnesses must have cosigned; one with several keys counts once. Without it: all. */
  readonly quorum?: number | undefined
}

export interface Cosigner {
  readonly name: string
  readonly time: number
}

export interface OpenedCheckpoint {
  readonly checkpoint: Checkpoint
  readonly cosigners: readonly Cosigner[]
}

export function checkpointText({ origin, size, root, extensions }: Checkpoint): string {
  return `${[origin, size, toBase64(root), ...extensions].join('\n')}\n`
}

export function signCheckpoint(checkpoint: Checkpoint, key: SignerKey): string {
  const text = checkpointText(checkpoint)
  if (!parseCheckpointText(text).ok) throw new Error(`this is not a checkpoint: ${JSON.stringify(text)}`)
  return formatNote({ text, signatures: [signText(key, text)] })
}

/** The checkpoint with lines that witnesses sent. Only those are taken that verify: the rest is not ours to spread. */
export function addCosignatures(note: string, lines: string, witnesses: readonly VerifierKey[]): Result<string> {
  const own = parseNote(note)
  if (!own.ok) return own
  const sent = parseNote(`${own.value.text}\n${lines}`)
  if (!sent.ok) return sent
  const opened = verifyNote(sent.value, witnesses)
  if (!opened.ok) return opened
  const { verified } = opened.value
  const known = sent.value.signatures.filter(({ name, id }) =>
    verified.some(({ key }) => key.name === name && key.id === id),
  )
  return accept(note + known.map(formatSignature).join(''))
}

export function parseCheckpointText(text: string): Result<Checkpoint> {
  const wrong = (reason: string) => refuse('malformed-checkpoint', reason)
  if (!text.endsWith('\n') || hasControls(text)) return wrong('the checkpoint is not a text of whole lines')
  const [origin = '', sizeLine = '', rootLine = '', ...extensions] = text.slice(0, -1).split('\n')
  const size = parseCount(sizeLine)
  const root = fromBase64(rootLine, HASH_BYTES)
  if (origin === '') return wrong('the checkpoint names no origin')
  if (size === null) return wrong(`'${sizeLine}' is not the size of a tree`)
  if (!root) return wrong(`'${rootLine}' is not the root of a tree`)
  if (extensions.includes('')) return wrong('the checkpoint has an empty line in its text')
  if (size === 0 && !sameHash(root, EMPTY_ROOT)) return refuse('wrong-root', 'an empty tree has another root')
  return accept({ origin, size, root, extensions })
}

export function openCheckpoint(note: string, policy: CheckpointPolicy): Result<OpenedCheckpoint> {
  const { origin, logKeys, witnesses = [] } = policy
  const quorum = policy.quorum ?? new Set(witnesses.map(({ name }) => name)).size
  const opened = openNote(note, [...logKeys, ...witnesses])
  if (!opened.ok) return opened
  const { text, verified } = opened.value
  const parsed = parseCheckpointText(text)
  if (!parsed.ok) return parsed
  const checkpoint = parsed.value
  if (checkpoint.origin !== origin) {
    return refuse('wrong-origin', `the checkpoint is of '${checkpoint.origin}', not of '${origin}'`)
  }
  if (!verified.some(({ key }) => logKeys.includes(key))) {
    return refuse('no-signature', `the log '${origin}' did not sign this checkpoint`)
  }
  const times = new Map<string, number>()
  for (const { key, time } of verified) {
    if (witnesses.includes(key) && time !== null && !times.has(key.name)) times.set(key.name, time)
  }
  const cosigners = [...times].map(([name, time]) => ({ name, time }))
  if (cosigners.length < quorum) {
    return refuse('too-few-witnesses', `${cosigners.length} of the witnesses cosigned, and ${quorum} must`)
  }
  return accept({ checkpoint, cosigners })
}
