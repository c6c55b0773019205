import { createHmac, createSecretKey } from 'node:crypto'
import { Fault } from './fault.ts'
import { sealedKeysIn } from './sealed-keys.ts'
import { canonicalText, isObject, type JsonObject, strictBase64, strictObject } from './spelling.ts'
import { hashOfLeaf } from './tree.ts'

export interface Envelope {
  readonly v: 1 | 2
  readonly type: string
  readonly stream: string
  readonly recordedAt: string
  /** In the first format alone. */
  readonly streamVersion?: number
  /** In the second format alone: what the payload is sealed with. */
  readonly keys?: readonly string[]
}

/**
 * How much of an event is shown. `erased`: its payload is left out as one that cannot be shown any more; `withheld`: as one that
 * whoever shows the event keeps back. `hidden`: nothing of it is shown but its leaf hash.
 */
export type ShownEvent =
  | { readonly shown: 'all'; readonly leaf: Envelope; readonly payload: unknown; readonly leafHash: Uint8Array }
  | { readonly shown: 'erased' | 'withheld'; readonly leaf: Envelope; readonly leafHash: Uint8Array }
  | { readonly shown: 'hidden'; readonly leafHash: Uint8Array }

const isText = (value: unknown) => typeof value === 'string'
const isNumber = (value: unknown) => typeof value === 'number'

/** Section 2 of docs/reference/verifiable-log.md: what both formats have. */
const MEMBERS: Readonly<Record<string, (value: unknown) => boolean>> = {
  id: isText,
  ledger: isText,
  type: isText,
  schemaVersion: isNumber,
  stream: isText,
  position: isNumber,
  occurredAt: isText,
  recordedAt: isText,
  metadata: isObject,
  commitment: isText,
}
const KEY = /^[0-9a-f]{12}:./
const FORMATS: readonly Readonly<Record<string, (value: unknown) => boolean>>[] = [
  { ...MEMBERS, v: (value) => value === 1, streamVersion: isNumber },
  {
    ...MEMBERS,
    v: (value) => value === 2,
    keys: (value) => Array.isArray(value) && value.every((key) => typeof key === 'string' && KEY.test(key)),
  },
]

/** Section 3: one event as it is shown. Throws a Fault for all that is wrong with it when nothing else is known. */
export function readEvent(text: string, position: number, ledger: string): ShownEvent {
  const wrong = (sentence: string) => new Fault(sentence, position)
  const shown = strictObject(text)
  if (!shown) throw wrong('the line is cut off or not in canonical JSON')
  const names = Object.keys(shown).sort().join()
  if (names === 'hash') {
    const leafHash = strictBase64(shown.hash, 32)
    if (!leafHash) throw wrong('the hash of the event is none')
    return { shown: 'hidden', leafHash }
  }
  const { leaf, nonce, payload } = shown
  const isErased = names === 'leaf'
  const isWithheld = names === 'leaf,withheld' && shown.withheld === true
  if (!isLeaf(leaf)) throw wrong('the event does not have the members of one')
  if (leaf.position !== position) throw wrong(`here the event of position ${leaf.position} stands`)
  if (leaf.ledger !== ledger) throw wrong(`the event belongs to the ledger '${leaf.ledger}', not to '${ledger}'`)
  const leafHash = hashOfLeaf(canonicalText(leaf))
  if (isErased || isWithheld) return { shown: isErased ? 'erased' : 'withheld', leaf, leafHash }

  const key = strictBase64(nonce, 32)
  if (names !== 'leaf,nonce,payload' || !key) throw wrong('the payload and its nonce do not come together')
  const commitment = createHmac('sha256', createSecretKey(key)).update(canonicalText(payload)).digest('base64')
  if (commitment !== leaf.commitment) throw wrong('the payload is not the one that the event was sealed with')
  if (leaf.keys && leaf.keys.join('\n') !== sealedKeysIn(payload).join('\n')) {
    throw wrong('the event names other keys than those that its payload is sealed with')
  }
  return { shown: 'all', leaf, payload, leafHash }
}

function isLeaf(leaf: unknown): leaf is JsonObject & Envelope {
  return (
    isObject(leaf) &&
    FORMATS.some((members) => {
      const names = Object.keys(members)
      return Object.keys(leaf).length === names.length && names.every((name) => members[name]?.(leaf[name]))
    })
  )
}
