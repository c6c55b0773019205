import { EMPTY_ROOT, nodeHash } from './hash.ts'
import { consistencyRanges, inclusionRanges, type NodeId, nodesOf, type Range } from './ranges.ts'

/** Where the hashes of complete subtrees lie. One call for all that a proof needs. */
export interface HashSource {
  hashes(nodes: readonly NodeId[]): Promise<readonly Uint8Array[]>
}

/** The root of the tree as it was with `size` leaves. */
export async function rootOf(source: HashSource, size: number): Promise<Uint8Array> {
  checkNumber(size)
  if (size === 0) return EMPTY_ROOT
  const [root] = await hashesOf(source, [{ begin: 0, end: size }])
  return root!
}

/** RFC 6962, 2.1.1: the audit path of leaf `index`, its sibling first. */
export function inclusionProof(source: HashSource, index: number, size: number): Promise<Uint8Array[]> {
  checkNumber(index)
  checkNumber(size)
  if (index >= size) throw new Error(`a tree of ${size} leaves has no leaf ${index}`)
  return hashesOf(source, inclusionRanges(index, size))
}

/** RFC 6962, 2.1.2. From an empty tree there is nothing to prove: every tree continues it. */
export function consistencyProof(source: HashSource, from: number, to: number): Promise<Uint8Array[]> {
  checkNumber(from)
  checkNumber(to)
  if (from > to) throw new Error(`a tree of ${to} leaves cannot continue one of ${from}`)
  return from === 0 ? Promise.resolve([]) : hashesOf(source, consistencyRanges(from, to))
}

async function hashesOf(source: HashSource, ranges: readonly Range[]): Promise<Uint8Array[]> {
  const nodes = ranges.map(nodesOf)
  const found = (await source.hashes(nodes.flat())).values()
  return nodes.map((part) =>
    Array.from(part, () => found.next().value!).reduceRight((right, left) => nodeHash(left, right)),
  )
}

function checkNumber(count: number): void {
  if (!Number.isSafeInteger(count) || count < 0) throw new Error(`${count} is not a number of leaves`)
}
