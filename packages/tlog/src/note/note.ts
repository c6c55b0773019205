import { accept, type Result, refuse } from '../result.ts'
import { fromBase64, toBase64 } from '../text.ts'
import { hasControls, isKeyName } from './key.ts'

export interface NoteSignature {
  readonly name: string
  readonly id: string
  /** What follows the key id: its meaning is the key's. */
  readonly bytes: Uint8Array
}

export interface Note {
  /** With its last newline: exactly what is signed. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/** The specification asks for 16 at least. Each signature of a known key costs a verification. */
const MAX_SIGNATURES = 100
const MAX_CHARS = 1_000_000
const ID_BYTES = 4

export function parseNote(note: string): Result<Note> {
  const wrong = (reason: string) => refuse('malformed-note', reason)
  if (note.length > MAX_CHARS) return wrong(`the note is longer than ${MAX_CHARS} characters`)
  if (!note.isWellFormed() || hasControls(note)) return wrong('the note has characters that a note may not have')
  // The last empty line ends the text: it may have empty lines itself.
  const end = note.lastIndexOf('\n\n')
  if (end < 0) return wrong('the note has no empty line before its signatures')
  if (!note.endsWith('\n')) return wrong('the last line of the note has no end')
  const lines = note
    .slice(end + 2)
    .split('\n')
    .slice(0, -1)
  if (lines.length === 0) return wrong('the note has no signatures')
  if (lines.length > MAX_SIGNATURES) return wrong(`the note has more than ${MAX_SIGNATURES} signatures`)
  const signatures: NoteSignature[] = []
  for (const line of lines) {
    const signature = parseSignature(line)
    if (!signature) return wrong(`'${line}' is not the line of a signature`)
    signatures.push(signature)
  }
  return accept({ text: note.slice(0, end + 1), signatures })
}

export function formatNote({ text, signatures }: Note): string {
  if (!text.endsWith('\n') || !text.isWellFormed() || hasControls(text)) {
    throw new Error('the text of a note ends with a newline and has no other control characters')
  }
  return `${text}\n${signatures.map(formatSignature).join('')}`
}

/** One line with its end, as a witness sends it. */
export const formatSignature = ({ name, id, bytes }: NoteSignature): string =>
  `— ${name} ${toBase64(Buffer.concat([Buffer.from(id, 'hex'), bytes]))}\n`

function parseSignature(line: string): NoteSignature | null {
  const [, name = '', base64 = ''] = /^— ([^ ]+) ([^ ]+)$/u.exec(line) ?? []
  const bytes = fromBase64(base64)
  if (!isKeyName(name) || !bytes || bytes.length <= ID_BYTES) return null
  return { name, id: Buffer.from(bytes.subarray(0, ID_BYTES)).toString('hex'), bytes: bytes.subarray(ID_BYTES) }
}
