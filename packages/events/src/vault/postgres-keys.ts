import type { Pool } from 'pg'
import type { SubjectKeyStore } from './vault.ts'

export function postgresSubjectKeys(pool: Pool): SubjectKeyStore {
  return {
    async load(ledger, subjects) {
      const { rows } = await pool.query<{ subject: string; master_key: string; wrapped: Buffer }>(
        'select subject, master_key, wrapped from es.subject_keys where ledger = $1 and subject = any($2)',
        [ledger, subjects],
      )
      return new Map(rows.map((row) => [row.subject, { masterKeyId: row.master_key, wrapped: row.wrapped }]))
    },
    async create(ledger, keys) {
      const entries = [...keys]
      const { rows } = await pool.query<{ subject: string }>(
        `insert into es.subject_keys (ledger, subject, master_key, wrapped)
         select $1, * from unnest($2::text[], $3::text[], $4::bytea[]) on conflict do nothing returning subject`,
        [
          ledger,
          entries.map(([subject]) => subject),
          entries.map(([, key]) => key.masterKeyId),
          entries.map(([, key]) => key.wrapped),
        ],
      )
      return new Set(rows.map(({ subject }) => subject))
    },
    async destroy(ledger, subject) {
      const { rowCount } = await pool.query('delete from es.subject_keys where ledger = $1 and subject = $2', [
        ledger,
        subject,
      ])
      return rowCount === 1
    },
  }
}
