import { sign, verify } from 'node:crypto'
import type { SignerKey, VerifierKey } from './key.ts'
import type { NoteSignature } from './note.ts'

const ED25519_BYTES = 64
const TIME_BYTES = 8

/** A signature of the text; by a key for cosignatures it says when the text was seen, in seconds since 1970. */
export function signText(key: SignerKey, text: string, time?: number): NoteSignature {
  const { name, id, type, privateKey } = key
  if (type === 'note') return { name, id, bytes: sign(null, Buffer.from(text), privateKey) }
  if (time === undefined || !Number.isSafeInteger(time) || time <= 0) {
    throw new Error(`a cosignature needs the time in whole seconds since 1970, not ${time}`)
  }
  const stamp = Buffer.alloc(TIME_BYTES)
  stamp.writeBigUInt64BE(BigInt(time))
  return { name, id, bytes: Buffer.concat([stamp, sign(null, cosigned(text, BigInt(time)), privateKey)]) }
}

export interface VerifiedSignature {
  readonly key: VerifierKey
  /** Of a cosignature; null of any other. */
  readonly time: number | null
}

/** The signature as this key reads it, or null when the key did not make it for this text. */
export function verifySignature(key: VerifierKey, text: string, { bytes }: NoteSignature): VerifiedSignature | null {
  if (key.type === 'note') {
    const good = bytes.length === ED25519_BYTES && verify(null, Buffer.from(text), key.publicKey, bytes)
    return good ? { key, time: null } : null
  }
  if (bytes.length !== TIME_BYTES + ED25519_BYTES) return null
  const time = Buffer.from(bytes.subarray(0, TIME_BYTES)).readBigUInt64BE()
  // Beyond what a double counts exactly lie years that no witness has seen; zero is a cosignature without a time.
  if (time === 0n || time > BigInt(Number.MAX_SAFE_INTEGER)) return null
  const good = verify(null, cosigned(text, time), key.publicKey, bytes.subarray(TIME_BYTES))
  return good ? { key, time: Number(time) } : null
}

/** The first line keeps a cosignature from being taken for any other signature of the same key. */
const cosigned = (text: string, time: bigint): Buffer => Buffer.from(`cosignature/v1\ntime ${time}\n${text}`)
