import { type Checkpoint, openCheckpoint, type Trust } from './checkpoint.ts'
import { type Envelope, readEvent } from './event.ts'
import { Fault } from './fault.ts'
import { strictBase64, strictCount, strictUtf8 } from './spelling.ts'
import { rootByPath, same } from './tree.ts'

export interface ReceiptVerdict {
  readonly checkpoint: Checkpoint
  readonly position: number
  readonly event: Envelope
  /** Whether the payload was shown, and is the one that was sealed. */
  readonly shown: boolean
}

const FIRST_LINE = 'c2sp.org/tlog-proof@v1'

/** Section 5 of docs/reference/verifiable-log.md. Throws a Fault when the receipt proves nothing. */
export function verifyReceipt(text: string, trusted: Trust): ReceiptVerdict {
  const at = text.indexOf('\n\n')
  const [first, extra, index, ...path] = text.slice(0, Math.max(at, 0)).split('\n')
  if (first !== FIRST_LINE) throw new Fault('the file is not a receipt')
  const event = strictBase64(behind('extra ', extra))
  const place = strictCount(behind('index ', index))
  const eventText = event && strictUtf8(event)
  const hashes = path.map((line) => strictBase64(line, 32))
  if (eventText === null || place === null || !hashes.every((hash) => hash !== null)) {
    throw new Fault('the receipt is damaged: its event, its place or its proof cannot be read')
  }
  const checkpoint = openCheckpoint(text.slice(at + 2), trusted)
  const position = place + 1
  const shown = readEvent(eventText, position, checkpoint.ledger)
  if (shown.shown === 'hidden') throw new Fault('the receipt does not hold an event', position)
  const root = place < checkpoint.size ? rootByPath(place, checkpoint.size, shown.leafHash, hashes) : null
  if (!root || !same(root, checkpoint.root)) {
    throw new Fault(`the proof does not lead from the event to the checkpoint of ${checkpoint.size} events`, position)
  }
  return { checkpoint, position, event: shown.leaf, shown: shown.shown === 'all' }
}

const behind = (label: string, line = ''): string | undefined =>
  line.startsWith(label) ? line.slice(label.length) : undefined
