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
import { leafHashesOf, tileOf, tileReader } from './hashes.ts'
import { type Commitment, commitmentsOf } from './leaves.ts'
import type { Nonces } from './nonces.ts'
import { type Db, leafOf, type StoredRow, storedRows } from './stored-row.ts'
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
  { size, root }: Proven,
  from: number,
  to: number,
): Promise<LogFault | null> {
  const last = Math.min(to, size)
  if (from > last) return null
  const hashes = await leafHashesOf(db, ledger, from, last)
  const unproven = await firstUnprovenTile(db, ledger, { size, root }, from, last)
  if (unproven) return unproven
  const rows = new Map((await storedRows(db, ledger, from, last)).map((row) => [row.position, row]))
  const commitments = await commitmentsOf(db, ledger, from, last)
  const expected = await nonces.of(
    ledger,
    [...rows.values()].map(({ position, eventId }) => ({
      eventId,
      nonceKeys: commitments.get(position)?.nonceKeys ?? null,
    })),
  )
  const nonceAt = new Map([...rows.keys()].map((position, i) => [position, expected[i] ?? null]))
  for (let position = from; position <= last; position++) {
    const [row, commitment, hash] = [rows.get(position), commitments.get(position), hashes[position - from]]
    const reason = faultOf(ledger, row, commitment, hash, nonceAt.get(position) ?? null)
    if (reason) return { position, reason }
  }
  return null
}

function faultOf(
  ledger: string,
  row: StoredRow | undefined,
  commitment: Commitment | undefined,
  hash: Uint8Array | undefined,
  nonce: Uint8Array | null,
): string | null {
  if (!row) return 'the event that was sealed here is gone'
  if (!commitment || !hash) return 'the log has lost what it kept of this event'
  try {
    const entry = leafEntry(leafOf(ledger, row, commitment.value))
    if (Buffer.compare(leafHash(entry), hash) !== 0) return 'the event is not the one that was sealed here'
    const payload = nonce && commitmentTo(JSON.parse(row.payload), nonce)
    return payload === null || payload === commitment.value ? null : 'the payload is not the one that was sealed here'
  } catch {
    return 'the event cannot be read as the one that was sealed here'
  }
}

/** One proof a tile: on the way from any leaf of it to the root all hashes of the tile are used. */
async function firstUnprovenTile(
  db: Db,
  ledger: string,
  { size, root }: Proven,
  from: number,
  to: number,
): Promise<LogFault | null> {
  const read = tileReader(db, ledger)
  const tree = treeOfTiles(read, size)
  for (let tile = tileOf(from); tile <= tileOf(to); tile++) {
    const leafIndex = tile * TILE_WIDTH
    try {
      const path = await inclusionProof(tree, leafIndex, size)
      const [hash] = await leafHashesOf(db, ledger, leafIndex + 1, leafIndex + 1)
      if (hash && verifyInclusion({ leafIndex, treeSize: size, leafHash: hash, path, root })) continue
    } catch {
      // Too short a tile.
    }
    const reason = 'the hashes of the log from here on are not those of its signed checkpoint'
    return { position: Math.max(from, leafIndex + 1), reason }
  }
  return null
}

/** Whether the tiles still lead to the root of the checkpoint: a tree that does not must not be grown. */
export async function tilesLeadTo(db: Db, ledger: string, { size, root }: Proven): Promise<boolean> {
  try {
    return Buffer.compare(await rootOf(treeOfTiles(tileReader(db, ledger), size), size), root) === 0
  } catch {
    return false
  }
}
