import { nodeHash } from './hash.ts'
import type { HashSource } from './prover.ts'
import type { NodeId } from './ranges.ts'

/** A tree that keeps the hash of every complete subtree: two hashes a leaf. */
export class MemoryTree implements HashSource {
  readonly #levels: Uint8Array[][] = [[]]

  get size(): number {
    return this.#levels[0]!.length
  }

  append(leafHash: Uint8Array): void {
    let hash = leafHash
    for (let level = 0; ; level++) {
      const row = this.#levels[level] ?? []
      this.#levels[level] = row
      row.push(hash)
      if (row.length % 2 === 1) return
      hash = nodeHash(row.at(-2)!, hash)
    }
  }

  hashes(nodes: readonly NodeId[]): Promise<readonly Uint8Array[]> {
    return Promise.resolve(nodes.map(({ level, index }) => this.#hash(level, index)))
  }

  #hash(level: number, index: number): Uint8Array {
    const hash = this.#levels[level]?.[index]
    if (!hash) throw new Error(`the tree of ${this.size} leaves has no complete subtree ${index} at level ${level}`)
    return hash
  }
}
