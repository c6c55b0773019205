import type { Disclosure, Leaf, TileId } from '@kooperacje/tlog'

/**
 * Terminology, on top of ../types.ts. The formats are those of docs/reference/verifiable-log.md.
 *
 * sealed        taken into the log: the events 1 to `size` of a ledger are
 * leaf          what the log keeps of an event forever: its envelope, and a commitment to its payload
 * nonce         the key of a commitment; made from the keys of the persons who are sealed in the payload, so that forgetting
 *               one of them erases the link between leaf and payload
 * checkpoint    size and root of the tree, signed. Not to be mistaken for that of a projection
 * cosignature   a witness's word that the tree of this checkpoint continues those it saw before
 * fault         an event before `size` is not the one that was sealed, or the log itself was changed. Nothing is sealed then
 */
export interface LogFault {
  /** Null when it is the log itself that is not as it was left. */
  readonly position: number | null
  /** A sentence without its end, for operators. */
  readonly reason: string
}

export interface LogState {
  readonly ledger: string
  /** How many events are sealed; 0 before the first time. */
  readonly size: number
  readonly head: number
  /** ISO 8601; null before the first checkpoint. */
  readonly signedAt: string | null
  readonly fault: (LogFault & { readonly since: string }) | null
}

export interface SealedCheckpoint {
  readonly size: number
  readonly root: Uint8Array
  /** The signed note, with the cosignatures that have come so far. */
  readonly note: string
  readonly signedAt: string
  /** Names of the witnesses who cosigned. */
  readonly witnesses: readonly string[]
}

/**
 * The log as others read it. All sizes are those of trees at or below the sealed size: a proof beyond it cannot be made, and
 * asking for one throws a RangeError; so does a range of positions that is none. Whoever serves strangers looks at `state`
 * first.
 *
 * It shows what the tables hold and judges nothing: an event that was changed is shown changed, and whoever verifies finds
 * it by its position.
 */
export interface VerifiableLog {
  /** Null when there is no such ledger. */
  state(ledger: string): Promise<LogState | null>
  /** Of every ledger that has events, in the order of names. */
  states(): Promise<readonly LogState[]>
  /**
   * The newest checkpoint, or the newest of exactly this size; of those that so many witnesses have cosigned. Null when there
   * is none.
   */
  checkpoint(ledger: string, size?: number, witnesses?: number): Promise<SealedCheckpoint | null>
  /** The 32 × `width` bytes of a tile of hashes; null when the log does not (yet) have that many there. */
  tile(ledger: string, tile: TileId & { readonly level: number }): Promise<Uint8Array | null>
  /** That of the entry of the event at `position`, as it was sealed. */
  leafHash(ledger: string, position: number): Promise<Uint8Array>
  /** RFC 6962 audit path of the event at `position` (from 1) in the tree of `size` events. */
  inclusionProof(ledger: string, position: number, size: number): Promise<Uint8Array[]>
  /** RFC 6962 proof that the tree of `to` events continues that of `from`. */
  consistencyProof(ledger: string, from: number, to: number): Promise<Uint8Array[]>
  /** What is sealed of the events at these positions, both inclusive, in order. An event that is gone is left out. */
  leavesOf(ledger: string, from: number, to: number): Promise<Leaf[]>
  /**
   * The same events with their payloads as stored and nonces; without both where a person of the event is forgotten. That says
   * `withheld` where the erasure is recorded, but not among the first `size` events, which are all that is shown.
   */
  disclosuresOf(ledger: string, from: number, to: number, size: number): Promise<Disclosure[]>
}
