import { array, assert, asyncProperty, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leafHash } from '../merkle/hash.ts'
import { consistencyProof, inclusionProof, rootOf } from '../merkle/prover.ts'
import { leafHashes, treeOf } from '../testing/leaves.ts'
import { decodeBundle, encodeBundle } from './bundle.ts'
import { growTiles } from './grow.ts'
import { parseTilePath, type TileId, tilePath, tilesOf } from './path.ts'
import { treeOfTiles } from './read.ts'

function folder() {
  const files = new Map<string, Uint8Array>()
  const reads: string[] = []
  const read = async (tile: TileId) => {
    const path = tilePath(tile)
    reads.push(path)
    const bytes = files.get(path)
    if (!bytes) throw new Error(`${path} does not exist`)
    return bytes
  }
  const grow = async (size: number, hashes: readonly Uint8Array[]) => {
    for (const tile of await growTiles(read, size, hashes)) files.set(tilePath(tile), tile.bytes)
  }
  return { files, reads, read, grow }
}

describe('paths', () => {
  it.each<[TileId, string]>([
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 1, index: 999, width: 17 }, 'tile/1/999.p/17'],
    [{ level: 63, index: 1000, width: 1 }, 'tile/63/x001/000.p/1'],
    [{ level: 'entries', index: 273, width: 112 }, 'tile/entries/273.p/112'],
  ])('%j is %s', (tile, path) => {
    expect(tilePath(tile)).toBe(path)
    expect(parseTilePath(path)).toEqual(tile)
  })

  it.each([
    'tile/00/000',
    'tile/64/000',
    'tile/0/0',
    'tile/0/x000/001',
    'tile/0/001/002',
    'tile/0/x001',
    'tile/0/000.p/0',
    'tile/0/000.p/01',
    'tile/0/000.p/256',
    'tile/0/000.p/',
    'tile/0/000/',
    '/tile/0/000',
    'tile/-1/000',
    'tile/0/../000',
    'tile/0/x999/x999/x999/x999/x999/x999/999',
  ])('%s names no tile', (path) => expect(parseTilePath(path)).toBeNull())
})

it('a tree of 70000 leaves has the tiles of the example in tlog-tiles, one of 256 a partial one above', () => {
  const tiles = [...tilesOf(70_000)]
  expect(tiles.filter(({ level, width }) => level === 0 && width === 256)).toHaveLength(273)
  expect(tiles.filter(({ level, width }) => level > 0 || width < 256)).toEqual([
    { level: 0, index: 273, width: 112 },
    { level: 1, index: 0, width: 256 },
    { level: 1, index: 1, width: 17 },
    { level: 2, index: 0, width: 1 },
  ])
  expect([...tilesOf(256)].map(tilePath)).toEqual(['tile/0/000', 'tile/1/000.p/1'])
  expect([...tilesOf(0)]).toEqual([])
})

describe('a tree kept in tiles', () => {
  it('has the roots and proofs of the tree kept in memory, however it grew', async () => {
    const hashes = leafHashes(1400)
    const memory = treeOf(hashes)
    await assert(
      asyncProperty(array(integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 6 }), async (steps) => {
        const { read, grow } = folder()
        const sizes: number[] = []
        let size = 0
        for (const step of steps) {
          const next = Math.min(size + step, hashes.length)
          if (next === size) break
          await grow(size, hashes.slice(size, next))
          size = next
          sizes.push(size)
        }
        const tiles = treeOfTiles(read, size)
        expect(await rootOf(tiles, size)).toEqual(await rootOf(memory, size))
        for (const index of [0, size >> 1, size - 1]) {
          expect(await inclusionProof(tiles, index, size)).toEqual(await inclusionProof(memory, index, size))
        }
        for (const from of sizes) {
          expect(await consistencyProof(tiles, from, size)).toEqual(await consistencyProof(memory, from, size))
          expect(await rootOf(treeOfTiles(read, from), from)).toEqual(await rootOf(memory, from))
        }
      }),
      { numRuns: 25 },
    )
  })

  it('is read with one look at each tile that a proof needs', async () => {
    const { read, reads, grow } = folder()
    await grow(0, leafHashes(1000))
    reads.length = 0
    await inclusionProof(treeOfTiles(read, 1000), 300, 1000)
    expect(reads.toSorted()).toEqual(['tile/0/001', 'tile/0/003.p/232', 'tile/1/000.p/3'])
  })

  it('is asked for one tile at a time: a transaction has one connection', async () => {
    const { read, grow } = folder()
    await grow(0, leafHashes(1000))
    let reading = 0
    const alone = async (tile: TileId) => {
      expect(++reading).toBe(1)
      const bytes = await read(tile)
      reading--
      return bytes
    }
    await inclusionProof(treeOfTiles(alone, 1000), 300, 1000)
  })

  it('grows by reading only the partial tiles at its edge', async () => {
    const { read, reads, grow, files } = folder()
    await grow(0, leafHashes(1000))
    reads.length = 0
    await grow(1000, leafHashes(1, 1000))
    expect(reads).toEqual(['tile/0/003.p/232'])
    expect(files.has('tile/0/003.p/232')).toBe(true)
    await expect(rootOf(treeOfTiles(read, 1001), 1002)).rejects.toThrow('no complete subtree')
  })

  it('with a tile cut short is not read', async () => {
    const { files, read, grow } = folder()
    await grow(0, leafHashes(5))
    files.set('tile/0/000.p/5', files.get('tile/0/000.p/5')!.subarray(1))
    await expect(rootOf(treeOfTiles(read, 5), 5)).rejects.toThrow('has 159 bytes instead of 160')
  })
})

describe('bundles of entries', () => {
  const entries = [Buffer.alloc(0), Buffer.from('ab'), Buffer.alloc(65_535, 7)]

  it('stand behind their lengths in two bytes', () => {
    expect(Buffer.from(encodeBundle([Buffer.from('ab'), Buffer.alloc(0)])).toString('hex')).toBe('000261620000')
    expect(decodeBundle(encodeBundle(entries), 3)!.map(leafHash)).toEqual(entries.map(leafHash))
  })

  it('cut off, with something behind them or of another number are refused', () => {
    const bytes = encodeBundle(entries)
    assert(
      property(integer({ min: 0, max: bytes.length - 1 }), (at) => decodeBundle(bytes.subarray(0, at), 3) === null),
    )
    expect(decodeBundle(Buffer.concat([bytes, Buffer.of(0)]), 3)).toBeNull()
    expect(decodeBundle(bytes, 4)).toBeNull()
  })

  it('have at most 256 entries of at most 65535 bytes', () => {
    expect(() => encodeBundle([Buffer.alloc(65_536)])).toThrow('at most 65535 bytes')
    expect(() => encodeBundle([])).toThrow('1 to 256')
    expect(() => encodeBundle(Array(257).fill(Buffer.alloc(1)))).toThrow('1 to 256')
  })
})
