import { createHash, sign } from 'node:crypto'
import { type KeyType, type SignerKey, signerKey } from '../note/key.ts'
import { formatSignature } from '../note/note.ts'

/** The same key for the same name, so that what the specs make is the same on every day. */
export const testKey = (name: string, type: KeyType = 'note'): SignerKey =>
  signerKey(name, type, createHash('sha256').update(`${type} ${name}`).digest())

/** A second one of the same name, as while it is changed. */
export const nextKey = ({ name, type }: SignerKey): SignerKey => signerKey(name, type, Buffer.alloc(32, 2))

/** What no witness of ours makes: a good signature that says nothing of when. */
export function timelessCosignature({ name, id, privateKey }: SignerKey, text: string): string {
  const signature = sign(null, Buffer.from(`cosignature/v1\ntime 0\n${text}`), privateKey)
  return formatSignature({ name, id, bytes: Buffer.concat([Buffer.alloc(8), signature]) })
}
