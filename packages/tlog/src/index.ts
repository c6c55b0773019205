export { canonicalJson } from './canonical-json.ts'
export {
  addCosignatures,
  type Checkpoint,
  type CheckpointPolicy,
  type Cosigner,
  checkpointText,
  type OpenedCheckpoint,
  openCheckpoint,
  signCheckpoint,
} from './checkpoint.ts'
export {
  commitmentTo,
  type Disclosure,
  formatDisclosure,
  formatHidden,
  type Leaf,
  leafEntry,
  NONCE_BYTES,
} from './leaf.ts'
export { EMPTY_ROOT, leafHash, nodeHash } from './merkle/hash.ts'
export { MemoryTree } from './merkle/memory-tree.ts'
export { consistencyProof, type HashSource, inclusionProof, rootOf } from './merkle/prover.ts'
export type { NodeId } from './merkle/ranges.ts'
export { type ConsistencyClaim, type InclusionClaim, verifyConsistency, verifyInclusion } from './merkle/verify.ts'
export {
  formatSignerKey,
  formatVerifierKey,
  type KeyType,
  parseSignerKey,
  parseVerifierKey,
  type SignerKey,
  signerKey,
  type VerifierKey,
} from './note/key.ts'
export { formatNote, formatSignature, type Note, type NoteSignature, parseNote } from './note/note.ts'
export { type OpenedNote, openNote } from './note/open.ts'
export { signText, type VerifiedSignature } from './note/sign.ts'
export { formatProof, type Proof, parseProof, verifyProof } from './proof.ts'
export { formatReceipt, ledgerOf, type VerifiedReceipt, verifyReceipt } from './receipt.ts'
export type { Refusal, RefusalCode, Result } from './result.ts'
export { decodeBundle, encodeBundle } from './tiles/bundle.ts'
export { growTiles, type Tile } from './tiles/grow.ts'
export { parseTilePath, TILE_WIDTH, type TileId, tilePath, tilesOf } from './tiles/path.ts'
export { type ReadTile, treeOfTiles } from './tiles/read.ts'
export {
  type AddCheckpoint,
  addCheckpoint,
  formatAddCheckpoint,
  formatState,
  parseState,
  type Witness,
  type WitnessAnswer,
  type WitnessedLog,
  type WitnessState,
} from './witness.ts'
