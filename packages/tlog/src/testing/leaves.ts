import { leafHash } from '../merkle/hash.ts'
import { MemoryTree } from '../merkle/memory-tree.ts'

/** The leaves that certificate-transparency has been tested with since its first version. */
export const PUBLISHED_LEAVES: readonly Uint8Array[] = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => Buffer.from(hex, 'hex'))

const numbered = (i: number): Uint8Array => leafHash(Buffer.from(`entry ${i}`))

/** `count` leaf hashes, all different. */
export const leafHashes = (count: number, from = 0): Uint8Array[] =>
  Array.from({ length: count }, (_, i) => numbered(from + i))

export function treeOf(hashes: readonly Uint8Array[]): MemoryTree {
  const tree = new MemoryTree()
  for (const hash of hashes) tree.append(hash)
  return tree
}

/** The bytes with one bit turned round. */
export function flipBit(bytes: Uint8Array, bit: number): Uint8Array {
  const flipped = Buffer.from(bytes)
  flipped[Math.floor(bit / 8)]! ^= 1 << (bit % 8)
  return flipped
}
