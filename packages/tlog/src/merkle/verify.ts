import { HASH_BYTES, nodeHash, sameHash } from './hash.ts'

/**
 * The verifying algorithms of RFC 9162 (2.1.3.2 and 2.1.4.2), in its names. They know nothing of how a proof is made:
 * what the prover gets wrong cannot be wrong here in the same way.
 */
export interface InclusionClaim {
  readonly leafIndex: number
  readonly treeSize: number
  readonly leafHash: Uint8Array
  readonly path: readonly Uint8Array[]
  readonly root: Uint8Array
}

export function verifyInclusion({ leafIndex, treeSize, leafHash, path, root }: InclusionClaim): boolean {
  if (!isCount(leafIndex) || !isCount(treeSize) || leafIndex >= treeSize) return false
  if (![leafHash, root, ...path].every(isHash)) return false
  let fn = leafIndex
  let sn = treeSize - 1
  let r = leafHash
  for (const p of path) {
    if (sn === 0) return false
    if (isOdd(fn) || fn === sn) {
      r = nodeHash(p, r)
      while (!isOdd(fn) && fn !== 0) {
        fn = half(fn)
        sn = half(sn)
      }
    } else {
      r = nodeHash(r, p)
    }
    fn = half(fn)
    sn = half(sn)
  }
  return sn === 0 && sameHash(r, root)
}

export interface ConsistencyClaim {
  readonly first: number
  readonly second: number
  readonly firstRoot: Uint8Array
  readonly secondRoot: Uint8Array
  readonly path: readonly Uint8Array[]
}

/** Refuses `first` = 0: an empty tree says nothing of what follows, and a proof from it proves nothing. */
export function verifyConsistency({ first, second, firstRoot, secondRoot, path }: ConsistencyClaim): boolean {
  if (!isCount(first) || !isCount(second) || first === 0 || first > second) return false
  if (![firstRoot, secondRoot, ...path].every(isHash)) return false
  if (first === second) return path.length === 0 && sameHash(firstRoot, secondRoot)
  if (path.length === 0) return false
  const [start, ...rest] = isPowerOfTwo(first) ? [firstRoot, ...path] : path
  let fn = first - 1
  let sn = second - 1
  while (isOdd(fn)) {
    fn = half(fn)
    sn = half(sn)
  }
  let fr = start!
  let sr = start!
  for (const c of rest) {
    if (sn === 0) return false
    if (isOdd(fn) || fn === sn) {
      fr = nodeHash(c, fr)
      sr = nodeHash(c, sr)
      while (!isOdd(fn) && fn !== 0) {
        fn = half(fn)
        sn = half(sn)
      }
    } else {
      sr = nodeHash(sr, c)
    }
    fn = half(fn)
    sn = half(sn)
  }
  return sn === 0 && sameHash(fr, firstRoot) && sameHash(sr, secondRoot)
}

const isCount = (n: number) => Number.isSafeInteger(n) && n >= 0
const isHash = (hash: Uint8Array) => hash.length === HASH_BYTES
const isOdd = (n: number) => n % 2 === 1
/** Not `>> 1`, which would stop at 2³¹. */
const half = (n: number) => Math.floor(n / 2)

function isPowerOfTwo(n: number): boolean {
  let rest = n
  while (rest % 2 === 0) rest /= 2
  return rest === 1
}
