import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Forgetting } from './forgetting.ts'
import { IV_BYTES, newIv } from './iv.ts'
import { KEY_ID_BYTES, keyIdOf } from './key-id.ts'
import { MasterKeys } from './master-keys.ts'
import type { WrappedKey } from './wrapped-key.ts'

export type { WrappedKey } from './wrapped-key.ts'

/** Where wrapped keys of data subjects are kept. A subject whose key is gone is a forgotten person. */
export interface SubjectKeyStore {
  load(ledger: string, subjects: readonly string[]): Promise<Map<string, WrappedKey>>
  /**
   * Keeps what is there already: two writers that meet a new person at once must end with one key.
   * Answers for whom the given key was taken.
   */
  create(ledger: string, keys: ReadonlyMap<string, WrappedKey>): Promise<ReadonlySet<string>>
  /** Forgets a person. Answers whether there was a key; with `only`, whether it was the one that was wrapped so. */
  destroy(ledger: string, subject: string, only?: Buffer): Promise<boolean>
}

/** A data subject's key, unwrapped. */
export interface SubjectKey {
  /** No Buffer: to find out that one is no KeyObject takes Node 24 15 µs, three times what sealing a text does. */
  readonly key: KeyObject
  /** Derived from the key. Stands before the ciphertext: a person who was forgotten and comes back has another key. */
  readonly id: Buffer
}

/** A key that is not kept yet. */
export interface NewSubjectKey {
  readonly subject: string
  readonly key: SubjectKey
  readonly wrapped: WrappedKey
}

/** Where a sealed value stands. It goes into the authentication, so a ciphertext cannot be moved to another place. */
export interface SealPlace {
  readonly ledger: string
  readonly eventId: string
  readonly stream: string
  readonly type: string
  readonly path: string
}

const PREFIX = 'sealed:1:'
/** How a sealed text begins in JSON. A payload without it has none. */
export const SEALED_MARK = `"${PREFIX}`
const TAG_BYTES = 16

interface VaultOptions {
  readonly keyTtlMs?: number
  readonly maxCached?: number
  readonly forgetting?: Forgetting | undefined
}

/**
 * The one place where personal data turns into ciphertext and back: AES-256-GCM under a key per data subject, which is
 * wrapped by the master key. Bounded memory of unwrapped keys. A key destroyed by another process disappears from it at once
 * where the vault hears of it (`forgetting`), else within `keyTtlMs`.
 */
export class Vault {
  readonly #keys: SubjectKeyStore
  readonly #master: MasterKeys
  readonly #cache: LRUCache<string, { key: SubjectKey; until: number }>
  readonly #keyTtlMs: number
  readonly #forgetting: Forgetting | undefined
  /** How often somebody was forgotten: a key that was on its way meanwhile is used but not remembered. */
  #forgettings = 0

  /** @param masterKey 32 bytes, or several keys of which one is current */
  constructor(
    keys: SubjectKeyStore,
    masterKey: Buffer | MasterKeys,
    { keyTtlMs = 60_000, maxCached = 20_000, forgetting }: VaultOptions = {},
  ) {
    this.#keys = keys
    this.#master = masterKey instanceof MasterKeys ? masterKey : new MasterKeys(masterKey)
    this.#keyTtlMs = keyTtlMs
    this.#cache = new LRUCache({ max: maxCached })
    this.#forgetting = forgetting
    forgetting?.onForgotten((who) => {
      this.#forgettings++
      if (who) this.#cache.delete(`${who.ledger}/${who.subject}`)
      else this.#cache.clear()
    })
  }

