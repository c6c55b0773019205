/** C2SP tlog-tiles: 256 hashes, or the entries that they are the hashes of. */
export const TILE_WIDTH = 256

export interface TileId {
  readonly level: number | 'entries'
  readonly index: number
  /** 256 for a full tile. */
  readonly width: number
}

const MAX_LEVEL = 63

export function tilePath({ level, index, width }: TileId): string {
  return `tile/${level}/${indexPath(index)}${width === TILE_WIDTH ? '' : `.p/${width}`}`
}

/** 1234067 is x001/x234/067: no folder gets more than a thousand files, and no name is a file and a folder. */
function indexPath(index: number): string {
  const digits = String(index)
  const parts = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g)!
  return parts.map((part, i) => (i < parts.length - 1 ? `x${part}` : part)).join('/')
}

const PATH = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/

/** The tile that a path names; null for every other spelling, so that a tile has one address. */
export function parseTilePath(path: string): TileId | null {
  const match = PATH.exec(path)
  if (!match) return null
  const [, named, digits = '', partial] = match
  const level = named === 'entries' ? 'entries' : Number(named)
  const index = Number(digits.replaceAll(/[x/]/g, ''))
  const width = partial === undefined ? TILE_WIDTH : Number(partial)
  if (level !== 'entries' && level > MAX_LEVEL) return null
  if (!Number.isSafeInteger(index) || (partial !== undefined && width >= TILE_WIDTH)) return null
  const tile: TileId = { level, index, width }
  return tilePath(tile) === path ? tile : null
}

/** How many hashes stand at a level of tiles in a tree of `size` leaves. */
export const hashesAt = (level: number, size: number): number => Math.floor(size / TILE_WIDTH ** level)

/** Every tile of hashes that a tree of `size` leaves has, level by level. */
export function* tilesOf(size: number): Generator<TileId & { readonly level: number }> {
  for (let level = 0; hashesAt(level, size) > 0; level++) {
    const hashes = hashesAt(level, size)
    for (let index = 0; index * TILE_WIDTH < hashes; index++) {
      yield { level, index, width: Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH) }
    }
  }
}
