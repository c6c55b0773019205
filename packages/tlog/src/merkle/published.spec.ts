import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { PUBLISHED_LEAVES, treeOf } from '../testing/leaves.ts'
import { EMPTY_ROOT, leafHash, nodeHash } from './hash.ts'
import { consistencyProof, inclusionProof, rootOf } from './prover.ts'
import { verifyConsistency, verifyInclusion } from './verify.ts'

const hex = (hash: Uint8Array) => Buffer.from(hash).toString('hex')
const lines = (file: string) =>
  readFileSync(new URL(`../../vectors/${file}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
const hash = (base64: string) => Buffer.from(base64, 'base64')
/** Where a root does not matter the vectors have a text instead; a root of ours has 32 bytes. */
const rootHash = (base64: string) => (hash(base64).length === 32 ? hash(base64) : leafHash(hash(base64)))
const hashes = (proof: string[] | null) => (proof ?? []).map(hash)

const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

const tree = treeOf(PUBLISHED_LEAVES.map(leafHash))

it('has the published root at every size from 0 to 8', async () => {
  for (const [size, root] of ROOTS.entries()) expect(hex(await rootOf(tree, size))).toBe(root)
  expect(hex(EMPTY_ROOT)).toBe(ROOTS[0])
})

it('has the hashes of the seven leaves of RFC 6962, 2.1.3, where its picture has them', async () => {
  const [a, b, c, d, e, f, j] = PUBLISHED_LEAVES.map(leafHash) as [Uint8Array, ...Uint8Array[]]
  const [g, h, i] = [nodeHash(a, b!), nodeHash(c!, d!), nodeHash(e!, f!)]
  const [k, l] = [nodeHash(g, h), nodeHash(i, j!)]
  expect(await inclusionProof(tree, 0, 7)).toEqual([b, h, l])
  expect(await inclusionProof(tree, 3, 7)).toEqual([c, g, l])
  expect(await inclusionProof(tree, 4, 7)).toEqual([f, j, k])
  expect(await inclusionProof(tree, 6, 7)).toEqual([i, k])
  expect(await consistencyProof(tree, 3, 7)).toEqual([c, d, g, l])
  expect(await consistencyProof(tree, 4, 7)).toEqual([l])
  expect(await consistencyProof(tree, 6, 7)).toEqual([i, j, k])
})

it.each(lines('inclusion.ndjson').map((line) => [JSON.parse(line)]))('inclusion $case', async (vector) => {
  const { leafIdx: leafIndex, treeSize, root, leafHash, proof, wantErr } = vector
  const claim = { leafIndex, treeSize, root: hash(root), leafHash: hash(leafHash), path: hashes(proof) }
  expect(verifyInclusion(claim)).toBe(!wantErr)
  if (!wantErr && treeSize > 1) expect(await inclusionProof(tree, leafIndex, treeSize)).toEqual(claim.path)
})

it.each(lines('consistency.ndjson').map((line) => [JSON.parse(line)]))('consistency $case', async (vector) => {
  const { size1: first, size2: second, root1, root2, proof, wantErr } = vector
  const claim = { first, second, firstRoot: rootHash(root1), secondRoot: rootHash(root2), path: hashes(proof) }
  expect(verifyConsistency(claim)).toBe(!wantErr)
  if (!wantErr && second > 1) expect(await consistencyProof(tree, first, second)).toEqual(claim.path)
})
