import { businessDate, type ClientState, client, holdsOn, isRestricted } from '@kooperacje/domain'
import { type EventRegistry, type EventStore, instant, type RecordedEvent } from '@kooperacje/events'
import { streamsAbout } from '@kooperacje/workers'
import type { Pool } from 'pg'
import { standingOf } from '../erasure/client.ts'
import type { ApiContext } from '../http/context.ts'
import type { Words } from '../pages/i18n/words.ts'
import { institutionNames } from '../pages/parts/institution-names.ts'
import { sentence } from '../pages/parts/timeline.ts'
import { type OpenedField, openedFields, plainSummary } from './opened-fields.ts'

export interface ToldFact {
  readonly stream: string
  readonly type: string
  readonly happenedOn: string
  readonly recordedAt: string
  /** What happened, as the pages tell it. */
  readonly told: string
  readonly by: { readonly role: string; readonly institution: string | null }
  readonly words: readonly OpenedField[]
}

export interface SubjectFile {
  readonly ledger: string
  readonly clientId: string
  readonly restricted: boolean
  readonly holds: readonly string[]
  readonly facts: readonly ToldFact[]
  readonly deadlines: readonly { about: string; rule: string; name: string; dueOn: string; status: string }[]
  /** Keys of accounts, never names: who they are is the office's to tell where the law asks for it (C-579/21). */
  readonly readers: readonly {
    readAt: string
    actorId: string
    role: string
    institution: string | null
    purpose: string
    object: string
    fields: readonly string[]
  }[]
}

export interface FileMeans extends Pick<ApiContext, 'pool' | 'handler'> {
  readonly store: EventStore
  readonly registry: EventRegistry
  readonly words: Words
  /** Puts on record that these facts are opened; called before anything of them is handed out. */
  readonly record: (events: readonly RecordedEvent[]) => Promise<void>
}

const BATCH = 1000

/**
 * Everything that is kept about one person and who has seen it (RODO art. 15), from the streams themselves; null when nothing
 * is kept. Facts of a Blue Card procedure are left out, as is that there are any: the file of a family is handed to one of
 * its members (art. 15(4)).
 */
export async function subjectFile(means: FileMeans, ledger: string, clientId: string): Promise<SubjectFile | null> {
  const { pool, handler, store, registry, words, record } = means
  if ((await standingOf(means, ledger, clientId)) === 'UNKNOWN') return null
  const streams = await streamsAbout(pool, ledger, clientId)
  const read = await Promise.all([...streams, `client/${clientId}`].map((stream) => readWhole(store, ledger, stream)))
  const events = read
    .flat()
    .filter(({ type, data }) => !isRestricted(type, data))
    .sort((a, b) => (a.occurredAt === b.occurredAt ? a.position - b.position : a.occurredAt < b.occurredAt ? -1 : 1))
  await record(events)

  const names = await institutionNames(pool, ledger)
  const institution = (id: string | null | undefined) => (id ? names.of(id) : null)
  const facts = events.map(({ type, data, streamType, streamId, occurredAt, recordedAt, metadata }): ToldFact => {
    const fields = registry.get(type)?.personal ?? []
    return {
      stream: `${streamType}/${streamId}`,
      type,
      happenedOn: businessDate(occurredAt),
      recordedAt,
      told: sentence(words, { type, summary: plainSummary(data, fields) }, names),
      by: { role: metadata.actorRole, institution: institution(metadata.institutionId) },
      words: openedFields(data, fields, words),
    }
  })
  const { state } = (await handler.state(ledger, { process: client, id: clientId })) as { state: ClientState }
  const ids = [clientId, ...streams.map((stream) => stream.slice(stream.indexOf('/') + 1))]
  return {
    ledger,
    clientId,
    restricted: state.status === 'RESTRICTED',
    holds: holdsOn(state),
    facts,
    deadlines: await deadlinesAbout(pool, ledger, streams, words),
    readers: (await readersOf(pool, ledger, ids)).map((row) => ({ ...row, institution: institution(row.institution) })),
  }
}

async function readWhole(store: EventStore, ledger: string, stream: string): Promise<RecordedEvent[]> {
  const slash = stream.indexOf('/')
  const events: RecordedEvent[] = []
  for (;;) {
    const from = events.length + 1
    const batch = await store.readStream(ledger, stream.slice(0, slash), stream.slice(slash + 1), {
      from,
      limit: BATCH,
    })
    events.push(...batch)
    if (batch.length < BATCH) return events
  }
}

async function deadlinesAbout(pool: Pool, ledger: string, streams: readonly string[], { locale }: Words) {
  const { rows } = await pool.query<SubjectFile['deadlines'][number]>(
    `select d.about, d.rule, r.row ->> $3 as name, d.due_on::text as "dueOn", d.status
       from rm.deadlines d
       join rm.deadline_rules r using (ledger, rule, model_version, valid_from)
      where ledger = $1 and about = any($2) and not restricted order by due_on, rule, started_at`,
    [ledger, streams, locale],
  )
  return rows
}

async function readersOf(pool: Pool, ledger: string, subjects: readonly string[]): Promise<SubjectFile['readers']> {
  const { rows } = await pool.query<SubjectFile['readers'][number]>(
    `select read_at::text as "readAt", actor_id as "actorId", actor_role as role, institution_id as institution, purpose,
            object, fields
       from accounts.disclosures where ledger = $1 and subject = any($2) order by read_at, id`,
    [ledger, subjects],
  )
  return rows.map((row) => ({ ...row, readAt: instant(row.readAt) }))
}
