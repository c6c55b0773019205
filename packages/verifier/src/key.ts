import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { Fault } from './fault.ts'
import { strictBase64 } from './spelling.ts'
import { sha256 } from './tree.ts'

/** The signature types of C2SP signed-note that are spoken of in docs/reference/verifiable-log.md. */
const KINDS = { log: 0x01, witness: 0x04 } as const

export interface Key {
  readonly kind: keyof typeof KINDS
  readonly name: string
  /** Eight hexadecimal digits. */
  readonly id: string
  readonly ed25519: KeyObject
}

/** `NAME+ID+BASE64`. Throws a Fault when it is not that of a log, or of a witness. */
export function readKey(text: string, kind: Key['kind']): Key {
  const [name = '', id = '', ...material] = text.split('+')
  // The base64 of a key may have a plus of its own.
  const typed = strictBase64(material.join('+'), 33)
  if (!typed || !/^\S+$/u.test(name)) throw new Fault(`'${text}' is not a verifier key`)
  if (typed[0] !== KINDS[kind]) throw new Fault(`the key '${name}' is not the key of a ${kind}`)
  if (sha256(`${name}\n`, typed).toString('hex', 0, 4) !== id) {
    throw new Fault(`the key '${name}' and its id ${id} do not match`)
  }
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: typed.toString('base64url', 1) }
  return { kind, name, id, ed25519: createPublicKey({ format: 'jwk', key: jwk }) }
}

const SIGNATURE_BYTES = 64
const TIME_BYTES = 8

/** When the signer says to have seen the text, in seconds since 1970; 0 for a log, which does not say. Null: forged. */
export function signedAt({ kind, ed25519 }: Key, text: string, signature: Buffer): number | null {
  if (kind === 'log') {
    const good = signature.length === SIGNATURE_BYTES && verify(null, Buffer.from(text), ed25519, signature)
    return good ? 0 : null
  }
  if (signature.length !== TIME_BYTES + SIGNATURE_BYTES) return null
  const time = signature.readBigUInt64BE()
  const seen = Buffer.from(`cosignature/v1\ntime ${time}\n${text}`)
  // A cosignature without a time vouches for no whole tree (C2SP tlog-cosignature).
  if (time === 0n || time > BigInt(Number.MAX_SAFE_INTEGER)) return null
  return verify(null, seen, ed25519, signature.subarray(TIME_BYTES)) ? Number(time) : null
}
