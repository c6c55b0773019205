import type { AppendCommand } from './types.ts'

/** More events than this in one command is a mistake or an import, and an import has its own way in. */
const MAX_EVENTS_PER_COMMAND = 1000
export const MAX_PAYLOAD_CHARS = 1_000_000
/**
 * An entry of the verifiable log has at most 65,535 bytes, and an event that does not fit would stop its log for good. A
 * character has at most 3 bytes; the names of ledger, stream and type, the times and the commitment take less than 5,000.
 */
export const MAX_METADATA_CHARS = 20_000
export const MAX_TYPE_CHARS = 200
/** The column is a 32-bit integer. */
const MAX_VERSION = 2_147_483_647 - MAX_EVENTS_PER_COMMAND

const LEDGER = /^[a-z0-9][a-z0-9-]{0,39}$/
const STREAM_TYPE = /^[a-z][a-z0-9-]{0,39}$/

export const streamName = (streamType: string, streamId: string): string => `${streamType}/${streamId}`

export function splitStreamName(name: string): { streamType: string; streamId: string } {
  const slash = name.indexOf('/')
  return { streamType: name.slice(0, slash), streamId: name.slice(slash + 1) }
}

/** What is wrong with a command before anybody looks at its payloads, in a sentence; null when nothing is. */
export function structuralFault({ ledger, writes, idempotency }: AppendCommand): string | null {
  if (!LEDGER.test(ledger)) return `'${ledger}' is not the name of a ledger`
  if (writes.length === 0) return 'a command writes or checks at least one stream'
  const events = writes.reduce((sum, write) => sum + write.events.length, 0)
  if (events > MAX_EVENTS_PER_COMMAND) return `a command has at most ${MAX_EVENTS_PER_COMMAND} events, not ${events}`
  const seen = new Set<string>()
  for (const { streamType, streamId, expectedVersion } of writes) {
    const name = streamName(streamType, streamId)
    if (!STREAM_TYPE.test(streamType) || !isText(streamId, 200)) return `'${name}' is not the name of a stream`
    if (seen.has(name)) return `stream '${name}' is named twice`
    seen.add(name)
    if (typeof expectedVersion === 'number' && !isVersion(expectedVersion)) {
      return `'${expectedVersion}' is not a stream version`
    }
  }
  if (idempotency && !isText(idempotency.key, 255)) return 'an idempotency key has 1 to 255 characters'
  return null
}

/**
 * Whether a JSON text of ours has half a surrogate pair in it: JSON can spell it, UTF-8 cannot, so nothing can be signed
 * that holds it. `JSON.stringify` escapes nothing else this way; a backslash that is meant is doubled.
 */
export const hasHalfPair = (json: string): boolean => json.includes('\\ud') && /(?<!\\)(?:\\\\)*\\ud[89a-f]/.test(json)

const isVersion = (version: number) => Number.isInteger(version) && version >= 0 && version <= MAX_VERSION

/** Text that PostgreSQL stores as it is: it has no zero character, and half a surrogate pair would become another. */
const isText = (text: string, max: number) =>
  text !== '' && text.length <= max && !text.includes('\u0000') && text.isWellFormed()

const MILLISECONDS_UTC = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const ISO_8601 = /^(?!0000)\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/

/**
 * A time as it is stored: ISO 8601 in UTC with milliseconds. A date alone is its first moment in UTC; a time without a
 * zone is refused (null), because it would mean another moment on another machine.
 */
export function storedInstant(text: string): string | null {
  if (!ISO_8601.test(text)) return null
  const time = Date.parse(text)
  if (Number.isNaN(time) || !isDay(text)) return null
  if (MILLISECONDS_UTC.test(text)) return text
  const stored = new Date(time).toISOString()
  return MILLISECONDS_UTC.test(stored) ? stored : null
}

/** JavaScript reads the 30th of February as the 2nd of March. */
function isDay(text: string): boolean {
  const day = Number(text.slice(8, 10))
  return day <= 28 || new Date(`${text.slice(0, 10)}T00:00:00Z`).getUTCDate() === day
}
