import { canonicalJson } from './canonical-json.ts'
import type { CheckpointPolicy, OpenedCheckpoint } from './checkpoint.ts'
import { commitmentTo, type Disclosure, formatDisclosure, type Leaf, leafEntry, NONCE_BYTES } from './leaf.ts'
import { leafHash } from './merkle/hash.ts'
import { formatProof, parseProof, verifyProof } from './proof.ts'
import { accept, type Result, refuse } from './result.ts'
import { fromBase64 } from './text.ts'

/**
 * What the sender of a referral keeps: a proof whose extra data is the event itself. The extra data of a proof is
 * nobody's word; here it becomes the log's word because its leaf is what the proof is about.
 */
export function formatReceipt(
  disclosure: Disclosure,
  proof: { readonly path: readonly Uint8Array[]; readonly checkpoint: string },
): string {
  const extra = Buffer.from(formatDisclosure(disclosure))
  return formatProof({ extra, index: disclosure.leaf.position - 1, path: proof.path, checkpoint: proof.checkpoint })
}

export interface VerifiedReceipt extends OpenedCheckpoint {
  readonly disclosure: Disclosure
}

export function verifyReceipt(text: string, policy: CheckpointPolicy): Result<VerifiedReceipt> {
  const proof = parseProof(text)
  if (!proof.ok) return proof
  const disclosed = parseDisclosure(proof.value.extra)
  if (!disclosed.ok) return disclosed
  const { leaf } = disclosed.value
  const verified = verifyProof(proof.value, leafHash(leafEntry(leaf)), policy)
  if (!verified.ok) return verified
  const { origin } = verified.value.checkpoint
  if (leaf.position !== proof.value.index + 1 || leaf.ledger !== ledgerOf(origin)) {
    return refuse(
      'malformed-receipt',
      `the event says of itself to be ${leaf.ledger}@${leaf.position}, and is not there`,
    )
  }
  return accept({ ...verified.value, disclosure: disclosed.value })
}

/** The last part of an origin is the name of the ledger: `hub.example/ledgers/2416021`. */
export const ledgerOf = (origin: string): string => origin.slice(origin.lastIndexOf('/') + 1)

function parseDisclosure(extra: Uint8Array | undefined): Result<Disclosure> {
  const text = Buffer.from(extra ?? []).toString('utf8')
  const parsed = canonicalObject(text)
  const leaf = parsed?.leaf as Leaf | undefined
  if (!parsed || !leaf || typeof leaf !== 'object' || (leaf.v !== 1 && leaf.v !== 2)) {
    return refuse('malformed-receipt', 'the receipt does not hold an event in its canonical form')
  }
  if (!('payload' in parsed) && !('nonce' in parsed)) return accept({ leaf })
  const { payload, nonce: nonceText } = parsed
  const nonce = typeof nonceText === 'string' ? fromBase64(nonceText, NONCE_BYTES) : null
  if (!nonce || payload === undefined || commitmentTo(payload, nonce) !== leaf.commitment) {
    return refuse('wrong-payload', 'the payload of the receipt is not the one that the log is bound to')
  }
  return accept({ leaf, payload, nonce })
}

/** Null for every spelling but the canonical one, so that no byte can be changed unseen. */
function canonicalObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return canonicalJson(value) === text ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
