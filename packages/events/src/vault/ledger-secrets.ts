import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import type { MasterKeys } from './master-keys.ts'

/**
 * Where each kind lies, and whose key it is said to be when it is wrapped. That has a space, which the ids of persons do not:
 * no wrapped key of a person can be put in its place.
 */
const kinds = {
  /** Makes the nonces of events without a person. */
  LOG: { table: 'es.log_secrets', subject: 'log secret' },
  /** Sealed values are hashed under it, to be found again by equality. */
  SEARCH: { table: 'es.search_keys', subject: 'search key' },
} as const

export type LedgerSecretKind = keyof typeof kinds

/** All secrets as rows of (master_key, ledger, subject, wrapped). */
export const LEDGER_SECRETS = Object.values(kinds)
  .map(({ table, subject }) => `select master_key, ledger, '${subject}' as subject, wrapped from ${table}`)
  .join(' union all ')

/**
 * 32 bytes for each ledger, made when they are first needed. By chance and wrapped, so that rotating the master key changes
 * nothing that was made with them; one a ledger, so that two ledgers cannot be compared.
 */
export class LedgerSecrets {
  readonly #kind: (typeof kinds)[LedgerSecretKind]
  readonly #pool: Pool
  readonly #masterKeys: MasterKeys
  readonly #known = new Map<string, KeyObject>()

  constructor(kind: LedgerSecretKind, pool: Pool, masterKeys: MasterKeys) {
    this.#kind = kinds[kind]
    this.#pool = pool
    this.#masterKeys = masterKeys
  }

  async of(ledger: string): Promise<KeyObject> {
    const secret = this.#known.get(ledger) ?? (await this.#stored(ledger)) ?? (await this.#made(ledger))
    this.#known.set(ledger, secret)
    return secret
  }

  async #made(ledger: string): Promise<KeyObject> {
    const { table, subject } = this.#kind
    const { masterKeyId, wrapped } = this.#masterKeys.wrap(ledger, subject, randomBytes(32))
    await this.#pool.query(
      `insert into ${table} (ledger, master_key, wrapped) values ($1, $2, $3) on conflict do nothing`,
      [ledger, masterKeyId, wrapped],
    )
    // Another process may have been first: then its secret is the secret.
    const secret = await this.#stored(ledger)
    if (!secret) throw new Error(`the ${subject} of ${ledger} vanished while it was made`)
    return secret
  }

  async #stored(ledger: string): Promise<KeyObject | null> {
    const { table, subject } = this.#kind
    const { rows } = await this.#pool.query<{ master_key: string; wrapped: Buffer }>(
      `select master_key, wrapped from ${table} where ledger = $1`,
      [ledger],
    )
    const [row] = rows
    if (!row) return null
    const { master_key: masterKeyId, wrapped } = row
    return createSecretKey(this.#masterKeys.unwrap(ledger, subject, { masterKeyId, wrapped }))
  }
}

/** Wraps anew what an old master key of ours wrapped; answers how many. A handful of rows, one a ledger. */
export async function rotateLedgerSecrets(pool: Pool, masterKeys: MasterKeys): Promise<number> {
  const old = masterKeys.ids.filter((id) => id !== masterKeys.currentId)
  let done = 0
  for (const { table, subject } of Object.values(kinds)) {
    const { rows } = await pool.query<{ ledger: string; master_key: string; wrapped: Buffer }>(
      `select ledger, master_key, wrapped from ${table} where master_key = any($1)`,
      [old],
    )
    for (const { ledger, master_key, wrapped } of rows) {
      const secret = masterKeys.unwrap(ledger, subject, { masterKeyId: master_key, wrapped })
      const fresh = masterKeys.wrap(ledger, subject, secret)
      const { rowCount } = await pool.query(
        `update ${table} set master_key = $3, wrapped = $4 where ledger = $1 and wrapped = $2`,
        [ledger, wrapped, fresh.masterKeyId, fresh.wrapped],
      )
      done += rowCount ?? 0
    }
  }
  return done
}
