import { type ReadTile, TILE_WIDTH, type Tile, type TileId, tilePath } from '@kooperacje/tlog'
import type { PoolClient } from 'pg'
import type { Db } from './stored-row.ts'

const HASH_BYTES = 32

/** The first `width` hashes of a tile; shorter when there are not that many. */
export async function tileBytes(db: Db, ledger: string, { level, index, width }: TileId): Promise<Buffer> {
  const { rows } = await db.query<{ hashes: Buffer | null }>({
    name: 'es.log.tile',
    text: `select string_agg(hashes, ''::bytea order by start) as hashes
             from es.log_hashes where ledger = $1 and level = $2 and tile = $3 and start < $4`,
    values: [ledger, level, index, width],
  })
  return (rows[0]?.hashes ?? Buffer.alloc(0)).subarray(0, width * HASH_BYTES)
}

/** Where a tile should be, there is less of it. */
export class ShortTile extends Error {}

/** @throws ShortTile */
export const tileReader =
  (db: Db, ledger: string): ReadTile =>
  async (tile) => {
    const bytes = await tileBytes(db, ledger, tile)
    if (bytes.length === tile.width * HASH_BYTES) return bytes
    throw new ShortTile(`${tilePath(tile)} of the log of ${ledger} has ${bytes.length} bytes`)
  }

/** Leaf hashes of the events at these positions, both inclusive; fewer when the log ends before. */
export async function leafHashesOf(db: Db, ledger: string, from: number, to: number): Promise<Buffer[]> {
  const [first, last] = [tileOf(from), tileOf(to)]
  const { rows } = await db.query<{ tile: string; hashes: Buffer }>({
    name: 'es.log.leaf-hashes',
    text: `select tile, string_agg(hashes, ''::bytea order by start) as hashes
             from es.log_hashes where ledger = $1 and level = 0 and tile between $2 and $3 group by 1 order by 1`,
    values: [ledger, first, last],
  })
  const found: Buffer[] = []
  for (const { tile, hashes } of rows) {
    for (let at = 0; at < hashes.length; at += HASH_BYTES) {
      const position = Number(tile) * TILE_WIDTH + at / HASH_BYTES + 1
      if (position >= from && position <= to) found[position - from] = hashes.subarray(at, at + HASH_BYTES)
    }
  }
  return found
}

/** Writes of each tile what the tree of `size` leaves does not have yet. */
export async function writeHashes(
  client: PoolClient,
  ledger: string,
  size: number,
  tiles: readonly Tile[],
): Promise<void> {
  const rows = tiles.map(({ level, index, bytes }) => {
    if (level === 'entries') throw new Error('entries are not hashes')
    const start = Math.max(0, Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH)
    return { level, index, start, hashes: bytes.subarray(start * HASH_BYTES) }
  })
  await client.query(
    `insert into es.log_hashes (ledger, level, tile, start, hashes)
     select $1, * from unnest($2::smallint[], $3::bigint[], $4::smallint[], $5::bytea[])`,
    [
      ledger,
      rows.map(({ level }) => level),
      rows.map(({ index }) => index),
      rows.map(({ start }) => start),
      rows.map(({ hashes }) => hashes),
    ],
  )
}

/** The tile, counted from 0, that the event at this position stands in. */
export const tileOf = (position: number): number => Math.floor((position - 1) / TILE_WIDTH)
