import { Fault } from './fault.ts'
import { type Key, readKey, signedAt } from './key.ts'
import { strictBase64, strictCount } from './spelling.ts'
import { same, sha256 } from './tree.ts'

/** Whose word the verifier takes. */
export interface Trust {
  readonly logs: readonly Key[]
  readonly witnesses: readonly Key[]
  /** How many of the witnesses must have cosigned. One with several keys, as while it changes them, counts once. */
  readonly quorum: number
}

export interface Checkpoint {
  readonly origin: string
  readonly ledger: string
  readonly size: number
  readonly root: Uint8Array
  /** Those of the trusted witnesses that cosigned, and when: seconds since 1970. */
  readonly cosigners: readonly { readonly name: string; readonly time: number }[]
}

/** @param quorum without it: all of the witnesses */
export function trust(logs: readonly string[], witnesses: readonly string[] = [], quorum?: number): Trust {
  const read = {
    logs: logs.map((text) => readKey(text, 'log')),
    witnesses: witnesses.map((text) => readKey(text, 'witness')),
  }
  const named = new Set(read.witnesses.map(({ name }) => name)).size
  if (quorum !== undefined && quorum > named) {
    throw new Fault(`${quorum} witnesses can never have cosigned when you name ${named}`)
  }
  return { ...read, quorum: quorum ?? named }
}

interface Signature {
  readonly name: string
  readonly id: string
  readonly bytes: Buffer
}

/** A checkpoint that is signed by a trusted log and cosigned by enough of the trusted witnesses. Else throws a Fault. */
export function openCheckpoint(note: string, { logs, witnesses, quorum }: Trust): Checkpoint {
  const { text, signatures } = readNote(note)
  const [origin = '', sizeLine, rootLine, ...extensions] = text.slice(0, -1).split('\n')
  const [size, root] = [strictCount(sizeLine), strictBase64(rootLine, 32)]
  if (origin === '' || size === null || !root || extensions.includes('')) {
    throw new Fault('the checkpoint does not say of which log, how many events and which root it is')
  }
  const ofOrigin = logs.filter(({ name }) => name === origin)
  if (ofOrigin.length === 0) {
    const known = logs.map(({ name }) => `'${name}'`).join(', ')
    throw new Fault(`the checkpoint is of the log '${origin}', and your key is of ${known}`)
  }
  const signers = signersOf(text, signatures, [...ofOrigin, ...witnesses])
  if (!ofOrigin.some((key) => signers.has(key))) throw notSigned(origin, signatures, ofOrigin)
  if (size === 0 && !same(sha256(''), root)) throw new Fault('the checkpoint gives an empty log the root of another')

  const cosigners = new Map<string, number>()
  for (const key of witnesses) {
    const time = signers.get(key)
    if (time !== undefined) cosigners.set(key.name, time)
  }
  if (cosigners.size < quorum) {
    const missing = new Set(witnesses.map(({ name }) => name).filter((name) => !cosigners.has(name)))
    throw new Fault(
      `${cosigners.size} of your witnesses cosigned the checkpoint and ${quorum} must; missing: ${[...missing].join(', ')}`,
    )
  }
  return {
    origin,
    ledger: origin.slice(origin.lastIndexOf('/') + 1),
    size,
    root,
    cosigners: [...cosigners].map(([name, time]) => ({ name, time })),
  }
}

/** C2SP signed-note: the text up to its last empty line, and lines of signatures behind it. */
function readNote(note: string): { text: string; signatures: Signature[] } {
  const at = note.lastIndexOf('\n\n')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a note has no control characters but its line ends
  if (at < 0 || !note.endsWith('\n') || !note.isWellFormed() || /[\u0000-\u0009\u000b-\u001f]/.test(note)) {
    throw new Fault('the checkpoint is cut off, or is none')
  }
  const lines = note.slice(at + 2, -1).split('\n')
  return { text: note.slice(0, at + 1), signatures: lines.map(readSignature) }
}

function readSignature(line: string): Signature {
  const [dash, name, encoded, ...more] = line.split(' ')
  const bytes = strictBase64(encoded)
  if (dash !== '\u2014' || !name || !bytes || bytes.length < 5 || more.length > 0) {
    throw new Fault(`the checkpoint has a line that is no signature: '${line}'`)
  }
  return { name, id: bytes.toString('hex', 0, 4), bytes: bytes.subarray(4) }
}

/** Which of the keys signed, and when. A line in the name of a known key that is not its signature spoils the note. */
function signersOf(text: string, signatures: readonly Signature[], keys: readonly Key[]): ReadonlyMap<Key, number> {
  const signers = new Map<Key, number>()
  for (const { name, id, bytes } of signatures) {
    const key = keys.find((known) => known.name === name && known.id === id)
    if (!key) continue
    const time = signedAt(key, text, bytes)
    if (time === null) throw new Fault(`the signature of '${name}' under the checkpoint is forged`)
    if (!signers.has(key)) signers.set(key, time)
  }
  return signers
}

function notSigned(origin: string, signatures: readonly Signature[], keys: readonly Key[]): Fault {
  const others = signatures.filter(({ name }) => name === origin).map(({ id }) => id)
  const held = keys.map(({ id }) => id).join(', ')
  return new Fault(
    others.length > 0
      ? `the checkpoint of '${origin}' is signed with another key (${others.join(', ')}) than the one that you hold (${held})`
      : `the log '${origin}' did not sign this checkpoint`,
  )
}
