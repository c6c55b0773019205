import { setImmediate } from 'node:timers/promises'
import { DatabaseError, type Pool } from 'pg'
import type { EventCodec, StoredEvent } from '../codec.ts'
import { splitStreamName, streamName } from '../structure.ts'
import type { AppendCommand, AppendResult, EventStore, ReadOptions, RecordedEvent } from '../types.ts'
import { appendBatch } from './append-batch.ts'
import { AppendQueue } from './append-queue.ts'
import { instant } from './pool.ts'
import { type StreamRead, StreamReads } from './stream-reads.ts'

/** Rows come as arrays of text: half the cost of objects with eleven names each on a catch-up. */
type Row = readonly [string, string, string, string, string, string, string, string, string, string, string]

// No casts: a cast column would keep its name, and `order by position` then sorts by the text ('10' before '2').
const COLUMNS =
  'ledger, position, stream, stream_version, event_id, type, schema_version, occurred_at, recorded_at, payload, metadata'

/** One look into the index of streams for each, as for one alone. */
const STREAMS = {
  name: 'es.streams',
  text: `
    select s.nth, e.*
      from unnest($1::text[], $2::text[], $3::integer[], $4::integer[]) with ordinality as s (ledger, stream, first, most, nth)
           cross join lateral (select ${COLUMNS} from es.events
                                where ledger = s.ledger and stream = s.stream and stream_version >= s.first
                                order by stream_version limit s.most) e
     order by s.nth, e.stream_version`,
}

/** Asked whenever a ledger that somebody watches may have grown. */
const HEADS_OF = {
  name: 'es.heads',
  text: 'select ledger, head from es.ledgers where ledger = any($1) and head > 0 order by ledger',
}

/** Values as the server writes them; the codec parses what it needs, and payloads only once. */
const AS_TEXT = { getTypeParser: () => (text: string) => text }

export interface PostgresEventStoreOptions {
  /**
   * How long one call of es.append may take before its commands are rejected, with an outcome that nobody knows: without
   * a bound, one connection that a network swallowed would stop a ledger for good. Default 30,000.
   */
  readonly appendTimeoutMs?: number
  /** Called with its position when a ledger has grown by what this store appended, and the commit is acknowledged. */
  readonly onAppended?: ((ledger: string, position: number) => void) | undefined
}

/** The event store on PostgreSQL 15 or newer. The pool belongs to the caller. */
export class PostgresEventStore implements EventStore {
  readonly #pool: Pool
  readonly #codec: EventCodec
  readonly #queue: AppendQueue
  readonly #streams = new StreamReads<readonly StoredEvent[]>((reads) => this.#readStreams(reads))

