import {
  commitmentTo,
  inclusionProof,
  leafEntry,
  leafHash,
  rootOf,
  TILE_WIDTH,
  treeOfTiles,
  verifyInclusion,
} from '@kooperacje/tlog'
import { leafHashesOf, ShortTile, tileOf, tileReader } from './hashes.ts'
import { type Commitment, commitmentsOf } from './leaves.ts'
import { type Nonces, nonceKeysOf } from './nonces.ts'
import { type Db, leafOf, type StoredRow, storedRows } from './stored-row.ts'
import { mapInTurns } from './turns.ts'
import type { LogFault } from './types.ts'

export interface Proven {
  readonly size: number
  readonly root: Uint8Array
}

/**
 * The first of the sealed events at these positions that is not the one that was sealed; null when all are. Compared with
 * the leaf hashes of the log, which are themselves proven by the root of a checkpoint.
 */
export async function firstFault(
  db: Db,
  nonces: Nonces,
  ledger: string,
  proven: Proven,
  from: number,
  to: number,
): Promise<LogFault | null> {
  const last = Math.min(to, proven.size)
  for (let first = from; first <= last; ) {
    const end = Math.min(last, (tileOf(first) + 1) * TILE_WIDTH)
    const fault = await faultInTile(db, nonces, ledger, proven, first, end)
    if (fault) return fault
    first = end + 1
  }
  return null
}

async function faultInTile(db: Db, nonces: Nonces, ledger: string, proven: Proven, from: number, to: number) {
  const hashes = await leafHashesOf(db, ledger, from, to)
  const rows = new Map((await storedRows(db, ledger, from, to)).map((row) => [row.position, row]))
  const commitments = await commitmentsOf(db, ledger, from, to)
  const all = [...rows.values()]
  const made = await noncesAt(nonces, ledger, all, ({ position }) => commitments.get(position)?.nonceKeys ?? null)
  const lost = all.filter(({ position }) => !made.get(position))
  const possible = await noncesAt(
    nonces,
    ledger,
    lost,
    ({ position, payload }) => commitments.get(position)?.keys ?? nonceKeysOf(payload),
  )
  const misplaced = await misplacedIn(db, ledger, from, to)
  const positions = Array.from({ length: to - from + 1 }, (_, i) => from + i)
  const reasons = await mapInTurns(positions, (position, i) => {
    const row = rows.get(position)
    if (!row) return 'the event that was sealed here is gone'
    const kept = { commitment: commitments.get(position), hash: hashes[i] }
    const fault = faultOf(ledger, row, kept, made.get(position) ?? null, possible.get(position) ?? null)
    return fault ?? (misplaced.has(position) ? 'the event does not follow on the one before it in its stream' : null)
  })
  for (const [i, reason] of reasons.entries()) if (reason) return { position: from + i, reason }
  if (await tileIsProven(db, ledger, proven, tileOf(from))) return null
  return { position: from, reason: 'the hashes of the log from here on are not those of its signed checkpoint' }
}

async function noncesAt(
  nonces: Nonces,
  ledger: string,
  rows: readonly StoredRow[],
  keysOf: (row: StoredRow) => readonly string[] | null,
): Promise<ReadonlyMap<number, Uint8Array | null>> {
  const asked = rows.map((row) => ({ eventId: row.eventId, nonceKeys: keysOf(row) }))
  const made = await nonces.of(ledger, asked)
  return new Map(rows.map(({ position }, i) => [position, made[i] ?? null]))
}

/**
 * @param nonce made with the keys that the log names; null when it cannot be made any more
 * @param possible made with the keys that the leaf names, or the payload where the leaf names none: who makes a payload look
 *   erased must erase somebody for it
 */
function faultOf(
  ledger: string,
  row: StoredRow,
  { commitment, hash }: { readonly commitment: Commitment | undefined; readonly hash: Uint8Array | undefined },
  nonce: Uint8Array | null,
  possible: Uint8Array | null,
): string | null {
  if (!commitment || !hash) return 'the log has lost what it kept of this event'
  try {
    const entry = leafEntry(leafOf(ledger, row, commitment))
    if (Buffer.compare(leafHash(entry), hash) !== 0) return 'the event is not the one that was sealed here'
    if (commitment.keys && commitment.keys.join() !== nonceKeysOf(row.payload).join()) {
      return 'the payload is sealed with other keys than the one that was sealed here'
    }
    const bound = nonce && commitmentTo(JSON.parse(row.payload), nonce) === commitment.value
    return bound || (nonce === null && possible === null) ? null : 'the payload is not the one that was sealed here'
  } catch {
    return 'the event cannot be read as the one that was sealed here'
  }
}

/**
 * Events that do not come behind the one before them in their stream. Leaves of the second format do not say the place of an
 * event in its stream, so that it must be asked of all of them: when each has one before it, each stream is whole and in order.
 */
async function misplacedIn(db: Db, ledger: string, from: number, to: number): Promise<ReadonlySet<number>> {
  const { rows } = await db.query<{ position: string }>({
    name: 'es.log.misplaced',
    text: `select e.position from es.events e
            where e.ledger = $1 and e.position between $2 and $3 and e.stream_version <> 1
              and not exists (select from es.events b
                               where b.ledger = e.ledger and b.stream = e.stream
                                 and b.stream_version = e.stream_version - 1 and b.position < e.position)`,
    values: [ledger, from, to],
  })
  return new Set(rows.map(({ position }) => Number(position)))
}

/** One proof is enough: on the way from any leaf of a tile to the root all hashes of the tile are used. */
async function tileIsProven(db: Db, ledger: string, { size, root }: Proven, tile: number): Promise<boolean> {
  const leafIndex = tile * TILE_WIDTH
  const [hash] = await leafHashesOf(db, ledger, leafIndex + 1, leafIndex + 1)
  const path = await whole(inclusionProof(treeOfTiles(tileReader(db, ledger), size), leafIndex, size))
  return hash && path ? verifyInclusion({ leafIndex, treeSize: size, leafHash: hash, path, root }) : false
}

/** Whether the tiles still lead to the root of the checkpoint: a tree that does not must not be grown. */
export async function tilesLeadTo(db: Db, ledger: string, { size, root }: Proven): Promise<boolean> {
  const found = await whole(rootOf(treeOfTiles(tileReader(db, ledger), size), size))
  return found !== null && Buffer.compare(found, root) === 0
}

/** Null when a tile is shorter than it should be. A database that does not answer accuses nobody. */
async function whole<T>(computed: Promise<T>): Promise<T | null> {
  return computed.catch((error: unknown) => {
    if (error instanceof ShortTile) return null
    throw error
  })
}
