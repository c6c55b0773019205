import { type Nonces, nonceKeysOf } from '@kooperacje/events'
import {
  canonicalText,
  Fault,
  type Line,
  openCheckpoint,
  type ReadTile,
  type ShownHistory,
  type Trust,
} from '@kooperacje/verifier'
import type { Pool } from 'pg'

/**
 * A ledger as its tables have it, put into the form of an export: read past the store, by the specification. The nonces
 * come from the store; one that were wrong would make no other payload verify.
 */
export async function readDatabase(
  pool: Pool,
  nonces: Nonces,
  ledger: string,
  trusted: Trust,
): Promise<ShownHistory & { size: number }> {
  const { size, checkpoint } = await checkpointIn(pool, ledger, trusted)
  return { size, checkpoint, lines: linesOf(pool, nonces, ledger, size), tile: tilesOf(pool, ledger) }
}

interface Sealed {
  readonly size: number
  readonly checkpoint: string
}

/** Witnesses need a moment: checkpoints after the newest that enough have cosigned. */
const MOST_AHEAD = 1000

/** The newest checkpoint that enough witnesses cosigned; where there is none the newest, for the verifier to refuse. */
async function checkpointIn(pool: Pool, ledger: string, trusted: Trust): Promise<Sealed> {
  const { rows } = await pool.query<{ size: string; checkpoint: string }>(
    `select c.size, c.note || coalesce(string_agg(s.line, '' order by s.witness), '') as checkpoint
       from (select * from es.log_checkpoints where ledger = $1 order by size desc, signed_at desc limit ${MOST_AHEAD}) c
       left join es.log_cosignatures s using (ledger, size)
      group by c.size, c.signed_at, c.note order by c.size desc, c.signed_at desc`,
    [ledger],
  )
  const found = rows.map((row): Sealed => ({ size: Number(row.size), checkpoint: row.checkpoint }))
  const [newest] = found
  if (!newest) throw new Fault(`nothing of the ledger ${ledger} is sealed yet`)
  return (trusted.quorum > 0 && found.find(({ checkpoint }) => isVouchedFor(checkpoint, trusted))) || newest
}

function isVouchedFor(checkpoint: string, trusted: Trust): boolean {
  try {
    openCheckpoint(checkpoint, trusted)
    return true
  } catch (fault) {
    if (fault instanceof Fault) return false
    throw fault
  }
}

/** No reader of the log would come by there, and no checkpoint speaks of it. */
async function refuseOutside(pool: Pool, ledger: string): Promise<void> {
  const { rows } = await pool.query<{ position: string; head: string }>(
    `select e.position, l.head from es.ledgers l join es.events e using (ledger)
      where ledger = $1 and (e.position < 1 or e.position > l.head) order by e.position limit 1`,
    [ledger],
  )
  const [outside] = rows
  if (!outside) return
  throw new Fault(`here stands an event, and the ledger has positions 1 to ${outside.head}`, Number(outside.position))
}

interface Row {
  readonly position: string
  readonly stream: string
  readonly stream_version: number
  readonly event_id: string
  readonly type: string
  readonly schema_version: number
  readonly occurred: string | null
  readonly recorded: string | null
  readonly payload: string
  readonly metadata: string
  readonly commitment: Buffer | null
  readonly nonce_keys: string[] | null
  readonly keys: string[] | null
}

const PAGE = 500
/** In microseconds, as they are stored: what does not end in whole milliseconds was never sealed so. */
const TIME = `'YYYY-MM-DD"T"HH24:MI:SS.US'`

