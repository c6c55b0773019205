import { perfectRoot } from '../merkle/hash.ts'
import { hashesAt, TILE_WIDTH, type TileId } from './path.ts'
import { type ReadTile, readHashes } from './read.ts'

export interface Tile extends TileId {
  readonly bytes: Uint8Array
}

/**
 * The tiles to be written when a tree of `size` leaves gets more. Reads at most one partial tile a level, so the cost
 * does not grow with the log. Old partial tiles stay valid: others may hold checkpoints of that size.
 */
export async function growTiles(read: ReadTile, size: number, leafHashes: readonly Uint8Array[]): Promise<Tile[]> {
  const written: Tile[] = []
  let incoming = leafHashes
  for (let level = 0; incoming.length > 0; level++) {
    const present = hashesAt(level, size)
    const partial = present % TILE_WIDTH
    const first = (present - partial) / TILE_WIDTH
    const kept = partial > 0 ? await readHashes(read, { level, index: first, width: partial }) : []
    const hashes = [...kept, ...incoming]
    const above: Uint8Array[] = []
    for (let at = 0; at < hashes.length; at += TILE_WIDTH) {
      const part = hashes.slice(at, at + TILE_WIDTH)
      written.push({ level, index: first + at / TILE_WIDTH, width: part.length, bytes: Buffer.concat(part) })
      if (part.length === TILE_WIDTH) above.push(perfectRoot(part))
    }
    incoming = above
  }
  return written
}
