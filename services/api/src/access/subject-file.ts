import {
  businessDate,
  type ClientState,
  type Correction,
  client,
  holdsOn,
  isCorrection,
  isRestricted,
} from '@kooperacje/domain'
import { type EventRegistry, type EventStore, instant, type RecordedEvent } from '@kooperacje/events'
import { streamsAbout } from '@kooperacje/workers'
import type { Pool } from 'pg'
import { standingOf } from '../erasure/client.ts'
import type { ApiContext } from '../http/context.ts'
import { logRoutes } from '../log/table.ts'
import type { Words } from '../pages/i18n/words.ts'
import { institutionNames } from '../pages/parts/institution-names.ts'
import { sentence } from '../pages/parts/timeline.ts'
import { type OpenedField, openedFields, plainSummary } from './opened-fields.ts'
import { keysOf, readsOf } from './reads.ts'

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
  /** Notices about their deadlines that went to staff, or wait to: to whom, why and what became of them, never a text. */
  readonly mails: readonly {
    about: string
    kind: string
    rule: string
    to: string
    createdAt: string
    status: string
  }[]
  /** Whether they can be found by PESEL, and under which other keys of persons the same number is kept. */
  readonly search: { readonly byPesel: boolean; readonly alsoKnownAs: readonly string[] }
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
  /** Where the proof of receipt of a referral is to be had, for those that are sealed. */
  readonly receipts: readonly { readonly about: string; readonly address: string }[]
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
  const elsewhere = await factsElsewhere(pool, store, ledger, clientId)
  const read = await Promise.all([...streams, `client/${clientId}`].map((stream) => readWhole(store, ledger, stream)))
  const events = [...read.flat(), ...elsewhere]
    .filter(({ type, data }) => !isRestricted(type, data))
    .sort((a, b) => (a.occurredAt === b.occurredAt ? a.position - b.position : a.occurredAt < b.occurredAt ? -1 : 1))
  await record(events)

  const names = await institutionNames(pool, ledger)
  const institution = (id: string | null | undefined) => (id ? names.of(id) : null)
  const placeOf = ({ streamType, streamId }: RecordedEvent, version: number) => `${version} ${streamType}/${streamId}`
  const days = new Map(events.map((event) => [placeOf(event, event.streamVersion), businessDate(event.occurredAt)]))
  const correctedOn = (event: RecordedEvent) =>
    isCorrection(event.type) ? days.get(placeOf(event, (event.data as Correction).corrects)) : undefined
  const facts = events.map((event): ToldFact => {
    const { type, data, streamType, streamId, occurredAt, recordedAt, metadata } = event
    const fields = registry.get(type)?.personal ?? []
    return {
      stream: `${streamType}/${streamId}`,
      type,
      happenedOn: businessDate(occurredAt),
      recordedAt,
      told: sentence(words, { type, summary: plainSummary(data, fields), correctedOn: correctedOn(event) }, names),
      by: { role: metadata.actorRole, institution: institution(metadata.institutionId) },
      words: openedFields(data, fields, words),
    }
  })
  const { state } = (await handler.state(ledger, { process: client, id: clientId })) as { state: ClientState }
  return {
    ledger,
    clientId,
    restricted: state.status === 'RESTRICTED',
    holds: holdsOn(state),
    facts,
    deadlines: await deadlinesAbout(pool, ledger, streams, words),
    mails: await mailsAbout(pool, ledger, streams),
    search: await searchOf(pool, ledger, clientId),
    readers: await readersOf(pool, ledger, clientId, institution),
    receipts: await receiptsOf(pool, ledger, events),
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

/** Facts that name the person in a stream that is not about them: a place in a service, a request to erase. */
async function factsElsewhere(
  pool: Pool,
  store: EventStore,
  ledger: string,
  clientId: string,
): Promise<readonly RecordedEvent[]> {
  const { rows } = await pool.query<{ position: string }>(
    `select position from es.events
      where ledger = $1 and stream ~ '^(basket|erasure)/' and strpos(payload::text, $2) > 0 order by position`,
    [ledger, `"clientId":${JSON.stringify(clientId)}`],
  )
  const found: RecordedEvent[] = []
  for (const { position } of rows) {
    found.push(...(await store.readLedger(ledger, { from: Number(position), to: Number(position) })))
  }
  return found
}

async function mailsAbout(pool: Pool, ledger: string, streams: readonly string[]): Promise<SubjectFile['mails']> {
  const { rows } = await pool.query<SubjectFile['mails'][number]>(
    `select about, kind, rule, recipient as "to", created_at::text as "createdAt", status from rm.mail_outbox
      where ledger = $1 and not restricted and (about = any($2) or 'case/' || case_id = any($2)) order by position, recipient`,
    [ledger, streams],
  )
  return rows.map((row) => ({ ...row, createdAt: instant(row.createdAt) }))
}

async function searchOf(pool: Pool, ledger: string, clientId: string): Promise<SubjectFile['search']> {
  const { rows } = await pool.query<{ subject: string }>(
    `select distinct o.subject from es.search_index m join es.search_index o using (ledger, field, hash)
      where m.ledger = $1 and m.subject = $2 order by 1`,
    [ledger, clientId],
  )
  const subjects = rows.map(({ subject }) => subject)
  return { byPesel: subjects.length > 0, alsoKnownAs: subjects.filter((subject) => subject !== clientId) }
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

async function readersOf(
  pool: Pool,
  ledger: string,
  clientId: string,
  institution: (id: string | null) => string | null,
): Promise<SubjectFile['readers']> {
  const found: SubjectFile['readers'][number][] = []
  for await (const rows of readsOf(pool, { ledger, subjects: await keysOf(pool, ledger, clientId) })) {
    found.push(
      ...rows.map(({ readAt, actorId, role, institutionId, purpose, object, fields }) => ({
        ...{ readAt, actorId, role, institution: institution(institutionId), purpose, object, fields },
      })),
    )
  }
  return found
}

async function receiptsOf(
  pool: Pool,
  ledger: string,
  events: readonly RecordedEvent[],
): Promise<SubjectFile['receipts']> {
  const { rows } = await pool.query<{ size: string }>('select size from es.logs where ledger = $1', [ledger])
  const sealed = Number(rows[0]?.size ?? 0)
  return events
    .filter(({ type, position }) => type === 'ReferralSubmitted' && position <= sealed)
    .map(({ streamId }) => ({
      about: `referral/${streamId}`,
      address: `/v1/${ledger}${logRoutes.receipt.path.replace(':id', encodeURIComponent(streamId))}`,
    }))
}
