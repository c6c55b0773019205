import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** Where wrapped keys of data subjects are kept. A subject whose key is gone is a forgotten person. */
export interface SubjectKeyStore {
  load(ledger: string, subjects: readonly string[]): Promise<Map<string, WrappedKey>>
  /** Keeps what is there already: two writers that meet a new person at once must end with one key. */
  create(ledger: string, keys: ReadonlyMap<string, WrappedKey>): Promise<void>
}

export interface WrappedKey {
  /** Which master key wrapped it. */
  readonly masterKeyId: string
  readonly wrapped: Buffer
}

/** Where a sealed value stands. It goes into the authentication, so a ciphertext cannot be moved to another place. */
export interface SealPlace {
  readonly ledger: string
  readonly stream: string
  readonly type: string
  readonly path: string
}

const PREFIX = 'sealed:1:'
const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * The one place where personal data turns into ciphertext and back: AES-256-GCM under a key per data subject, which is
 * wrapped by the master key. Bounded memory of unwrapped keys; a destroyed key disappears from it within `keyTtlMs`.
 */
export class Vault {
  readonly #keys: SubjectKeyStore
  readonly #master: Buffer
  readonly #masterId: string
  readonly #cache = new Map<string, { key: Buffer; until: number }>()
  readonly #keyTtlMs: number
  readonly #maxCached: number

  /** @param masterKey 32 bytes */
  constructor(keys: SubjectKeyStore, masterKey: Buffer, { keyTtlMs = 60_000, maxCached = 20_000 } = {}) {
    if (masterKey.length !== 32) throw new Error('the master key must have 32 bytes')
    this.#keys = keys
    this.#master = masterKey
    this.#masterId = createHash('sha256').update(masterKey).digest('hex').slice(0, 16)
    this.#keyTtlMs = keyTtlMs
    this.#maxCached = maxCached
  }

  /** Keys of those subjects that have one; with `create`, of all of them. */
  async subjectKeys(ledger: string, subjects: Iterable<string>, { create = false } = {}): Promise<Map<string, Buffer>> {
    const found = new Map<string, Buffer>()
    const missing: string[] = []
    for (const subject of new Set(subjects)) {
      const cached = this.#cached(`${ledger}/${subject}`)
      if (cached) found.set(subject, cached)
      else missing.push(subject)
    }
    if (missing.length === 0) return found

    let stored = await this.#keys.load(ledger, missing)
    const fresh = create ? missing.filter((subject) => !stored.has(subject)) : []
    if (fresh.length > 0) {
      await this.#keys.create(ledger, new Map(fresh.map((subject) => [subject, this.#wrap(ledger, subject)])))
      stored = await this.#keys.load(ledger, missing)
    }
    for (const [subject, wrapped] of stored) {
      const key = this.#unwrap(ledger, subject, wrapped)
      found.set(subject, key)
      this.#remember(`${ledger}/${subject}`, key)
    }
    return found
  }

  seal(value: unknown, subject: string, key: Buffer, place: SealPlace): string {
    const iv = randomBytes(IV_BYTES)
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(aad(place))
    const sealed = Buffer.concat([
      iv,
      cipher.update(JSON.stringify(value), 'utf8'),
      cipher.final(),
      cipher.getAuthTag(),
    ])
    return `${PREFIX}${subject}:${sealed.toString('base64url')}`
  }

  /** The value, or null when its subject's key is gone. Throws when the ciphertext was changed or moved. */
  open(sealed: unknown, keys: ReadonlyMap<string, Buffer>, place: SealPlace): unknown {
    const parsed = parseSealed(sealed)
    if (!parsed) throw new Error(`a personal field lies in clear at ${place.stream} ${place.type} ${place.path}`)
    const key = keys.get(parsed.subject)
    if (!key) return null
    const decipher = createDecipheriv('aes-256-gcm', key, parsed.bytes.subarray(0, IV_BYTES))
    decipher.setAAD(aad(place)).setAuthTag(parsed.bytes.subarray(-TAG_BYTES))
    const text = Buffer.concat([decipher.update(parsed.bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()])
    return JSON.parse(text.toString('utf8'))
  }

  #cached(name: string): Buffer | undefined {
    const entry = this.#cache.get(name)
    if (!entry) return undefined
    if (entry.until > performance.now()) return entry.key
    this.#cache.delete(name)
    return undefined
  }

  #remember(name: string, key: Buffer) {
    if (this.#cache.size >= this.#maxCached) this.#cache.delete(this.#cache.keys().next().value as string)
    this.#cache.set(name, { key, until: performance.now() + this.#keyTtlMs })
  }

  #wrap(ledger: string, subject: string): WrappedKey {
    const iv = randomBytes(IV_BYTES)
    const cipher = createCipheriv('aes-256-gcm', this.#master, iv).setAAD(Buffer.from(`${ledger}/${subject}`))
    const wrapped = Buffer.concat([iv, cipher.update(randomBytes(32)), cipher.final(), cipher.getAuthTag()])
    return { masterKeyId: this.#masterId, wrapped }
  }

  #unwrap(ledger: string, subject: string, { masterKeyId, wrapped }: WrappedKey): Buffer {
    if (masterKeyId !== this.#masterId) {
      throw new Error(`the key of a person in ledger ${ledger} was wrapped by master key ${masterKeyId}, not by ours`)
    }
    const decipher = createDecipheriv('aes-256-gcm', this.#master, wrapped.subarray(0, IV_BYTES))
    decipher.setAAD(Buffer.from(`${ledger}/${subject}`)).setAuthTag(wrapped.subarray(-TAG_BYTES))
    return Buffer.concat([decipher.update(wrapped.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()])
  }
}

/** Whose value it is, read from the sealed form; null when the value is not sealed. */
export function parseSealed(value: unknown): { subject: string; bytes: Buffer } | null {
  if (typeof value !== 'string' || !value.startsWith(PREFIX)) return null
  const end = value.lastIndexOf(':')
  return { subject: value.slice(PREFIX.length, end), bytes: Buffer.from(value.slice(end + 1), 'base64url') }
}

const aad = ({ ledger, stream, type, path }: SealPlace) => Buffer.from(`${ledger}/${stream}/${type}#${path}`)
