import type { Pool } from 'pg'
import { rotateLedgerSecrets } from './ledger-secrets.ts'
import type { MasterKeys } from './master-keys.ts'

interface RotationOptions {
  readonly batch?: number
  /** Told after each batch that is committed, with the number of keys wrapped anew so far. */
  readonly onBatch?: (done: number) => void | Promise<void>
}

interface KeyRow {
  readonly ledger: string
  readonly subject: string
  readonly master_key: string
  readonly wrapped: Buffer
}

/**
 * Wraps by the current master key whatever an old one of ours wrapped, keys of persons and secrets of ledgers, a batch at a
 * time, while everything runs. Answers how many. What is done is told by the rows themselves, so it can be stopped anywhere and
 * started again.
 *
 * A row is replaced only if it is still the one that was read: a person forgotten in between stays forgotten.
 */
export async function rotateMasterKey(
  pool: Pool,
  masterKeys: MasterKeys,
  { batch = 500, onBatch = () => {} }: RotationOptions = {},
): Promise<number> {
  const old = masterKeys.ids.filter((id) => id !== masterKeys.currentId)
  let done = await rotateLedgerSecrets(pool, masterKeys)
  for (;;) {
    const { rows } = await pool.query<KeyRow>(
      'select ledger, subject, master_key, wrapped from es.subject_keys where master_key = any($1) limit $2',
      [old, batch],
    )
    if (rows.length === 0) return done
    const fresh = rows.map(({ ledger, subject, master_key, wrapped }) => {
      const key = masterKeys.unwrap(ledger, subject, { masterKeyId: master_key, wrapped })
      return masterKeys.wrap(ledger, subject, key)
    })
    const { rowCount } = await pool.query(
      `update es.subject_keys k set master_key = $5, wrapped = f.fresh
         from unnest($1::text[], $2::text[], $3::bytea[], $4::bytea[]) as f (ledger, subject, wrapped, fresh)
        where k.ledger = f.ledger and k.subject = f.subject and k.wrapped = f.wrapped`,
      [
        rows.map(({ ledger }) => ledger),
        rows.map(({ subject }) => subject),
        rows.map(({ wrapped }) => wrapped),
        fresh.map(({ wrapped }) => wrapped),
        masterKeys.currentId,
      ],
    )
    done += rowCount ?? 0
    await onBatch(done)
  }
}
