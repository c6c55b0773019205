import { randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import type { MasterKeys } from '../vault/master-keys.ts'

/** Has a space, which the ids of persons do not: no wrapped key of a person can be put in its place. */
const SECRET = 'log secret'

/** The secret of each ledger that makes the nonces of events without a person. Made when it is first needed. */
export class LogSecrets {
  readonly #pool: Pool
  readonly #masterKeys: MasterKeys
  readonly #known = new Map<string, Buffer>()

  constructor(pool: Pool, masterKeys: MasterKeys) {
    this.#pool = pool
    this.#masterKeys = masterKeys
  }

  async secretOf(ledger: string): Promise<Buffer> {
    const known = this.#known.get(ledger)
    if (known) return known
    const secret = (await this.#stored(ledger)) ?? (await this.#made(ledger))
    this.#known.set(ledger, secret)
    return secret
  }

  async #made(ledger: string): Promise<Buffer> {
    const { masterKeyId, wrapped } = this.#masterKeys.wrap(ledger, SECRET, randomBytes(32))
    await this.#pool.query(
      'insert into es.log_secrets (ledger, master_key, wrapped) values ($1, $2, $3) on conflict do nothing',
      [ledger, masterKeyId, wrapped],
    )
    // Another process may have been first: then its secret is the secret.
    const secret = await this.#stored(ledger)
    if (!secret) throw new Error(`the secret of the log of ${ledger} vanished while it was made`)
    return secret
  }

  async #stored(ledger: string): Promise<Buffer | null> {
    const { rows } = await this.#pool.query<{ master_key: string; wrapped: Buffer }>(
      'select master_key, wrapped from es.log_secrets where ledger = $1',
      [ledger],
    )
    const [row] = rows
    return row ? this.#masterKeys.unwrap(ledger, SECRET, { masterKeyId: row.master_key, wrapped: row.wrapped }) : null
  }
}

/** Wraps the secrets anew, as `rotateMasterKey` does the keys of persons. A handful of rows, one a ledger. */
export async function rotateLogSecrets(pool: Pool, masterKeys: MasterKeys): Promise<number> {
  const old = masterKeys.ids.filter((id) => id !== masterKeys.currentId)
  const { rows } = await pool.query<{ ledger: string; master_key: string; wrapped: Buffer }>(
    'select ledger, master_key, wrapped from es.log_secrets where master_key = any($1)',
    [old],
  )
  for (const { ledger, master_key, wrapped } of rows) {
    const secret = masterKeys.unwrap(ledger, SECRET, { masterKeyId: master_key, wrapped })
    const fresh = masterKeys.wrap(ledger, SECRET, secret)
    await pool.query('update es.log_secrets set master_key = $3, wrapped = $4 where ledger = $1 and wrapped = $2', [
      ledger,
      wrapped,
      fresh.masterKeyId,
      fresh.wrapped,
    ])
  }
  return rows.length
}
