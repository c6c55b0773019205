import { assert, asyncProperty, nat, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flipBit, leafHashes, treeOf } from '../testing/leaves.ts'
import { EMPTY_ROOT, nodeHash } from './hash.ts'
import { consistencyProof, inclusionProof, rootOf } from './prover.ts'
import { consistencyRanges } from './ranges.ts'
import { verifyConsistency, verifyInclusion } from './verify.ts'

const MOST = 70
const hashes = leafHashes(MOST)
const tree = treeOf(hashes)
const roots = await Promise.all(Array.from({ length: MOST + 1 }, (_, size) => rootOf(tree, size)))

/** MTH(D[n]) as RFC 6962 writes it down. */
function mth(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return EMPTY_ROOT
  if (leaves.length === 1) return leaves[0]!
  const k = 2 ** Math.floor(Math.log2(leaves.length - 1))
  return nodeHash(mth(leaves.slice(0, k)), mth(leaves.slice(k)))
}

it('has at every size the root of the definition, also after it has grown', () => {
  for (const [size, root] of roots.entries()) expect(root).toEqual(mth(hashes.slice(0, size)))
})

describe('inclusion', () => {
  it('every leaf is proven in every tree that has it, and no other leaf, place, size or root is', async () => {
    for (let treeSize = 1; treeSize <= 33; treeSize++) {
      for (let leafIndex = 0; leafIndex < treeSize; leafIndex++) {
        const path = await inclusionProof(tree, leafIndex, treeSize)
        const claim = { leafIndex, treeSize, leafHash: hashes[leafIndex]!, path, root: roots[treeSize]! }
        expect(verifyInclusion(claim)).toBe(true)
        for (let other = 0; other < 33; other++) {
          if (other === leafIndex) continue
          expect(verifyInclusion({ ...claim, leafHash: hashes[other]! })).toBe(false)
          expect(verifyInclusion({ ...claim, leafIndex: other })).toBe(false)
        }
        expect(verifyInclusion({ ...claim, root: roots[treeSize - 1]! })).toBe(false)
        expect(verifyInclusion({ ...claim, path: [...path, hashes[0]!] })).toBe(false)
        if (path.length > 0) expect(verifyInclusion({ ...claim, path: path.slice(0, -1) })).toBe(false)
      }
    }
  })

  it('one bit turned round anywhere is refused', async () => {
    const any = record({ size: nat(MOST - 1), leaf: nat(), part: nat(), bit: nat(255) })
    await assert(
      asyncProperty(any, async ({ size, leaf, part, bit }) => {
        const treeSize = size + 1
        const leafIndex = leaf % treeSize
        const path = await inclusionProof(tree, leafIndex, treeSize)
        const parts = [hashes[leafIndex]!, roots[treeSize]!, ...path]
        parts[part % parts.length] = flipBit(parts[part % parts.length]!, bit)
        const [leafHash, root, ...changed] = parts as [Uint8Array, Uint8Array, ...Uint8Array[]]
        expect(verifyInclusion({ leafIndex, treeSize, leafHash, root, path: changed })).toBe(false)
      }),
      { numRuns: 400 },
    )
  })

  it('what is no number of leaves or no hash is refused', () => {
    const claim = { leafIndex: 0, treeSize: 1, leafHash: hashes[0]!, path: [], root: hashes[0]! }
    expect(verifyInclusion(claim)).toBe(true)
    for (const leafIndex of [-1, 0.5, Number.NaN, 2 ** 53]) expect(verifyInclusion({ ...claim, leafIndex })).toBe(false)
    for (const treeSize of [0, 1.5, Number.POSITIVE_INFINITY]) {
      expect(verifyInclusion({ ...claim, treeSize })).toBe(false)
    }
    const short = hashes[0]!.subarray(1)
    expect(verifyInclusion({ ...claim, leafHash: short, root: short })).toBe(false)
  })
})

describe('consistency', () => {
  it('every tree continues every smaller one, and no other history', async () => {
    const forked = [...hashes.slice(0, 20), ...leafHashes(30, 1000)]
    const fork = treeOf(forked)
    for (let second = 1; second <= 50; second++) {
      for (let first = 1; first <= second; first++) {
        const path = await consistencyProof(tree, first, second)
        const claim = { first, second, firstRoot: roots[first]!, secondRoot: roots[second]!, path }
        expect(verifyConsistency(claim)).toBe(true)
        if (first > 20) {
          const theirs = await consistencyProof(fork, first, second)
          const secondRoot = await rootOf(fork, second)
          expect(verifyConsistency({ ...claim, secondRoot })).toBe(false)
          expect(verifyConsistency({ ...claim, secondRoot, path: theirs })).toBe(false)
        }
        if (first < second) {
          expect(verifyConsistency({ ...claim, first: second, second: first })).toBe(false)
          expect(verifyConsistency({ ...claim, path: [...path, hashes[0]!] })).toBe(false)
          expect(verifyConsistency({ ...claim, path: path.slice(0, -1) })).toBe(false)
        }
      }
    }
  })

  it('one bit turned round anywhere is refused', async () => {
    const any = record({ to: nat(MOST - 1), from: nat(), part: nat(), bit: nat(255) })
    await assert(
      asyncProperty(any, async ({ to, from, part, bit }) => {
        const second = to + 1
        const first = (from % second) + 1
        const path = await consistencyProof(tree, first, second)
        const parts = [roots[first]!, roots[second]!, ...path]
        parts[part % parts.length] = flipBit(parts[part % parts.length]!, bit)
        const [firstRoot, secondRoot, ...changed] = parts as [Uint8Array, Uint8Array, ...Uint8Array[]]
        expect(verifyConsistency({ first, second, firstRoot, secondRoot, path: changed })).toBe(false)
      }),
      { numRuns: 400 },
    )
  })

  it('an empty tree proves nothing, and needs no proof', async () => {
    expect(await consistencyProof(tree, 0, 9)).toEqual([])
    const claim = { first: 0, second: 9, firstRoot: EMPTY_ROOT, secondRoot: roots[9]!, path: [] }
    expect(verifyConsistency(claim)).toBe(false)
  })
})

it('counts beyond 32 bits', () => {
  const size = 2 ** 40 + 3
  expect(consistencyRanges(2 ** 40, size)).toEqual([{ begin: 2 ** 40, end: size }])
})

it('refuses to prove what the tree does not have', async () => {
  await expect(rootOf(tree, MOST + 1)).rejects.toThrow('no complete subtree')
  expect(() => inclusionProof(tree, 5, 5)).toThrow('no leaf 5')
  expect(() => consistencyProof(tree, 6, 5)).toThrow('cannot continue')
  expect(() => inclusionProof(tree, -1, 5)).toThrow('not a number of leaves')
})
