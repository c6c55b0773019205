import { hasPersonal, mapPersonal } from './personal.ts'
import type { EventRegistry, RegisteredType } from './registry.ts'
import {
  hasHalfPair,
  MAX_METADATA_CHARS,
  MAX_PAYLOAD_CHARS,
  storedInstant,
  streamName,
  structuralFault,
} from './structure.ts'
import type { AppendCommand, AppendRefusal, EventMetadata, RecordedEvent } from './types.ts'
import { uuidV7 } from './uuid-v7.ts'
import {
  mapSealed,
  type NewSubjectKey,
  parseSealed,
  pretendsToBeSealed,
  type SubjectKey,
  type Vault,
} from './vault/vault.ts'

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

export type EncodedEvent = Omit<StoredEvent, 'ledger' | 'position' | 'streamVersion' | 'recordedAt' | 'metadata'>

export interface EncodedCommand {
  readonly ledger: string
  /** -1 stands for any version, 0 for no stream. */
  readonly expectations: readonly { readonly stream: string; readonly version: number }[]
  readonly events: readonly EncodedEvent[]
  readonly metadata: string
  readonly idempotency: { readonly key: string; readonly fingerprint: string } | null
  /** Keys that are kept nowhere yet: they are written with the events that are sealed under them, or not at all. */
  readonly newKeys: readonly NewSubjectKey[]
}

interface CheckedEvent {
  readonly stream: string
  readonly occurredAt: string
  readonly type: RegisteredType
  readonly data: unknown
  /** Whose personal fields it has; null when it has none. */
  readonly subject: string | null
}