  /** Keys of those subjects that have one; with `create`, of all of them. */
  async subjectKeys(
    ledger: string,
    subjects: Iterable<string>,
    { create = false } = {},
  ): Promise<Map<string, SubjectKey>> {
    const found = new Map<string, SubjectKey>()
    const missing: string[] = []
    for (const subject of new Set(subjects)) {
      const cached = this.#cached(`${ledger}/${subject}`)
      if (cached) found.set(subject, cached)
      else missing.push(subject)
    }
    if (missing.length === 0) return found

    const forgettings = this.#forgettings
    const stored = await this.#keys.load(ledger, missing)
    const unknown = create ? missing.filter((subject) => !stored.has(subject)) : []
    if (unknown.length > 0) for (const [subject, key] of await this.#create(ledger, unknown)) stored.set(subject, key)
    for (const [subject, wrapped] of stored) {
      const key = this.#unwrap(ledger, subject, wrapped)
      found.set(subject, key)
      if (forgettings === this.#forgettings) this.#remember(`${ledger}/${subject}`, key)
    }
    return found
  }

  /**
   * A key for somebody whom nobody can know yet. Whoever asks keeps it together with what is sealed under it. It is not
   * remembered: whether it was kept is not known here.
   */
  newKey(ledger: string, subject: string): NewSubjectKey {
    const bytes = randomBytes(32)
    const key = withId(bytes)
    return { subject, key, wrapped: this.#master.wrap(ledger, subject, bytes, key.id) }
  }

  /** Destroys a person's key: what is sealed under it can never be read again. `only`: as `destroy` has it. */
  async forget(ledger: string, subject: string, only?: Buffer): Promise<boolean> {
    const existed = await this.#keys.destroy(ledger, subject, only)
    this.#forgettings++
    this.#cache.delete(`${ledger}/${subject}`)
    this.#forgetting?.tell({ ledger, subject })
    return existed
  }

  seal(value: unknown, subject: string, { key, id }: SubjectKey, place: SealPlace): string {
    const iv = newIv()
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(aad(place))
    const sealed = Buffer.concat([
      id,
      iv,
      cipher.update(JSON.stringify(value), 'utf8'),
      cipher.final(),
      cipher.getAuthTag(),
    ])
    return `${PREFIX}${subject}:${sealed.toString('base64url')}`
  }

  /** The value, or null when the key it was sealed under is gone. Throws when the ciphertext was changed or moved. */
  open(sealed: unknown, keys: ReadonlyMap<string, SubjectKey>, place: SealPlace): unknown {
    const parsed = parseSealed(sealed)
    if (!parsed) throw new Error(`a personal field lies in clear at ${place.stream} ${place.type} ${place.path}`)
    const subjectKey = keys.get(parsed.subject)
    if (!subjectKey?.id.equals(parsed.bytes.subarray(0, KEY_ID_BYTES))) return null
    const iv = parsed.bytes.subarray(KEY_ID_BYTES, KEY_ID_BYTES + IV_BYTES)
    const ciphertext = parsed.bytes.subarray(KEY_ID_BYTES + IV_BYTES, -TAG_BYTES)
    const decipher = createDecipheriv('aes-256-gcm', subjectKey.key, iv)
    decipher.setAAD(aad(place)).setAuthTag(parsed.bytes.subarray(-TAG_BYTES))
    return JSON.parse(Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8'))
  }

  async #create(ledger: string, subjects: readonly string[]): Promise<Map<string, WrappedKey>> {
    const fresh = new Map(subjects.map((subject) => [subject, this.#master.wrap(ledger, subject, randomBytes(32))]))
    const taken = await this.#keys.create(ledger, fresh)
    if (taken.size === fresh.size) return fresh
    // Somebody else met the same person at this moment, and was first.
    return this.#keys.load(ledger, subjects)
  }

  #cached(name: string): SubjectKey | undefined {
    if (this.#forgetting && !this.#forgetting.listening) return undefined
    const entry = this.#cache.get(name)
    if (!entry) return undefined
    if (entry.until > performance.now()) return entry.key
    this.#cache.delete(name)
    return undefined
  }

  #remember(name: string, key: SubjectKey) {
    this.#forgetting?.start()
    if (this.#forgetting && !this.#forgetting.listening) return
    this.#cache.set(name, { key, until: performance.now() + this.#keyTtlMs })
  }

  #unwrap(ledger: string, subject: string, wrapped: WrappedKey): SubjectKey {
    return withId(this.#master.unwrap(ledger, subject, wrapped))
  }
}

function withId(bytes: Buffer): SubjectKey {
  const key = createSecretKey(bytes)
  // In memory of its own: each would keep up to 8 KB of the pool that small buffers are cut from (5 KB a key were measured).
  const id = Buffer.allocUnsafeSlow(KEY_ID_BYTES)
  keyIdOf(key).copy(id)
  return { key, id }
}

/** Whose value it is, read from the sealed form; null when the value is not sealed. */
export function parseSealed(value: unknown): { subject: string; bytes: Buffer } | null {
  if (typeof value !== 'string' || !value.startsWith(PREFIX)) return null
  const end = value.lastIndexOf(':')
  return { subject: value.slice(PREFIX.length, end), bytes: Buffer.from(value.slice(end + 1), 'base64url') }
}

/** Which key a value was sealed under, in hexadecimal: the bytes are those that `parseSealed` found. */
export const sealedKeyId = (bytes: Buffer): string => bytes.toString('hex', 0, KEY_ID_BYTES)

/** Replaces every sealed text of a payload, wherever it stands. `change` gets the path as `mapPersonal` does. */
export function mapSealed(node: unknown, change: (value: string, path: string) => unknown, at = ''): unknown {
  if (typeof node === 'string') return node.startsWith(PREFIX) ? change(node, at) : node
  if (typeof node !== 'object' || node === null) return node
  const below = (key: string | number) => (at === '' ? String(key) : `${at}.${key}`)
  if (Array.isArray(node)) return node.map((item, index) => mapSealed(item, change, below(index)))
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, mapSealed(value, change, below(key))]))
}

/** Whether a payload's JSON holds more texts with the mark of the sealed than `sealed` of them. */
export function pretendsToBeSealed(json: string, sealed: number): boolean {
  return sealed === 0 ? json.includes(SEALED_MARK) : json.split(SEALED_MARK).length - 1 !== sealed
}

/** No part but the path can hold the separator, so two places never give the same bytes. */
const aad = ({ ledger, eventId, stream, type, path }: SealPlace) =>
  Buffer.from([ledger, eventId, stream, type, path].join('\u0000'))
