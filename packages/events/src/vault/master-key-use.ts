import type { Pool } from 'pg'
import { LEDGER_SECRETS } from './ledger-secrets.ts'
import type { MasterKeys } from './master-keys.ts'

/** What one master key has wrapped. */
export interface MasterKeyUse {
  readonly masterKeyId: string
  /** Keys of persons. */
  readonly persons: number
  /** Secrets of ledgers: those that logs are made with, and those that searches hash under. */
  readonly secrets: number
  readonly is: 'CURRENT' | 'OLD' | 'UNKNOWN'
  /** Whether one of each kind, tried, opens. */
  readonly opens: boolean
}

interface UseRow {
  readonly id: string
  readonly personal: boolean
  readonly keys: string
  readonly ledger: string
  readonly subject: string
  readonly wrapped: Buffer
}

const WRAPPED = `(select master_key, ledger, subject, wrapped, true as personal from es.subject_keys
  union all select *, false from (${LEDGER_SECRETS}) s)`

/** Which master keys wrap something; the current one first, also when it wraps nothing yet. */
export async function masterKeyUse(pool: Pool, masterKeys: MasterKeys): Promise<readonly MasterKeyUse[]> {
  const { rows } = await pool.query<UseRow>(
    `select n.master_key as id, n.personal, n.keys, k.ledger, k.subject, k.wrapped
       from (select master_key, personal, count(*) as keys from ${WRAPPED} w group by 1, 2) n
       cross join lateral (select ledger, subject, wrapped from ${WRAPPED} w
                            where w.master_key = n.master_key and w.personal = n.personal limit 1) k
      order by 1`,
  )
  const ids = new Set([masterKeys.currentId, ...rows.map(({ id }) => id)])
  return [...ids].map((masterKeyId) => {
    const own = rows.filter(({ id }) => id === masterKeyId)
    const count = (personal: boolean) => Number(own.find((row) => row.personal === personal)?.keys ?? 0)
    return {
      masterKeyId,
      persons: count(true),
      secrets: count(false),
      is: masterKeyId === masterKeys.currentId ? 'CURRENT' : masterKeys.has(masterKeyId) ? 'OLD' : 'UNKNOWN',
      opens: own.every((row) => opens(masterKeys, row)),
    }
  })
}

function opens(masterKeys: MasterKeys, { id, ledger, subject, wrapped }: UseRow): boolean {
  try {
    masterKeys.unwrap(ledger, subject, { masterKeyId: id, wrapped })
    return true
  } catch {
    return false
  }
}
