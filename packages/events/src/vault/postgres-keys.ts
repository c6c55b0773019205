import type { Pool } from 'pg'
import { Gathered } from './gathered.ts'
import type { SubjectKeyStore, WrappedKey } from './vault.ts'

type Keys = ReadonlyMap<string, WrappedKey>

export function postgresSubjectKeys(pool: Pool): SubjectKeyStore {
  async function load(ledger: string, subjects: readonly string[]): Promise<Keys> {
    const { rows } = await pool.query<{ subject: string; master_key: string; wrapped: Buffer }>({
      name: 'es.subject-keys.load',
      text: 'select subject, master_key, wrapped from es.subject_keys where ledger = $1 and subject = any($2)',
      values: [ledger, subjects],
    })
    return new Map(rows.map((row) => [row.subject, { masterKeyId: row.master_key, wrapped: row.wrapped }]))
  }

  async function create(ledger: string, keys: Keys): Promise<ReadonlySet<string>> {
    const entries = [...keys]
    const { rows } = await pool.query<{ subject: string }>({
      name: 'es.subject-keys.create',
      text: `insert into es.subject_keys (ledger, subject, master_key, wrapped)
             select $1, * from unnest($2::text[], $3::text[], $4::bytea[]) on conflict do nothing returning subject`,
      values: [
        ledger,
        entries.map(([subject]) => subject),
        entries.map(([, key]) => key.masterKeyId),
        entries.map(([, key]) => key.wrapped),
      ],
    })
    return new Set(rows.map(({ subject }) => subject))
  }

  const loads = new Gathered<readonly string[], Map<string, WrappedKey>>(async (ledger, questions) => {
    const found = await load(ledger, [...new Set(questions.flat())])
    return questions.map((subjects) => only(found, subjects))
  })
  const creations = new Gathered<Keys, ReadonlySet<string>>(async (ledger, questions) => {
    // Of two who meet the same person at once one's key is taken.
    const offered = new Map(questions.flatMap((keys) => [...keys]))
    const taken = await create(ledger, offered)
    return questions.map(
      (keys) =>
        new Set(
          [...keys].flatMap(([subject, key]) => (taken.has(subject) && offered.get(subject) === key ? subject : [])),
        ),
    )
  })

  return {
    load: (ledger, subjects) => loads.ask(ledger, subjects),
    create: (ledger, keys) => creations.ask(ledger, keys),
    async destroy(ledger, subject, only) {
      const { rowCount } = await pool.query(
        'delete from es.subject_keys where ledger = $1 and subject = $2 and ($3::bytea is null or wrapped = $3)',
        [ledger, subject, only ?? null],
      )
      return rowCount === 1
    },
  }
}

const only = (found: Keys, subjects: readonly string[]): Map<string, WrappedKey> =>
  new Map(
    subjects.flatMap((subject) => {
      const key = found.get(subject)
      return key ? [[subject, key] as const] : []
    }),
  )
