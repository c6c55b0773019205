import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Pool } from 'pg'
import { isRole, type Role } from './permissions.ts'
import type { Principal } from './principal.ts'

/** A revoked key works for at most this long in a process that has just used it. */
const CACHE_MS = 10_000
const CACHE_BOUND = 1000

interface KeyRow {
  readonly secret_hash: Buffer
  readonly role: string
  readonly institution_id: string | null
  readonly ledgers: string[]
}

/**
 * API keys look like `koop_<id>_<secret>`. Only the SHA-256 of the secret is stored: it has 256 bits of chance, so a
 * slow hash would add cost and no safety.
 */
export class ApiKeys {
  readonly #pool: Pool
  readonly #cache = new Map<string, { row: KeyRow | null; until: number }>()

  constructor(pool: Pool) {
    this.#pool = pool
  }

  /** @returns the key in clear, this one time. */
  async create(key: {
    label: string
    role: Role
    institutionId: string | null
    ledgers: readonly string[]
  }): Promise<string> {
    const id = randomBytes(6).toString('hex')
    const secret = randomBytes(32).toString('base64url')
    await this.#pool.query(
      `insert into accounts.api_keys (key_id, secret_hash, label, role, institution_id, ledgers)
       values ($1, $2, $3, $4, $5, $6)`,
      [id, sha256(secret), key.label, key.role, key.institutionId, key.ledgers],
    )
    return `koop_${id}_${secret}`
  }

  async verify(presented: string): Promise<Principal | null> {
    const [, id, secret] = /^koop_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/.exec(presented) ?? []
    if (!id || !secret) return null
    const row = await this.#row(id)
    if (!row || !timingSafeEqual(row.secret_hash, sha256(secret)) || !isRole(row.role)) return null
    return { actorId: `key:${id}`, role: row.role, institutionId: row.institution_id, ledgers: row.ledgers }
  }

  async #row(id: string): Promise<KeyRow | null> {
    const cached = this.#cache.get(id)
    if (cached && cached.until > performance.now()) return cached.row
    const { rows } = await this.#pool.query<KeyRow>(
      `select secret_hash, role, institution_id, ledgers from accounts.api_keys
        where key_id = $1 and revoked_at is null and (expires_at is null or expires_at > now())`,
      [id],
    )
    const row = rows[0] ?? null
    if (this.#cache.size >= CACHE_BOUND) this.#cache.clear()
    this.#cache.set(id, { row, until: performance.now() + CACHE_MS })
    return row
  }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest()
