import { createHmac, createSecretKey } from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'
import { leafHash } from './merkle/hash.ts'
import { toBase64 } from './text.ts'

interface Envelope {
  readonly id: string
  readonly ledger: string
  readonly type: string
  readonly schemaVersion: number
  readonly stream: string
  readonly position: number
  readonly occurredAt: string
  readonly recordedAt: string
  /** As stored: pseudonyms of who did it, and what it follows from. */
  readonly metadata: Readonly<Record<string, unknown>>
  /** Base64 of what `commitmentTo` makes of the payload. */
  readonly commitment: string
}

/**
 * What the log keeps of an event, forever. No payload: personal data must be erasable, and a tree of which a leaf were
 * taken out would prove nothing any more. docs/reference/verifiable-log.md is the specification for others. `v` is the version
 * of this format: a leaf that may be read in two ways proves two things.
 */
export type Leaf = FirstLeaf | PresentLeaf

/** As events were sealed at first: it does not say whose keys the payload depends on. */
export interface FirstLeaf extends Envelope {
  readonly v: 1
  readonly streamVersion: number
}

/** No place in the stream: a gap would tell whoever may not know of a fact whose it is, and the order is that of positions. */
export interface PresentLeaf extends Envelope {
  readonly v: 2
  /**
   * The keys that the payload is sealed with, each `<key id>:<subject>`, in order. That one of them was destroyed is the only
   * honest reason why the payload cannot be shown any more.
   */
  readonly keys: readonly string[]
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

/**
 * An event as it is shown to somebody who checks it: the leaf, and the payload with its nonce. Without these it was erased, as
 * the history itself must say, unless it says to be `withheld`.
 */
export interface Disclosure {
  readonly leaf: Leaf
  readonly payload?: unknown
  readonly nonce?: Uint8Array | undefined
  readonly withheld?: true
}

/** One line of an export, without its end. */
export function formatDisclosure({ leaf, payload, nonce, withheld }: Disclosure): string {
  if (withheld) return canonicalJson({ leaf, withheld })
  return canonicalJson(nonce === undefined ? { leaf } : { leaf, nonce: toBase64(nonce), payload })
}

/** The line of an event of which nothing is shown: it still has its place in the tree. */
export const formatHidden = (leaf: Leaf): string => canonicalJson({ hash: toBase64(leafHash(leafEntry(leaf))) })