  constructor(pool: Pool, codec: EventCodec, { appendTimeoutMs = 30_000, onAppended }: PostgresEventStoreOptions = {}) {
    this.#pool = pool
    this.#codec = codec
    this.#queue = new AppendQueue(async (commands) => {
      const answers = await appendBatch(pool, commands, appendTimeoutMs)
      const [first] = commands
      const position = Math.max(0, ...answers.map((answer) => ('ok' in answer && answer.ok ? answer.position : 0)))
      if (first && position > 0) onAppended?.(first.ledger, position)
      return answers
    })
  }

  async append(command: AppendCommand): Promise<AppendResult> {
    try {
      return await this.#push(await this.#codec.encode(command), command.ledger)
    } catch (error) {
      if (!command.newIds || !isKeyOfAnother(error)) throw error
      // One of its new ids was not new, and nothing was written: the person's own key is looked for.
      return this.append({ ...command, newIds: undefined })
    }
  }

  async #push(encoding: Awaited<ReturnType<EventCodec['encode']>>, ledger: string): Promise<AppendResult> {
    if ('refusal' in encoding) return { ok: false, refusal: encoding.refusal }
    const answer = await this.#queue.push(encoding.encoded)
    return 'repeat' in answer ? this.#writtenBefore(ledger, answer.repeat) : answer
  }

  /**
   * Many commands in exactly this order, each on its own merit: an import. Appended one by one and not awaited, a command
   * whose persons need keys first would be overtaken by the next. Keys are written before the commands: a later one may speak of
   * a person who is new to an earlier one. The next ones are encoded while the server works on those before them.
   */
  async appendInOrder(commands: readonly AppendCommand[]): Promise<AppendResult[]> {
    const answers: Promise<AppendResult>[] = []
    for (const some of slices(commands)) {
      const encodings = await Promise.all(some.map((command) => this.#codec.encode({ ...command, newIds: undefined })))
      for (const [i, encoding] of encodings.entries()) {
        const answer = this.#push(encoding, some[i]?.ledger ?? '')
        // Its failure is told in the end; until then nobody listens.
        answer.catch(() => {})
        answers.push(answer)
      }
      await setImmediate()
    }
    return Promise.all(answers)
  }

  async readStream(ledger: string, streamType: string, streamId: string, options: ReadOptions = {}) {
    const stream = streamName(streamType, streamId)
    const { from = 1, limit = DEFAULT_LIMIT, open = true, ...others } = options
    // What commands ask for; the few others that ask for less or in another order are read by themselves.
    if (Object.keys(others).length > 0) {
      return this.#read('ledger = $1 and stream = $2', 'stream_version', [ledger, stream], options)
    }
    return this.#codec.decode(await this.#streams.read({ ledger, stream, from, limit }), { open })
  }

  async readLedger(ledger: string, options: ReadOptions = {}) {
    return this.#read('ledger = $1', 'position', [ledger], options)
  }

  async findByKey(ledger: string, key: string) {
    const { rows } = await this.#pool.query<{ fingerprint: string; first_position: string; event_count: number }>(
      'select fingerprint, first_position, event_count from es.idempotency_keys where ledger = $1 and key = $2',
      [ledger, key],
    )
    const [row] = rows
    if (!row) return null
    const written = { first: Number(row.first_position), count: row.event_count }
    return { fingerprint: row.fingerprint, result: await this.#writtenBefore(ledger, written) }
  }

  async head(ledger: string): Promise<number> {
    const { rows } = await this.#pool.query('select head from es.ledgers where ledger = $1', [ledger])
    return Number(rows[0]?.head ?? 0)
  }

  async heads(ledgers?: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const { rows } = await this.#pool.query(
      ledgers
        ? { ...HEADS_OF, values: [ledgers] }
        : 'select ledger, head from es.ledgers where head > 0 order by ledger',
    )
    return new Map(rows.map((row) => [row.ledger, Number(row.head)]))
  }

  /** Nothing of its own to close: the pool belongs to the caller. */
  async close(): Promise<void> {}

  /** What a command wrote, told as the first time: without payloads. */
  async #writtenBefore(ledger: string, { first, count }: { first: number; count: number }) {
    const last = first + count - 1
    const { rows } = await this.#pool.query<{ stream: string; stream_version: number; position: string; type: string }>(
      `select stream, stream_version, position, type from es.events
        where ledger = $1 and position between $2 and $3 order by position`,
      [ledger, first, last],
    )
    const events = rows.map(({ stream, stream_version: streamVersion, position, type }) => ({
      ...splitStreamName(stream),
      streamVersion,
      position: Number(position),
      type,
    }))
    return { ok: true as const, repeated: true, events, position: last }
  }

  async #readStreams(reads: readonly StreamRead[]): Promise<readonly (readonly StoredEvent[])[]> {
    const [first] = reads
    if (reads.length === 1 && first) {
      const { ledger, stream, from, limit } = first
      return [await this.#rows('ledger = $1 and stream = $2', 'stream_version', [ledger, stream], { from, limit })]
    }
    const { rows } = await this.#pool.query<[nth: string, ...Row]>({
      ...STREAMS,
      values: [
        reads.map(({ ledger }) => ledger),
        reads.map(({ stream }) => stream),
        reads.map(({ from }) => from),
        reads.map(({ limit }) => limit),
      ],
      rowMode: 'array',
      types: AS_TEXT,
    } as never)
    const found: StoredEvent[][] = reads.map(() => [])
    for (const [nth, ...row] of rows) found[Number(nth) - 1]?.push(toStored(row))
    return found
  }

  async #read(where: string, order: string, values: string[], options: ReadOptions): Promise<RecordedEvent[]> {
    return this.#codec.decode(await this.#rows(where, order, values, options), { open: options.open ?? true })
  }

  async #rows(where: string, order: string, values: string[], options: ReadOptions): Promise<StoredEvent[]> {
    const { from, to, direction = 'forward', limit = DEFAULT_LIMIT, types, streamTypes } = options
    const backward = direction === 'backward'
    const lower = backward ? to : from
    const upper = backward ? from : to
    const parameters: unknown[] = [...values]
    const conditions = [where]
    const bind = (value: unknown) => `$${parameters.push(value)}`
    if (lower !== undefined) conditions.push(`${order} >= ${bind(lower)}`)
    if (upper !== undefined) conditions.push(`${order} <= ${bind(upper)}`)
    if (types) conditions.push(`type = any(${bind(types)})`)
    if (streamTypes) conditions.push(`split_part(stream, '/', 1) = any(${bind(streamTypes)})`)
    const sql = `select ${COLUMNS} from es.events where ${conditions.join(' and ')}
      order by ${order} ${backward ? 'desc' : 'asc'} limit ${bind(limit)}`
    // The text is the same for the same kind of read, so the server plans each kind once a connection.
    const { rows } = await this.#pool.query<Row>({
      name: statementName(sql),
      text: sql,
      values: parameters,
      rowMode: 'array',
      types: AS_TEXT,
    } as never)
    return rows.map(toStored)
  }
}

const DEFAULT_LIMIT = 1000

/** A few milliseconds of encoding: for so long an answer of the server may have to wait. */
const EVENTS_A_SLICE = 1000

function* slices(commands: readonly AppendCommand[]): Generator<readonly AppendCommand[]> {
  let slice: AppendCommand[] = []
  let events = 0
  for (const command of commands) {
    slice.push(command)
    for (const write of command.writes) events += write.events.length
    if (events < EVENTS_A_SLICE) continue
    yield slice
    slice = []
    events = 0
  }
  if (slice.length > 0) yield slice
}

/** Somebody has a key already for whom the append brought one. */
const isKeyOfAnother = (error: unknown): boolean =>
  error instanceof DatabaseError && error.code === '23505' && error.table === 'subject_keys'

const statementNames = new Map<string, string>()
function statementName(sql: string): string {
  const known = statementNames.get(sql)
  if (known) return known
  const name = `es.read.${statementNames.size}`
  statementNames.set(sql, name)
  return name
}

const toStored = (row: Row): StoredEvent => ({
  ledger: row[0],
  position: Number(row[1]),
  stream: row[2],
  streamVersion: Number(row[3]),
  eventId: row[4],
  type: row[5],
  schemaVersion: Number(row[6]),
  occurredAt: instant(row[7]),
  recordedAt: instant(row[8]),
  payload: row[9],
  metadata: row[10],
})
