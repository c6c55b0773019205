import { createHmac, createSecretKey } from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'
import { toBase64 } from './text.ts'

/**
 * What the log keeps of an event, forever. No payload: personal data must be erasable, and a tree of which a leaf were
 * taken out would prove nothing any more. docs/reference/verifiable-log.md is the specification for others.
 */
export interface Leaf {
  /** Of this format. A leaf that may be read in two ways proves two things. */
  readonly v: 1
  readonly id: string
  readonly ledger: string
  readonly type: string
  readonly schemaVersion: number
  readonly stream: string
  readonly streamVersion: number
  readonly position: number
  readonly occurredAt: string
  readonly recordedAt: string
  /** As stored: pseudonyms of who did it, and what it follows from. */
  readonly metadata: Readonly<Record<string, unknown>>
  /** Base64 of what `commitmentTo` makes of the payload. */
  readonly commitment: string
}

export const NONCE_BYTES = 32

/**
 * Binds the leaf to the payload without telling anything of it: without the nonce nobody can try out payloads, so
 * destroying the nonce erases the link. HMAC fills shorter keys with zeros, hence one length only.
 *
 * The nonce goes in as a KeyObject: given bytes, Node 24 finds out what they are by an exception, 18 µs and not 3.3.
 *
 * @param payload as it is stored, its personal fields sealed
 */
export function commitmentTo(payload: unknown, nonce: Uint8Array): string {
  if (nonce.length !== NONCE_BYTES) throw new Error(`a nonce has ${NONCE_BYTES} bytes, not ${nonce.length}`)
  return createHmac('sha256', createSecretKey(nonce)).update(canonicalJson(payload)).digest('base64')
}

/** The entry of the log. The event at position 1 is entry 0. */
export const leafEntry = (leaf: Leaf): Uint8Array => Buffer.from(canonicalJson(leaf))

/** An event as it is shown to somebody who checks it: the leaf, and the payload with its nonce unless withheld. */
export interface Disclosure {
  readonly leaf: Leaf
  readonly payload?: unknown
  readonly nonce?: Uint8Array | undefined
}

/** One line of an export, without its end. */
export function formatDisclosure({ leaf, payload, nonce }: Disclosure): string {
  return canonicalJson(nonce === undefined ? { leaf } : { leaf, nonce: toBase64(nonce), payload })
}