type Keys = ReadonlyMap<string, SubjectKey>
const NO_KEYS: Keys = new Map()

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
    const checked = this.#check(command)
    if (!Array.isArray(checked)) return { refusal: checked as AppendRefusal }

    const metadata = JSON.stringify(command.metadata)
    const unfit = metadataFault(metadata)
    if (unfit) return { refusal: { code: 'invalid-append', reason: unfit } }

    const { ledger } = command
    const { keys, newKeys } = await this.#keysToSeal(command, checked)
    const events: EncodedEvent[] = []
    for (const event of checked) {
      const { stream, occurredAt, type } = event
      const eventId = uuidV7()
      const { payload, fault } = this.#payload(ledger, eventId, event, keys)
      if (fault) return { refusal: fault }
      events.push({ stream, eventId, type: type.type, schemaVersion: type.version, occurredAt, payload })
    }
    const expectations = command.writes.map(({ streamType, streamId, expectedVersion }) => ({
      stream: streamName(streamType, streamId),
      version: expectedVersion === 'any' ? -1 : expectedVersion === 'no-stream' ? 0 : expectedVersion,
    }))
    return { encoded: { ledger, expectations, events, metadata, idempotency: command.idempotency ?? null, newKeys } }
  }

  async decode(stored: readonly StoredEvent[], { open = true } = {}): Promise<RecordedEvent[]> {
    if (!open) return stored.map((event) => this.#decodeOne(event, JSON.parse(event.payload), null))
    const payloads = stored.map(({ payload }) => JSON.parse(payload) as unknown)
    const keys = await this.#keysFor(stored, payloads)
    return stored.map((event, i) => this.#decodeOne(event, payloads[i], keys))
  }

  #check({ writes }: AppendCommand): CheckedEvent[] | AppendRefusal {
    const checked: CheckedEvent[] = []
    for (const { streamType, streamId, events } of writes) {
      const stream = streamName(streamType, streamId)
      for (const event of events) {
        const occurredAt = storedInstant(event.occurredAt)
        if (occurredAt === null) return { code: 'invalid-append', reason: `'${event.occurredAt}' is not a time` }
        const type = this.#registry.get(event.type)
        if (!type) return { code: 'unknown-event-type', type: event.type }
        const parsed = this.#registry.parse(type, event.data)
        if ('issues' in parsed) return { code: 'invalid-payload', type: event.type, issues: parsed.issues }
        const { data } = parsed
        // Nobody gets a key for a fact in which nothing is said about them.
        const says = type.subject !== undefined && hasPersonal(data, type.personal)
        const subject = says && type.subject ? type.subject(data, streamId) : null
        checked.push({ stream, occurredAt, type, data, subject })
      }
    }
    return checked
  }

  /**
   * For persons who are new with the command nothing is looked for, and their keys come with the events. Anybody else may just
   * be being erased: a key that came with events which are held up would come after the erasure has looked for it a last time.
   */
  async #keysToSeal(
    { ledger, newIds }: AppendCommand,
    checked: readonly CheckedEvent[],
  ): Promise<{ keys: Keys; newKeys: readonly NewSubjectKey[] }> {
    const subjects = [...new Set(checked.flatMap(({ subject }) => (subject === null ? [] : [subject])))]
    if (subjects.length === 0) return { keys: NO_KEYS, newKeys: [] }
    const known = newIds ? subjects.filter((subject) => !newIds.has(subject)) : subjects
    const keys = known.length > 0 ? await this.#vault.subjectKeys(ledger, known, { create: true }) : NO_KEYS
    if (known.length === subjects.length) return { keys, newKeys: [] }
    const newKeys = subjects
      .filter((subject) => newIds?.has(subject))
      .map((subject) => this.#vault.newKey(ledger, subject))
    return { keys: new Map([...keys, ...newKeys.map(({ subject, key }) => [subject, key] as const)]), newKeys }
  }

  /** The payload's text, its personal fields sealed. */
  #payload(
    ledger: string,
    eventId: string,
    { stream, type: { type, personal }, data, subject }: CheckedEvent,
    keys: Keys,
  ): { payload: string; fault?: AppendRefusal } {
    let sealed = 0
    let kept = data
    if (subject !== null) {
      const key = keys.get(subject)
      if (!key) throw new Error(`no key for the subject of ${type} in ledger ${ledger}`)
      kept = mapPersonal(data, personal, (value, path) => {
        sealed++
        return this.#vault.seal(value, subject, key, { ledger, eventId, stream, type, path })
      })
    }
    const payload = JSON.stringify(kept)
    if (payload.length > MAX_PAYLOAD_CHARS) {
      const reason = `the payload of ${type} is longer than ${MAX_PAYLOAD_CHARS} characters`
      return { payload, fault: { code: 'invalid-append', reason } }
    }
    if (hasHalfPair(payload)) {
      const message = 'a text has half a character: half a surrogate pair'
      return { payload, fault: { code: 'invalid-payload', type, issues: [{ path: '', message }] } }
    }
    if (pretendsToBeSealed(payload, sealed)) {
      const message = 'a text in clear may not begin as sealed ones do'
      return { payload, fault: { code: 'invalid-payload', type, issues: [{ path: '', message }] } }
    }
    return { payload }
  }

  #decodeOne(event: StoredEvent, payload: unknown, keys: Keys | null): RecordedEvent {
    const { ledger, eventId, stream, type } = event
    const registered = this.#registry.get(type)
    const opened =
      keys && maySeal(event, registered)
        ? mapSealedFields(event, registered, payload, (value, path) =>
            this.#vault.open(value, keys, { ledger, eventId, stream, type, path }),
          )
        : payload
    const { data, version } = registered
      ? this.#registry.upcast(registered, event.schemaVersion, opened)
      : { data: opened, version: event.schemaVersion }
    const slash = stream.indexOf('/')
    return {
      ledger,
      position: event.position,
      streamType: stream.slice(0, slash),
      streamId: stream.slice(slash + 1),
      streamVersion: event.streamVersion,
      eventId,
      // One text for all events of a type: each comes from the server as a text of its own, which every look-up would hash.
      type: registered?.type ?? type,
      schemaVersion: version,
      occurredAt: event.occurredAt,
      recordedAt: event.recordedAt,
      // A type that only a newer release knows: for the highest clearance.
      dataClass: registered?.dataClass ?? 'C5',
      metadata: JSON.parse(event.metadata) as EventMetadata,
      data,
    }
  }

  /** One question for the keys of the whole batch; batches come from one ledger. */
  async #keysFor(stored: readonly StoredEvent[], payloads: readonly unknown[]): Promise<Keys> {
    const subjects = new Set<string>()
    for (const [i, event] of stored.entries()) {
      const registered = this.#registry.get(event.type)
      if (!maySeal(event, registered)) continue
      mapSealedFields(event, registered, payloads[i], (value) => {
        const sealed = parseSealed(value)
        if (sealed) subjects.add(sealed.subject)
        return value
      })
    }
    const [first] = stored
    return first && subjects.size > 0 ? this.#vault.subjectKeys(first.ledger, subjects) : NO_KEYS
  }
}

function metadataFault(json: string): string | null {
  if (json.length > MAX_METADATA_CHARS) return `the metadata is longer than ${MAX_METADATA_CHARS} characters`
  return hasHalfPair(json) ? 'the metadata has half a character: half a surrogate pair' : null
}

const maySeal = (
  { schemaVersion }: StoredEvent,
  registered: RegisteredType | undefined,
): registered is RegisteredType =>
  registered !== undefined && (registered.personal.length > 0 || schemaVersion < registered.version)

/**
 * The sealed fields of a stored payload: where its schema says, and for a payload of an older schema version, whose
 * fields may have stood elsewhere, wherever one is found.
 */
const mapSealedFields = (
  { schemaVersion }: StoredEvent,
  { version, personal }: RegisteredType,
  payload: unknown,
  change: (value: unknown, path: string) => unknown,
): unknown => (schemaVersion < version ? mapSealed(payload, change) : mapPersonal(payload, personal, change))
