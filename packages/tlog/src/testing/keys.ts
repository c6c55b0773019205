import { createHash } from 'node:crypto'
import { type KeyType, type SignerKey, signerKey } from '../note/key.ts'

/** The same key for the same name, so that what the specs make is the same on every day. */
export const testKey = (name: string, type: KeyType = 'note'): SignerKey =>
  signerKey(name, type, createHash('sha256').update(`${type} ${name}`).digest())
