import { createHmac, createSecretKey } from 'node:crypto'
import { Fault } from './fault.ts'
import { canonicalText, isObject, type JsonObject, strictBase64, strictObject } from './spelling.ts'
import { hashOfLeaf } from './tree.ts'

interface Envelope {
  readonly type: string
  readonly stream: string
  readonly streamVersion: number
  readonly recordedAt: string
}

export interface ShownEvent extends Envelope {
  readonly leafHash: Uint8Array
  /** Whether the payload was shown, and is the one that was sealed. */
  readonly shown: boolean
}

const isText = (value: unknown) => typeof value === 'string'
const isNumber = (value: unknown) => typeof value === 'number'

/** Section 2 of docs/reference/verifiable-log.md. */
const MEMBERS: Readonly<Record<string, (value: unknown) => boolean>> = {
  v: (value) => value === 1,
  id: isText,
  ledger: isText,
  type: isText,
  schemaVersion: isNumber,
  stream: isText,
  streamVersion: isNumber,
  position: isNumber,
  occurredAt: isText,
  recordedAt: isText,
  metadata: isObject,
  commitment: isText,
}

/** Section 3: one event as it is shown. Throws a Fault for all that is wrong with it when nothing else is known. */
export function readEvent(text: string, position: number, ledger: string): ShownEvent {
  const wrong = (sentence: string) => new Fault(sentence, position)
  const shown = strictObject(text)
  if (!shown) throw wrong('the line is cut off or not in canonical JSON')
  const { leaf, nonce, payload, ...more } = shown
  const withheld = !('nonce' in shown) && !('payload' in shown)
  if (Object.keys(more).length > 0 || !isLeaf(leaf)) throw wrong('the event does not have the members of one')
  if (leaf.position !== position) throw wrong(`here the event of position ${leaf.position} stands`)
  if (leaf.ledger !== ledger) throw wrong(`the event belongs to the ledger '${leaf.ledger}', not to '${ledger}'`)
  if (!withheld) {
    const key = strictBase64(nonce, 32)
    if (!key || !('payload' in shown)) throw wrong('the payload and its nonce do not come together')
    const commitment = createHmac('sha256', createSecretKey(key)).update(canonicalText(payload)).digest('base64')
    if (commitment !== leaf.commitment) throw wrong('the payload is not the one that the event was sealed with')
  }
  const { type, stream, streamVersion, recordedAt } = leaf
  return { type, stream, streamVersion, recordedAt, leafHash: hashOfLeaf(canonicalText(leaf)), shown: !withheld }
}

function isLeaf(leaf: unknown): leaf is JsonObject & Envelope {
  const names = Object.keys(MEMBERS)
  if (!isObject(leaf) || Object.keys(leaf).length !== names.length) return false
  return names.every((name) => name in leaf && MEMBERS[name]?.(leaf[name]))
}
