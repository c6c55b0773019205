import { v7 as uuidv7 } from 'uuid'
import { mapPersonal } from './personal.ts'
import type { EventRegistry, RegisteredType } from './registry.ts'
import type { AppendCommand, AppendRefusal, EventMetadata, RecordedEvent } from './types.ts'
import { parseSealed, type Vault } from './vault/vault.ts'

/** An event as it is stored: text in, text out. */
export interface StoredEvent {
  readonly ledger: string
  readonly position: number
  readonly stream: string
  readonly streamVersion: number
  readonly eventId: string
  readonly type: string
  readonly schemaVersion: number
  readonly occurredAt: string
  readonly recordedAt: string
  readonly payload: string
  readonly metadata: string
}

export type EncodedEvent = Omit<StoredEvent, 'ledger' | 'position' | 'streamVersion' | 'recordedAt'>

export interface EncodedCommand {
  readonly ledger: string
  /** -1 stands for any version, 0 for no stream. */
  readonly expectations: readonly { readonly stream: string; readonly version: number }[]
  readonly events: readonly EncodedEvent[]
  readonly idempotency: { readonly key: string; readonly fingerprint: string } | null
}

/** More events than this in one command is a mistake or an import, and an import has its own way in. */
const MAX_EVENTS_PER_COMMAND = 1000
const MAX_PAYLOAD_CHARS = 1_000_000

/** Between what callers say and what is stored: checks payloads, seals and opens personal fields, lifts versions. */
export class EventCodec {
  readonly #registry: EventRegistry
  readonly #vault: Vault

  constructor(registry: EventRegistry, vault: Vault) {
    this.#registry = registry
    this.#vault = vault
  }

  async encode(command: AppendCommand): Promise<{ encoded: EncodedCommand } | { refusal: AppendRefusal }> {
    const wrong = structuralFault(command)
    if (wrong) return { refusal: { code: 'invalid-append', reason: wrong } }

    const checked: { stream: string; streamId: string; occurredAt: string; data: unknown; type: RegisteredType }[] = []
    for (const { streamType, streamId, events } of command.writes) {
      for (const { type: name, data, occurredAt } of events) {
        const type = this.#registry.get(name)
        if (!type) return { refusal: { code: 'unknown-event-type', type: name } }
        const parsed = this.#registry.parse(type, data)
        if ('issues' in parsed) return { refusal: { code: 'invalid-payload', type: name, issues: parsed.issues } }
        checked.push({ stream: streamName(streamType, streamId), streamId, occurredAt, data: parsed.data, type })
      }
    }

    const subjects = checked.flatMap(({ type, data, streamId }) =>
      type.personal.length > 0 && type.subject ? [type.subject(data, streamId)] : [],
    )
    const keys =
      subjects.length > 0
        ? await this.#vault.subjectKeys(command.ledger, subjects, { create: true })
        : new Map<string, Buffer>()

    const metadata = JSON.stringify(command.metadata)
    const events = checked.map(({ stream, streamId, occurredAt, data, type }) => ({
      stream,
      eventId: uuidv7(),
      type: type.type,
      schemaVersion: type.version,
      occurredAt,
      payload: JSON.stringify(this.#seal(command.ledger, stream, streamId, type, data, keys)),
      metadata,
    }))
    const tooLarge = events.find(({ payload }) => payload.length > MAX_PAYLOAD_CHARS)
    if (tooLarge) {
      const reason = `the payload of ${tooLarge.type} is longer than ${MAX_PAYLOAD_CHARS} characters`
      return { refusal: { code: 'invalid-append', reason } }
    }
    const expectations = command.writes.map(({ streamType, streamId, expectedVersion }) => ({
      stream: streamName(streamType, streamId),
      version: expectedVersion === 'any' ? -1 : expectedVersion === 'no-stream' ? 0 : expectedVersion,
    }))
    return { encoded: { ledger: command.ledger, expectations, events, idempotency: command.idempotency ?? null } }
  }

  async decode(stored: readonly StoredEvent[], { open = true } = {}): Promise<RecordedEvent[]> {
    const parsed = stored.map((event) => ({ event, data: JSON.parse(event.payload) as unknown }))
    const keys = open ? await this.#keysFor(parsed) : null
    return parsed.map(({ event, data }) => this.#decodeOne(event, data, keys))
  }

  #decodeOne(event: StoredEvent, payload: unknown, keys: ReadonlyMap<string, Buffer> | null): RecordedEvent {
    const { ledger, stream, type } = event
    const registered = this.#registry.get(type)
    const opened =
      keys && registered && registered.personal.length > 0
        ? mapPersonal(payload, registered.personal, (value, path) =>
            this.#vault.open(value, keys, { ledger, stream, type, path }),
          )
        : payload
    const { data, version } = this.#registry.upcast(type, event.schemaVersion, opened)
    const slash = stream.indexOf('/')
    return {
      ledger,
      position: event.position,
      streamType: stream.slice(0, slash),
      streamId: stream.slice(slash + 1),
      streamVersion: event.streamVersion,
      eventId: event.eventId,
      type,
      schemaVersion: version,
      occurredAt: event.occurredAt,
      recordedAt: event.recordedAt,
      dataClass: registered?.dataClass ?? 'C5',
      metadata: JSON.parse(event.metadata) as EventMetadata,
      data,
    }
  }

  #seal(
    ledger: string,
    stream: string,
    streamId: string,
    type: RegisteredType,
    data: unknown,
    keys: ReadonlyMap<string, Buffer>,
  ): unknown {
    if (type.personal.length === 0 || !type.subject) return data
    const subject = type.subject(data, streamId)
    const key = keys.get(subject)
    if (!key) throw new Error(`no key for the subject of ${type.type} in ledger ${ledger}`)
    return mapPersonal(data, type.personal, (value, path) =>
      this.#vault.seal(value, subject, key, { ledger, stream, type: type.type, path }),
    )
  }