async function* linesOf(pool: Pool, nonces: Nonces, ledger: string, size: number): AsyncGenerator<Line> {
  const versions = new Map<string, number>()
  let next = 1
  for (let from = 1; from <= size; from += PAGE) {
    const { rows } = await pool.query<Row>(
      `select e.position, stream, stream_version, event_id, type, schema_version,
              to_char(occurred_at at time zone 'UTC', ${TIME}) as occurred,
              to_char(recorded_at at time zone 'UTC', ${TIME}) as recorded,
              payload::text, metadata::text, l.commitment, l.nonce_keys, l.keys
         from es.events e left join es.log_leaves l using (ledger, position)
        where ledger = $1 and position between $2 and $3 order by position`,
      [ledger, from, Math.min(size, from + PAGE - 1)],
    )
    const found = await nonces.of(
      ledger,
      rows.map((row) => ({ eventId: row.event_id, nonceKeys: row.nonce_keys })),
    )
    const gone = rows.filter((_, i) => !found[i])
    await refuseNotErased(nonces, ledger, gone)
    // Asked after the keys: what was destroyed until then had been named before.
    const since = gone.length > 0 ? await keysNamedSince(pool, ledger, size) : new Set<string>()
    for (const [i, row] of rows.entries()) {
      const version = (versions.get(row.stream) ?? 0) + 1
      versions.set(row.stream, version)
      if (Number(row.position) === next++ && row.stream_version !== version) {
        const sentence = `'${row.stream}' goes on with its version ${version}, not ${row.stream_version}`
        throw new Fault(sentence, Number(row.position))
      }
      yield { bytes: line(ledger, row, found[i] ?? null, since), whole: true }
    }
  }
  // After those: an event that was moved away is missed first.
  await refuseOutside(pool, ledger)
}

/** Keys that erasures have named which no checkpoint covers yet: what they destroyed is no more than withheld from this one. */
async function keysNamedSince(pool: Pool, ledger: string, size: number): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ payload: { readonly keys?: readonly string[] } }>(
    `select payload from es.events where ledger = $1 and position > $2 and type = 'ErasureKeysNamed'`,
    [ledger, size],
  )
  return new Set(rows.flatMap(({ payload }) => payload.keys ?? []))
}

/**
 * Without its nonce nobody can tell whether a payload is the one that was sealed. It is gone only with a key of somebody whom
 * the entry names, or in the first format the payload: where all of these are there, it was taken away to hide what stands
 * there now.
 */
async function refuseNotErased(nonces: Nonces, ledger: string, rows: readonly Row[]): Promise<void> {
  const asked = rows.map(({ event_id, payload, keys }) => ({
    eventId: event_id,
    nonceKeys: keys ?? nonceKeysOf(payload),
  }))
  const there = (await nonces.of(ledger, asked)).findIndex((nonce) => nonce !== null)
  if (there < 0) return
  const sentence = 'the payload cannot be proven, as if somebody were forgotten, and the keys of all of it are there'
  throw new Fault(sentence, Number(rows[there]?.position))
}

function line(ledger: string, row: Row, nonce: Uint8Array | null, since: ReadonlySet<string>): Uint8Array {
  const position = Number(row.position)
  const leaf = {
    ...(row.keys ? { v: 2, keys: row.keys } : { v: 1, streamVersion: row.stream_version }),
    id: row.event_id,
    ledger,
    type: row.type,
    schemaVersion: row.schema_version,
    stream: row.stream,
    position,
    occurredAt: instant(row.occurred),
    recordedAt: instant(row.recorded),
    metadata: JSON.parse(row.metadata) as unknown,
    commitment: row.commitment?.toString('base64') ?? '',
  }
  if (!nonce && row.keys && row.keys.join() !== nonceKeysOf(row.payload).join()) {
    throw new Fault('the payload is sealed with other keys than the event names', position)
  }
  try {
    const kept = row.keys?.some((key) => since.has(key)) ? { leaf, withheld: true } : { leaf }
    const shown = nonce
      ? { leaf, nonce: Buffer.from(nonce).toString('base64'), payload: JSON.parse(row.payload) as unknown }
      : kept
    return Buffer.from(canonicalText(shown))
  } catch (error) {
    throw new Fault(`the event has no canonical form: ${(error as Error).message}`, position)
  }
}

const instant = (text: string | null): string => `${text?.replace(/(\.\d{3})000$/, '$1') ?? 'never'}Z`

/** `tile/0/x001/234.p/56` → the level 0, the tile 1234 and 56 hashes. */
const PATH = /^tile\/(\d+)\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d+))?$/
const HASH_BYTES = 32

const tilesOf =
  (pool: Pool, ledger: string): ReadTile =>
  async (path) => {
    const [, level, digits = '', width = '256'] = PATH.exec(path) ?? []
    const { rows } = await pool.query<{ hashes: Buffer | null }>(
      `select string_agg(hashes, ''::bytea order by start) as hashes from es.log_hashes
        where ledger = $1 and level = $2 and tile = $3`,
      [ledger, level, digits.replaceAll(/[x/]/g, '')],
    )
    return rows[0]?.hashes?.subarray(0, Number(width) * HASH_BYTES) ?? null
  }
