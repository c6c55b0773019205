import { accept, type Result, refuse } from '../result.ts'
import type { VerifierKey } from './key.ts'
import { type Note, parseNote } from './note.ts'
import { type VerifiedSignature, verifySignature } from './sign.ts'

export interface OpenedNote {
  readonly text: string
  /** In the order of the note, one for each known key. */
  readonly verified: readonly VerifiedSignature[]
}

/**
 * The text of a note, when at least one of the known keys signed it and none of them is named falsely. Signatures of
 * unknown keys are nobody's word and are passed over.
 */
export function openNote(note: string, keys: readonly VerifierKey[]): Result<OpenedNote> {
  const parsed = parseNote(note)
  return parsed.ok ? verifyNote(parsed.value, keys) : parsed
}

export function verifyNote({ text, signatures }: Note, keys: readonly VerifierKey[]): Result<OpenedNote> {
  const verified: VerifiedSignature[] = []
  for (const signature of signatures) {
    const key = keys.find(({ name, id }) => name === signature.name && id === signature.id)
    if (!key) continue
    const good = verifySignature(key, text, signature)
    if (!good) return refuse('bad-signature', `the signature of '${key.name}' is not of this text`)
    if (!verified.some((other) => other.key === key)) verified.push(good)
  }
  if (verified.length > 0) return accept({ text, verified })
  return refuse('no-signature', 'no key that is trusted signed this text')
}