  /** One question for the keys of the whole batch; batches come from one ledger. */
  async #keysFor(parsed: readonly { event: StoredEvent; data: unknown }[]): Promise<Map<string, Buffer>> {
    const subjects = new Set<string>()
    for (const { event, data } of parsed) {
      const registered = this.#registry.get(event.type)
      if (!registered || registered.personal.length === 0) continue
      mapPersonal(data, registered.personal, (value) => {
        const sealed = parseSealed(value)
        if (sealed) subjects.add(sealed.subject)
        return value
      })
    }
    const [first] = parsed
    return first && subjects.size > 0 ? this.#vault.subjectKeys(first.event.ledger, subjects) : new Map()
  }
}

export const streamName = (streamType: string, streamId: string): string => `${streamType}/${streamId}`

function structuralFault({ ledger, writes, idempotency }: AppendCommand): string | null {
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(ledger)) return `'${ledger}' is not the name of a ledger`
  if (writes.length === 0) return 'a command writes or checks at least one stream'
  const events = writes.reduce((sum, write) => sum + write.events.length, 0)
  if (events > MAX_EVENTS_PER_COMMAND) return `a command has at most ${MAX_EVENTS_PER_COMMAND} events, not ${events}`
  const seen = new Set<string>()
  for (const { streamType, streamId, expectedVersion, events } of writes) {
    const name = streamName(streamType, streamId)
    if (!/^[a-z][a-z0-9-]{0,39}$/.test(streamType) || streamId === '' || streamId.length > 200) {
      return `'${name}' is not the name of a stream`
    }
    if (seen.has(name)) return `stream '${name}' is named twice`
    seen.add(name)
    if (typeof expectedVersion === 'number' && (!Number.isInteger(expectedVersion) || expectedVersion < 0)) {
      return `'${expectedVersion}' is not a stream version`
    }
    const undated = events.find(({ occurredAt }) => Number.isNaN(Date.parse(occurredAt)))
    if (undated) return `'${undated.occurredAt}' is not a time`
  }
  if (idempotency && (idempotency.key === '' || idempotency.key.length > 255)) {
    return 'an idempotency key has 1 to 255 characters'
  }
  return null
}
