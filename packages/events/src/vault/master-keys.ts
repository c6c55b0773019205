import { createCipheriv, createDecipheriv, createHash, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import { IV_BYTES, newIv } from './iv.ts'
import { KEY_ID_BYTES, keyIdOf } from './key-id.ts'
import type { WrappedKey } from './wrapped-key.ts'

const TAG_BYTES = 16

/** Names a master key without telling it: the beginning of its hash, kept beside each key that it wrapped. */
const masterKeyId = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 16)

/** A wrapped key that none of ours opens: a setting is missing, nothing is broken. */
class UnknownMasterKey extends Error {
  readonly masterKeyId: string

  constructor(ledger: string, id: string, known: readonly string[]) {
    super(
      `a key in ledger ${ledger} was wrapped by master key ${id}, not by ours (${known.join(', ')}): ` +
        'put that key into KOOP_MASTER_KEYS_OLD until `koop keys rotate-master` has gone through',
    )
    this.name = 'UnknownMasterKey'
    this.masterKeyId = id
  }
}

/**
 * The keys that wrap the keys of persons: one that wraps, others that only still open what they wrapped. Rotation changes
 * the wrapping alone, so no event is ever written anew.
 */
export class MasterKeys {
  readonly currentId: string
  readonly #byId: ReadonlyMap<string, KeyObject>

  constructor(current: Buffer, old: readonly Buffer[] = []) {
    const all = [current, ...old]
    if (all.some(({ length }) => length !== 32)) throw new Error('the master key must have 32 bytes')
    this.currentId = masterKeyId(current)
    this.#byId = new Map(all.map((key) => [masterKeyId(key), createSecretKey(key)]))
  }

  /** As settings name them, in base64; the old ones with commas between them. */
  static of(current: string, old = ''): MasterKeys {
    const bytes = (text: string) => Buffer.from(text, 'base64')
    return new MasterKeys(bytes(current), old === '' ? [] : old.split(',').map(bytes))
  }

  /** The current one first. */
  get ids(): readonly string[] {
    return [...this.#byId.keys()]
  }

  has(id: string): boolean {
    return this.#byId.has(id)
  }

  /** A key of its own for what may be lost with the next rotation: derived from the current one, which it tells nothing of. */
  derived(purpose: string): KeyObject {
    const current = this.#byId.get(this.currentId) as KeyObject
    return createSecretKey(Buffer.from(hkdfSync('sha256', current, '', `kooperacje ${purpose}`, 32)))
  }

  /**
   * Under the current key. The subject goes into the authentication: a wrapped key opens for its own person alone.
   * @param id what `keyIdOf` says of the key, if that is known already
   */
  wrap(ledger: string, subject: string, key: Buffer, id = keyIdOf(createSecretKey(key))): WrappedKey {
    const iv = newIv()
    const cipher = createCipheriv('aes-256-gcm', this.#key(ledger, this.currentId), iv)
    cipher.setAAD(aad(ledger, subject, id))
    const wrapped = Buffer.concat([id, iv, cipher.update(key), cipher.final(), cipher.getAuthTag()])
    return { masterKeyId: this.currentId, wrapped }
  }

  unwrap(ledger: string, subject: string, { masterKeyId, wrapped }: WrappedKey): Buffer {
    const id = idOfWrapped(wrapped)
    const sealed = wrapped.subarray(id?.length ?? 0)
    const decipher = createDecipheriv('aes-256-gcm', this.#key(ledger, masterKeyId), sealed.subarray(0, IV_BYTES))
    decipher.setAAD(aad(ledger, subject, id)).setAuthTag(sealed.subarray(-TAG_BYTES))
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()])
  }

  #key(ledger: string, id: string): KeyObject {
    const key = this.#byId.get(id)
    if (!key) throw new UnknownMasterKey(ledger, id, this.ids)
    return key
  }
}

/** Of a key of 32 bytes, as all are. What was wrapped before ids were kept has none; the next rotation gives it one. */
const WITH_ID = KEY_ID_BYTES + IV_BYTES + 32 + TAG_BYTES

/** The id of a wrapped key, which nobody needs a master key to read; null where it was kept without. */
export const idOfWrapped = (wrapped: Buffer): Buffer | null =>
  wrapped.length === WITH_ID ? wrapped.subarray(0, KEY_ID_BYTES) : null

const aad = (ledger: string, subject: string, id: Buffer | null) =>
  Buffer.concat([Buffer.from(`${ledger}/${subject}`), id ?? Buffer.alloc(0)])
