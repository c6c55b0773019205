import { createHmac, randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { MasterKeys } from './master-keys.ts'

/** Has a space, which the ids of persons do not: no wrapped key of a person can be put in its place. */
const SECRET = 'search key'

/**
 * The secret of each ledger under which sealed values are hashed to be found again by equality. By chance and wrapped, so that
 * rotating the master key leaves the hashes as they are; one a ledger, so that two ledgers cannot be compared.
 */
export class SearchKeys {
  readonly #pool: Pool
  readonly #masterKeys: MasterKeys
  readonly #known = new Map<string, Buffer>()

  constructor(pool: Pool, masterKeys: Buffer | MasterKeys) {
    this.#pool = pool
    this.#masterKeys = masterKeys instanceof MasterKeys ? masterKeys : new MasterKeys(masterKeys)
  }

  /** 32 bytes. The field goes in, so that equal values of two fields have nothing in common. */
  async hash(ledger: string, field: string, value: string): Promise<Buffer> {
    return createHmac('sha256', await this.#keyOf(ledger))
      .update(`${field}\u0000${value}`)
      .digest()
  }

  async #keyOf(ledger: string): Promise<Buffer> {
    const key = this.#known.get(ledger) ?? (await this.#stored(ledger)) ?? (await this.#made(ledger))
    this.#known.set(ledger, key)
    return key
  }

  async #made(ledger: string): Promise<Buffer> {
    const { masterKeyId, wrapped } = this.#masterKeys.wrap(ledger, SECRET, randomBytes(32))
    await this.#pool.query(
      'insert into es.search_keys (ledger, master_key, wrapped) values ($1, $2, $3) on conflict do nothing',
      [ledger, masterKeyId, wrapped],
    )
    // Another process may have been first: then its key is the key.
    const key = await this.#stored(ledger)
    if (!key) throw new Error(`the search key of ${ledger} vanished while it was made`)
    return key
  }

  async #stored(ledger: string): Promise<Buffer | null> {
    const { rows } = await this.#pool.query<{ master_key: string; wrapped: Buffer }>(
      'select master_key, wrapped from es.search_keys where ledger = $1',
      [ledger],
    )
    const [row] = rows
    return row ? this.#masterKeys.unwrap(ledger, SECRET, { masterKeyId: row.master_key, wrapped: row.wrapped }) : null
  }
}

/** Wraps the search keys anew, as `rotateMasterKey` does the keys of persons. A handful of rows, one a ledger. */
export async function rotateSearchKeys(pool: Pool, masterKeys: MasterKeys): Promise<void> {
  const old = masterKeys.ids.filter((id) => id !== masterKeys.currentId)
  const { rows } = await pool.query<{ ledger: string; master_key: string; wrapped: Buffer }>(
    'select ledger, master_key, wrapped from es.search_keys where master_key = any($1)',
    [old],
  )
  for (const { ledger, master_key, wrapped } of rows) {
    const key = masterKeys.unwrap(ledger, SECRET, { masterKeyId: master_key, wrapped })
    const fresh = masterKeys.wrap(ledger, SECRET, key)
    await pool.query('update es.search_keys set master_key = $3, wrapped = $4 where ledger = $1 and wrapped = $2', [
      ledger,
      wrapped,
      fresh.masterKeyId,
      fresh.wrapped,
    ])
  }
}
