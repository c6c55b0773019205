import type { Checkpoint } from './checkpoint.ts'
import { Fault } from './fault.ts'
import { GrowingTree, same } from './tree.ts'

/** C2SP tlog-tiles: the bytes that stand at a path such as `tile/0/x001/234`; null when nothing does. */
export type ReadTile = (path: string) => Promise<Uint8Array | null>

const WIDTH = 256
const HASH_BYTES = 32

function tilePath(level: number, index: number, width: number): string {
  const groups: string[] = []
  for (let rest = index; groups.length === 0 || rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(String(rest % 1000).padStart(3, '0'))
  }
  const name = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/')
  return `tile/${level}/${name}${width < WIDTH ? `.p/${width}` : ''}`
}

/** The leaf hashes of a log as its tiles have them, a tile at a time. What they say is proven by `leadTo` alone. */
export class LeafTiles {
  readonly #read: ReadTile
  readonly #size: number
  #index = -1
  #hashes: readonly Uint8Array[] = []

  constructor(read: ReadTile, size: number) {
    this.#read = read
    this.#size = size
  }

  /** Whether they are the leaves of the tree that the checkpoint speaks of. */
  async leadTo({ size, root }: Checkpoint): Promise<boolean> {
    const tree = new GrowingTree()
    while (tree.size < size) {
      const hash = await this.hash(tree.size + 1)
      if (!hash) return false
      tree.add(hash)
    }
    return same(tree.root(), root)
  }

  /** The leaf hash of the event at this position; undefined when its tile is missing or has another length than it must. */
  async hash(position: number): Promise<Uint8Array | undefined> {
    const index = Math.floor((position - 1) / WIDTH)
    if (index !== this.#index) {
      const width = Math.min(WIDTH, this.#size - index * WIDTH)
      const bytes = await this.#read(tilePath(0, index, width))
      this.#hashes = bytes?.length === width * HASH_BYTES ? split(bytes) : []
      this.#index = index
    }
    return this.#hashes[(position - 1) % WIDTH]
  }
}

/**
 * Compares the tiles of all levels with those of the events, as these come. What differs is told at the end: until the
 * events themselves are proven, nobody knows which of the two was changed.
 */
export class TileComparison {
  readonly #read: ReadTile
  readonly #levels: { index: number; hashes: Uint8Array[] }[] = []
  readonly #lowest: number
  #fault: Fault | null = null

  /** @param lowest the level to begin with: 1 where the events are compared with proven leaves, which are the tiles of level 0 */
  constructor(read: ReadTile, lowest: number) {
    this.#read = read
    this.#lowest = lowest
  }

  async add(hash: Uint8Array, level = 0): Promise<void> {
    const tile = this.#levels[level] ?? { index: 0, hashes: [] }
    this.#levels[level] = tile
    tile.hashes.push(hash)
    if (tile.hashes.length < WIDTH) return
    await this.#compare(level, tile)
    const above = new GrowingTree()
    for (const below of tile.hashes) above.add(below)
    this.#levels[level] = { index: tile.index + 1, hashes: [] }
    await this.add(above.root(), level + 1)
  }

  /** Throws the first fault, when all events have come. */
  async end(): Promise<void> {
    for (const [level, tile] of this.#levels.entries()) if (tile.hashes.length > 0) await this.#compare(level, tile)
    if (this.#fault) throw this.#fault
  }

  async #compare(level: number, { index, hashes }: { index: number; hashes: readonly Uint8Array[] }): Promise<void> {
    if (this.#fault || level < this.#lowest) return
    const path = tilePath(level, index, hashes.length)
    const bytes = await this.#read(path)
    if (bytes && same(Buffer.concat(hashes), bytes)) return
    const shown = bytes ? split(bytes) : []
    const first = bytes ? hashes.findIndex((hash, i) => !same(hash, shown[i])) : -1
    const what = !bytes ? 'is missing' : first < 0 ? 'is longer than it should be' : 'is changed'
    const position = level === 0 && first >= 0 ? index * WIDTH + first + 1 : undefined
    this.#fault = new Fault(`${path} ${what}; the events themselves are those of the checkpoint`, position)
  }
}

function split(bytes: Uint8Array): Uint8Array[] {
  const hashes: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += HASH_BYTES) hashes.push(bytes.subarray(at, at + HASH_BYTES))
  return hashes
}
