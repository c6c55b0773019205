import { createHash } from 'node:crypto'

/** RFC 6962, 2.1. */
export const sha256 = (...parts: (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

const LEAF = Buffer.from([0x00])
const PAIR = Buffer.from([0x01])

export const hashOfLeaf = (entry: string | Uint8Array): Buffer => sha256(LEAF, entry)
const hashOfPair = (left: Uint8Array, right: Uint8Array): Buffer => sha256(PAIR, left, right)

/**
 * A tree that is only ever made longer, of which nothing is kept but the roots of the complete subtrees that it is made
 * of: one for each 1 in its size. The first stands for the most leaves.
 */
export class GrowingTree {
  #size = 0
  readonly #complete: Uint8Array[] = []

  get size(): number {
    return this.#size
  }

  add(leafHash: Uint8Array): void {
    let hash = leafHash
    // As a carry runs through a binary number.
    for (let rest = this.#size; rest % 2 === 1; rest = (rest - 1) / 2) {
      hash = hashOfPair(this.#complete.pop() as Uint8Array, hash)
    }
    this.#complete.push(hash)
    this.#size++
  }

  root(): Uint8Array {
    const [last, ...before] = this.#complete.toReversed()
    return last ? before.reduce((right, left) => hashOfPair(left, right), last) : sha256('')
  }
}

/** The root that an audit path leads to, by the definition of PATH in RFC 6962, 2.1.1; null when it has the wrong length. */
export function rootByPath(
  index: number,
  size: number,
  leafHash: Uint8Array,
  path: readonly Uint8Array[],
): Uint8Array | null {
  if (size === 1) return path.length === 0 ? leafHash : null
  const sibling = path.at(-1)
  if (!sibling) return null
  const rest = path.slice(0, -1)
  let left = 1
  while (left * 2 < size) left *= 2
  const below =
    index < left ? rootByPath(index, left, leafHash, rest) : rootByPath(index - left, size - left, leafHash, rest)
  if (!below) return null
  return index < left ? hashOfPair(below, sibling) : hashOfPair(sibling, below)
}

export const same = (a: Uint8Array, b: Uint8Array | undefined): boolean => b !== undefined && Buffer.compare(a, b) === 0
