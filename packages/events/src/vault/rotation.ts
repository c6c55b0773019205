import type { Pool } from 'pg'
import { rotateLogSecrets } from '../log/secrets.ts'
import type { MasterKeys } from './master-keys.ts'
import { rotateSearchKeys } from './search-keys.ts'

export interface MasterKeyUse {
  readonly masterKeyId: string
  readonly persons: number
  readonly is: 'CURRENT' | 'OLD' | 'UNKNOWN'
}

/** Which master keys the keys of persons are wrapped by; the current one first, also when it wraps none yet. */
export async function masterKeyUse(pool: Pool, masterKeys: MasterKeys): Promise<readonly MasterKeyUse[]> {
  const { rows } = await pool.query<{ id: string; persons: string }>(
    'select master_key as id, count(*) as persons from es.subject_keys group by 1 order by 1',
  )
  const counts = new Map([[masterKeys.currentId, 0], ...rows.map((row) => [row.id, Number(row.persons)] as const)])
  return [...counts].map(([id, persons]) => ({
    masterKeyId: id,
    persons,
    is: id === masterKeys.currentId ? 'CURRENT' : masterKeys.has(id) ? 'OLD' : 'UNKNOWN',
  }))
}

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
 * Wraps by the current master key whatever an old one of ours wrapped, a batch at a time, while everything runs. Answers
 * how many keys of persons; the secrets of the logs, one a ledger, go with them. What is done is told by the rows themselves, so it can be stopped anywhere and started again.
 *
 * A row is replaced only if it is still the one that was read: a person forgotten in between stays forgotten.
 */
export async function rotateMasterKey(
  pool: Pool,
  masterKeys: MasterKeys,
  { batch = 500, onBatch = () => {} }: RotationOptions = {},
): Promise<number> {
  const old = masterKeys.ids.filter((id) => id !== masterKeys.currentId)
  await rotateLogSecrets(pool, masterKeys)
  await rotateSearchKeys(pool, masterKeys)
  let done = 0
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
