import { createPrivateKey, createPublicKey, hash, type KeyObject } from 'node:crypto'
import { accept, type Result, refuse } from '../result.ts'
import { fromBase64, toBase64 } from '../text.ts'

/**
 * C2SP signed-note. `note` signs the text itself, `cosignature` the text and the time at which it was seen
 * (tlog-cosignature). ML-DSA-44, which that specification recommends beside it, is not among them: OpenSSL has it only
 * since 3.5.
 */
export type KeyType = 'note' | 'cosignature'

export interface VerifierKey {
  readonly name: string
  /** Four bytes in hexadecimal: which key of that name. No fingerprint, it is too short for one. */
  readonly id: string
  readonly type: KeyType
  readonly publicKey: KeyObject
}

export interface SignerKey extends VerifierKey {
  readonly privateKey: KeyObject
}

const TYPE_BYTES: Readonly<Record<KeyType, number>> = { note: 0x01, cosignature: 0x04 }
const KEY_BYTES = 32
const PRIVATE = 'PRIVATE+KEY+'
/** RFC 8410: what stands before the 32 bytes in the DER of a private and of a public Ed25519 key. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')

/** JavaScript does not count U+0085 among the spaces; Unicode does. */
export const isKeyName = (name: string): boolean =>
  name !== '' && name.isWellFormed() && !/[\s\u0085+]/u.test(name) && !hasControls(name)

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is them that are looked for
export const hasControls = (text: string): boolean => /[\u0000-\u0009\u000b-\u001f]/.test(text)

/** `<name>+<key id>+<base64 of type and key>`: how a key is given to those who verify. */
export function parseVerifierKey(vkey: string): Result<VerifierKey> {
  const [, name = '', id = '', material = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/su.exec(vkey) ?? []
  if (!isKeyName(name)) return refuse('malformed-key', `'${vkey}' is not a verifier key`)
  const typed = fromBase64(material, 1 + KEY_BYTES)
  const type = typed && typeOf(typed)
  if (!type) return refuse('malformed-key', `the key '${name}' is neither an Ed25519 key nor one for cosignatures`)
  const raw = typed.subarray(1)
  if (keyId(name, type, raw) !== id) return refuse('malformed-key', `the key '${name}' does not have the id ${id}`)
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' })
  return accept({ name, id, type, publicKey })
}

export const formatVerifierKey = ({ name, id, type, publicKey }: VerifierKey): string =>
  `${name}+${id}+${toBase64(Buffer.concat([Buffer.of(TYPE_BYTES[type]), rawPublicKey(publicKey)]))}`

/** `PRIVATE+KEY+<name>+<key id>+<base64 of type and seed>`: as the Go tools for signed notes keep their keys. */
export function formatSignerKey({ name, id, type, privateKey }: SignerKey): string {
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-KEY_BYTES)
  return `${PRIVATE}${name}+${id}+${toBase64(Buffer.concat([Buffer.of(TYPE_BYTES[type]), seed]))}`
}

/** What is refused is never repeated: it may be most of a private key. */
export function parseSignerKey(text: string): Result<SignerKey> {
  const wrong = (reason: string) => refuse('malformed-key', reason)
  if (!text.startsWith(PRIVATE)) return wrong(`a private key begins with ${PRIVATE}`)
  const [name = '', id = '', material = '', ...more] = text.slice(PRIVATE.length).split('+')
  // Base64 has a plus of its own.
  const typed = fromBase64([material, ...more].join('+'), 1 + KEY_BYTES)
  const type = typed && typeOf(typed)
  if (!isKeyName(name) || !type) return wrong('the private key is cut off or is none')
  const key = signerKey(name, type, typed.subarray(1))
  return key.id === id ? accept(key) : wrong(`the private key '${name}' and its id do not match`)
}

/** @param seed the 32 bytes of an Ed25519 private key, from a good source of chance */
export function signerKey(name: string, type: KeyType, seed: Uint8Array): SignerKey {
  if (!isKeyName(name)) throw new Error(`'${name}' cannot be the name of a key: it is empty or has a space or a plus`)
  if (seed.length !== KEY_BYTES) throw new Error(`the seed of a key has ${KEY_BYTES} bytes, not ${seed.length}`)
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey)
  return { name, id: keyId(name, type, rawPublicKey(publicKey)), type, publicKey, privateKey }
}

function keyId(name: string, type: KeyType, raw: Uint8Array): string {
  const named = Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(TYPE_BYTES[type]), raw])
  return hash('sha256', named, 'hex').slice(0, 8)
}

function typeOf(typed: Uint8Array): KeyType | null {
  if (typed[0] === TYPE_BYTES.note) return 'note'
  return typed[0] === TYPE_BYTES.cosignature ? 'cosignature' : null
}

const rawPublicKey = (key: KeyObject): Uint8Array => key.export({ format: 'der', type: 'spki' }).subarray(-KEY_BYTES)
