import type { Pool } from 'pg'
import { nonceKeysOf } from '../log/nonces.ts'
import { idOfWrapped } from './master-keys.ts'

/** A key that is there to be destroyed. */
export interface KeptKey {
  readonly subject: string
  readonly wrapped: Buffer
  /** What entries of the log call it, `<key id>:<subject>`; one that was kept without its id may have several names, or none. */
  readonly names: readonly string[]
}

/** The keys of those subjects that have one, named without opening them. */
export async function keptKeys(pool: Pool, ledger: string, subjects: readonly string[]): Promise<readonly KeptKey[]> {
  const { rows } = await pool.query<{ subject: string; wrapped: Buffer }>(
    'select subject, wrapped from es.subject_keys where ledger = $1 and subject = any($2) order by subject',
    [ledger, subjects],
  )
  const kept: KeptKey[] = []
  for (const { subject, wrapped } of rows) {
    const id = idOfWrapped(wrapped)
    const names = id ? [`${id.toString('hex')}:${subject}`] : await namesInFacts(pool, ledger, subject)
    kept.push({ subject, wrapped, names })
  }
  return kept
}

/** Under which keys anything was ever sealed for somebody: those that were destroyed before are named again, which is true. */
async function namesInFacts(pool: Pool, ledger: string, subject: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ payload: string }>(
    `select payload::text as payload from es.events where ledger = $1 and strpos(payload::text, $2) > 0`,
    [ledger, `"sealed:1:${subject}:`],
  )
  const names = new Set(rows.flatMap(({ payload }) => nonceKeysOf(payload)))
  return [...names].filter((name) => name.slice(name.indexOf(':') + 1) === subject)
}
