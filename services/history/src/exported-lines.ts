import { isCorrection } from '@kooperacje/domain'
import type { VerifiableLog } from '@kooperacje/events'
import { type Disclosure, formatDisclosure, formatHidden } from '@kooperacje/tlog'
import { causeNamed } from './cause-named.ts'
import { type Clearance, maySee, maySeeVersions } from './clearance.ts'

/** Events that are held in memory at once. */
const PAGE = 500

export interface ExportQuery {
  readonly ledger: string
  /** The events from 1 on; those of a checkpoint. */
  readonly size: number
  readonly clearance: Clearance
}

interface Page {
  /** How many events are exported with this page. */
  readonly done: number
  readonly lines: string
}

/** The lines of an export, docs/reference/verifiable-log.md, section 4: all of each event, or what the reader may see of it. */
export async function* exportedLines(
  log: VerifiableLog,
  { ledger, size, clearance }: ExportQuery,
): AsyncGenerator<Page> {
  const line = clearance.restricted ? formatDisclosure : lineWithout(clearance)
  for (let from = 1; from <= size; from += PAGE) {
    const done = Math.min(size, from + PAGE - 1)
    const shown = await log.disclosuresOf(ledger, from, done, size)
    yield { done, lines: shown.map((event) => `${line(event)}\n`).join('') }
  }
}

/**
 * Nothing but its hash of an event that the reader may not know of, and of what would tell that there is one: what follows from
 * it, a correction that counts by versions, an entry that says its place in a stream. Ciphertext stays here, too (ADR 17).
 */
function lineWithout(clearance: Clearance): (event: Disclosure) => string {
  /** Positions of facts that the reader may not know of. */
  const unknown = new Set<number>()
  return (event) => {
    const { leaf } = event
    const streamType = leaf.stream.slice(0, leaf.stream.indexOf('/'))
    if (!isTold(event) || !maySee({ streamType, type: leaf.type, data: event.payload }, clearance)) {
      unknown.add(leaf.position)
      return formatHidden(leaf)
    }
    const cause = causeNamed(leaf.ledger, String(leaf.metadata.causationId ?? ''))
    const countsVersions = !maySeeVersions(streamType, clearance) && (leaf.v === 1 || isCorrection(leaf.type))
    if (countsVersions || (cause !== null && unknown.has(cause))) return formatHidden(leaf)
    const isSealed = event.nonce !== undefined && (leaf.v === 1 ? hasSealed(event.payload) : leaf.keys.length > 0)
    return formatDisclosure(isSealed ? { leaf, withheld: true } : event)
  }
}

/** Whether there is a payload to judge by, or one is missing that cannot have been of a fact which is restricted by what it says. */
const isTold = ({ leaf, nonce }: Disclosure): boolean => nonce !== undefined || (leaf.v === 2 && leaf.keys.length > 0)

const hasSealed = (payload: unknown): boolean => JSON.stringify(payload).includes('"sealed:1:')
