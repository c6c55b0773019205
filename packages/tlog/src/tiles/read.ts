import { HASH_BYTES, perfectRoot } from '../merkle/hash.ts'
import type { HashSource } from '../merkle/prover.ts'
import type { NodeId } from '../merkle/ranges.ts'
import { hashesAt, TILE_WIDTH, type TileId, tilePath } from './path.ts'

export type ReadTile = (tile: TileId) => Promise<Uint8Array>

const TILE_HEIGHT = 8

/**
 * The tree of `size` leaves as its tiles tell it. It computes roots and proofs; whether the tiles tell the truth is
 * known when the root equals that of a signed checkpoint.
 */
export function treeOfTiles(read: ReadTile, size: number): HashSource {
  return {
    async hashes(nodes) {
      const places = nodes.map((node) => placeOf(node, size))
      const tiles = new Map<string, readonly Uint8Array[]>()
      // One after the other: it is one tile a level, and whoever reads them may have but one connection.
      for (const { tile } of places) {
        const path = tilePath(tile)
        if (!tiles.has(path)) tiles.set(path, await readHashes(read, tile))
      }
      return places.map(({ tile, from, to }) => perfectRoot(tiles.get(tilePath(tile))!.slice(from, to)))
    },
  }
}

/** The hashes of one tile, at the length that its path promises. */
export async function readHashes(read: ReadTile, tile: TileId): Promise<Uint8Array[]> {
  const bytes = await read(tile)
  if (bytes.length !== tile.width * HASH_BYTES) {
    throw new Error(`${tilePath(tile)} has ${bytes.length} bytes instead of ${tile.width * HASH_BYTES}`)
  }
  return Array.from({ length: tile.width }, (_, i) => bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES))
}

function placeOf({ level, index }: NodeId, size: number): { tile: TileId; from: number; to: number } {
  const tileLevel = Math.floor(level / TILE_HEIGHT)
  const width = 2 ** (level % TILE_HEIGHT)
  const first = index * width
  const tileIndex = Math.floor(first / TILE_WIDTH)
  const from = first - tileIndex * TILE_WIDTH
  const present = Math.min(TILE_WIDTH, hashesAt(tileLevel, size) - tileIndex * TILE_WIDTH)
  if (from + width > present) {
    throw new Error(`the tree of ${size} leaves has no complete subtree ${index} at level ${level}`)
  }
  return { tile: { level: tileLevel, index: tileIndex, width: present }, from, to: from + width }
}
