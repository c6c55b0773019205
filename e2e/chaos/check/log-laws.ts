import type { Receipt, Sent } from '../load/journal.ts'
import { type Finding, findings } from './finding.ts'
import type { Stored, StoredEvent, StoredKey } from './stored.ts'

/** Positions of a ledger run 1, 2, 3, … to its head; versions of a stream likewise; no event is there twice. */
export function numbering({ heads, events }: Stored): readonly Finding[] {
  const positions: string[] = []
  const versions: string[] = []
  const ids: string[] = []
  const at = new Map<string, number>()
  const streams = new Map<string, number>()
  const seen = new Set<string>()
  for (const { ledger, position, stream, version, eventId } of events) {
    const expected = (at.get(ledger) ?? 0) + 1
    if (position !== expected) positions.push(`${ledger}@${position} follows ${expected - 1}`)
    at.set(ledger, position)
    const name = `${ledger}/${stream}`
    const next = (streams.get(name) ?? 0) + 1
    if (version !== next) versions.push(`${name} has version ${version} after ${next - 1}`)
    streams.set(name, version)
    if (seen.has(eventId)) ids.push(eventId)
    seen.add(eventId)
  }
  for (const [ledger, head] of heads) {
    if ((at.get(ledger) ?? 0) !== head) positions.push(`${ledger} has head ${head} and ends at ${at.get(ledger) ?? 0}`)
  }
  return [
    ...findings('positions-contiguous', positions),
    ...findings('versions-without-gap', versions),
    ...findings('event-ids-unique', ids),
  ]
}

/**
 * What was acknowledged is in the log, where the receipt says; each command that has a key lies there once, whole, under
 * that key; what was refused is not there; and nobody's event is there without a command.
 */
export function acknowledgement(stored: Stored, sent: ReadonlyMap<string, Sent>): readonly Finding[] {
  const log = new Map(stored.events.map((event) => [`${event.ledger}@${event.position}`, event]))
  const keys = new Map(stored.keys.map((key) => [key.key, key]))
  const lost: string[] = []
  const refused: string[] = []
  const pending: string[] = []
  for (const { key, outcome } of sent.values()) {
    if (outcome === null) pending.push(key)
    else if ('refused' in outcome) {
      if (keys.has(key)) refused.push(`${key} was answered with ${outcome.refused}`)
    } else {
      const fault = faultOf(outcome.receipt, keys.get(key), log)
      if (fault) lost.push(`${key} ${fault}`)
    }
  }
  const strange = stored.keys.filter(({ key }) => !sent.has(key)).map(({ key }) => `${key} was never sent`)
  return [
    ...findings('acknowledged-is-stored', lost),
    ...findings('refused-is-not-stored', refused),
    ...findings('every-command-ended', pending),
    ...findings('keys-consistent', strange),
    ...keysCoverTheLog(stored),
  ]
}

function faultOf(receipt: Receipt, key: StoredKey | undefined, log: ReadonlyMap<string, StoredEvent>): string | null {
  const { ledger, position, events } = receipt
  if (!key) return `was acknowledged at ${ledger}@${position}, and its key is not in the store`
  if (key.ledger !== ledger || key.first + key.count - 1 !== position || key.count !== events.length) {
    return `was acknowledged at ${ledger}@${position} with ${events.length} events; stored are ${key.count} from ${key.ledger}@${key.first}`
  }
  for (const told of events) {
    const found = log.get(`${ledger}@${told.position}`)
    const is = found && `${found.stream} ${found.version} ${found.type}`
    const should = `${told.streamType}/${told.streamId} ${told.version} ${told.type}`
    if (is !== should) return `was told ${should} at ${ledger}@${told.position}, where there is ${is ?? 'nothing'}`
  }
  return null
}

/** The events of clients and the ranges of keys cover each other exactly, and one request wrote each range. */
function keysCoverTheLog({ events, keys }: Stored): readonly Finding[] {
  const owners = new Map<string, string>()
  const overlapping: string[] = []
  for (const { ledger, key, first, count } of keys) {
    for (let position = first; position < first + count; position++) {
      const place = `${ledger}@${position}`
      const other = owners.get(place)
      if (other) overlapping.push(`${place} belongs to ${other} and to ${key}`)
      owners.set(place, key)
    }
  }
  const twice: string[] = []
  const requests = new Map<string, string>()
  const mixed: string[] = []
  for (const { ledger, position, type, stream, bySystem, correlationId } of events) {
    const place = `${ledger}@${position}`
    const owner = owners.get(place)
    owners.delete(place)
    if (owner === undefined && !bySystem) twice.push(`${place} ${type} of ${stream} belongs to no key`)
    if (owner === undefined) continue
    const request = requests.get(owner) ?? correlationId
    requests.set(owner, request)
    if (request !== correlationId || bySystem) mixed.push(`${place} was not written by the request of ${owner}`)
  }
  const empty = [...owners].map(([place, owner]) => `${owner} names ${place}, where nothing is`)
  return [...findings('keys-consistent', [...overlapping, ...mixed, ...empty]), ...findings('stored-once', twice)]
}
