import { instant } from '@kooperacje/events'
import { inPoland, type Stretch } from '@kooperacje/history'
import { streamsAbout } from '@kooperacje/workers'
import type { Pool } from 'pg'

/** One read of personal data, as the register keeps it. Keys only: who they are is the office's to tell. */
export interface ReadRow {
  /** Place in the register. */
  readonly id: number
  readonly readAt: string
  readonly readInPoland: string
  readonly actorId: string
  readonly role: string
  readonly institutionId: string | null
  readonly purpose: string
  /** What was looked at: `case/…`. */
  readonly object: string
  /** Whose data it was. */
  readonly subject: string
  readonly fields: string[]
}

export interface ReadsQuery {
  readonly ledger: string
  /** Any of these keys; see `keysOf`. */
  readonly subjects?: readonly string[] | undefined
  readonly object?: string | undefined
  readonly actorId?: string | undefined
  readonly purpose?: string | undefined
  readonly since?: Stretch | undefined
  readonly until?: Stretch | undefined
  /** Only those behind this place in the register. */
  readonly after?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * The keys under which data of one person is kept: their own, and those of their cases, meetings and other things, whose words
 * are sealed under a key of the thing.
 */
export const keysOf = async (pool: Pool, ledger: string, clientId: string): Promise<readonly string[]> => [
  clientId,
  ...(await streamsAbout(pool, ledger, clientId)).map((stream) => stream.slice(stream.indexOf('/') + 1)),
]

/** Rows a question. */
const BATCH = 1000

interface Stored {
  readonly id: string
  readonly read_at: string
  readonly actor_id: string
  readonly actor_role: string
  readonly institution_id: string | null
  readonly purpose: string
  readonly object: string
  readonly subject: string
  readonly fields: string[]
}

/** Who read what and what for, oldest first, batch by batch. */
export async function* readsOf(pool: Pool, query: ReadsQuery): AsyncGenerator<ReadRow[]> {
  const { ledger, subjects, object, actorId, purpose, since, until } = query
  for (let after = query.after ?? 0; !query.signal?.aborted; ) {
    const { rows } = await pool.query<Stored>(
      `select id, read_at::text, actor_id, actor_role, institution_id, purpose, object, subject, fields
         from accounts.disclosures
        where ledger = $1 and id > $2
          and ($3::text[] is null or subject = any($3)) and ($4::text is null or object = $4)
          and ($5::text is null or actor_id = $5) and ($6::text is null or purpose = $6)
          and ($7::timestamptz is null or read_at >= $7) and ($8::timestamptz is null or read_at < $8)
        order by id limit ${BATCH}`,
      [ledger, after, subjects, object, actorId, purpose, since?.first, until?.after],
    )
    if (rows.length > 0) yield rows.map(asRow)
    if (rows.length < BATCH) return
    after = Number(rows.at(-1)?.id)
  }
}

function asRow({ id, read_at, actor_id, actor_role, institution_id, ...row }: Stored): ReadRow {
  const { purpose, object, subject, fields } = row
  const readAt = instant(read_at)
  return {
    ...{ id: Number(id), readAt, readInPoland: inPoland(readAt), actorId: actor_id, role: actor_role },
    ...{ institutionId: institution_id, purpose, object, subject, fields },
  }
}
