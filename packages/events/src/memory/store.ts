import type { EncodedCommand, EventCodec, StoredEvent } from '../codec.ts'
import { splitStreamName, streamName } from '../structure.ts'
import type { AppendCommand, AppendedEvent, AppendResult, EventStore, ReadOptions, RecordedEvent } from '../types.ts'

interface Ledger {
  readonly events: StoredEvent[]
  readonly versions: Map<string, number>
  readonly keys: Map<string, { fingerprint: string; first: number; count: number }>
}

/** The event store in memory: for trying things out (a model's draft over history, tests of the domain), not to keep. */
export class MemoryEventStore implements EventStore {
  readonly #codec: EventCodec
  readonly #now: () => Date
  readonly #onAppended: ((ledger: string, position: number) => void) | undefined
  #ledgers = new Map<string, Ledger>()

  /** @param onAppended called when a ledger has grown */
  constructor(codec: EventCodec, now: () => Date, onAppended?: (ledger: string, position: number) => void) {
    this.#codec = codec
    this.#now = now
    this.#onAppended = onAppended
  }

  /** The same events through another codec: other schema versions, other keys. */
  through(codec: EventCodec): MemoryEventStore {
    const other = new MemoryEventStore(codec, this.#now, this.#onAppended)
    other.#ledgers = this.#ledgers
    return other
  }

  /** A ledger as it is stored. */
  stored(ledger: string): readonly StoredEvent[] {
    return this.#ledger(ledger).events
  }

  async append(command: AppendCommand): Promise<AppendResult> {
    // Keys are not kept here, so none can be written together with an event: they are made first.
    const encoding = await this.#codec.encode({ ...command, newIds: undefined })
    if ('refusal' in encoding) return { ok: false, refusal: encoding.refusal }
    const result = this.#write(encoding.encoded)
    if (result.ok && !result.repeated) this.#onAppended?.(command.ledger, result.position)
    return result
  }

  async readStream(ledger: string, streamType: string, streamId: string, options: ReadOptions = {}) {
    const stream = streamName(streamType, streamId)
    const events = this.#ledger(ledger).events.filter((event) => event.stream === stream)
    return this.#select(events, (event) => event.streamVersion, options)
  }

  async readLedger(ledger: string, options: ReadOptions = {}) {
    return this.#select(this.#ledger(ledger).events, (event) => event.position, options)
  }

  async findByKey(ledger: string, key: string) {
    const known = this.#ledger(ledger).keys.get(key)
    return known ? { fingerprint: known.fingerprint, result: this.#writtenBefore(ledger, known) } : null
  }

  async head(ledger: string): Promise<number> {
    return this.#ledger(ledger).events.length
  }

  async heads(ledgers?: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const heads = [...this.#ledgers].map(([name, { events }]) => [name, events.length] as const)
    const wanted = heads.filter(([name, head]) => head > 0 && (!ledgers || ledgers.includes(name)))
    return new Map(wanted.sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  async close(): Promise<void> {}

  #write({ ledger: name, expectations, events, metadata, idempotency }: EncodedCommand): AppendResult {
    const ledger = this.#ledger(name)
    const known = idempotency && ledger.keys.get(idempotency.key)
    if (idempotency && known) {
      if (known.fingerprint === idempotency.fingerprint) return this.#writtenBefore(name, known)
      return { ok: false, refusal: { code: 'idempotency-key-reused', key: idempotency.key } }
    }
    const conflicts = expectations
      .map(({ stream, version }) => ({ stream, expected: version, actual: ledger.versions.get(stream) ?? 0 }))
      .filter(({ expected, actual }) => expected !== -1 && expected !== actual)
    if (conflicts.length > 0) {
      const named = conflicts.map(({ stream, expected, actual }) => ({ ...splitStreamName(stream), expected, actual }))
      return { ok: false, refusal: { code: 'wrong-version', conflicts: named } }
    }
    const recordedAt = this.#now().toISOString()
    const first = ledger.events.length + 1
    const written = events.map((event): StoredEvent => {
      const streamVersion = (ledger.versions.get(event.stream) ?? 0) + 1
      ledger.versions.set(event.stream, streamVersion)
      const stored = { ...event, metadata, ledger: name, position: ledger.events.length + 1, streamVersion, recordedAt }
      ledger.events.push(stored)
      return stored
    })
    if (idempotency) {
      ledger.keys.set(idempotency.key, { fingerprint: idempotency.fingerprint, first, count: written.length })
    }
    const answer = written.map(toAppended)
    return { ok: true, repeated: false, events: answer, position: answer.at(-1)?.position ?? first - 1 }
  }

  #writtenBefore(ledger: string, { first, count }: { first: number; count: number }) {
    const events = this.#ledger(ledger)
      .events.slice(first - 1, first - 1 + count)
      .map(toAppended)
    return { ok: true as const, repeated: true, events, position: first + count - 1 }
  }

  #select(
    events: readonly StoredEvent[],
    number: (event: StoredEvent) => number,
    { from, to, direction = 'forward', limit = 1000, types, streamTypes, open = true }: ReadOptions,
  ): Promise<RecordedEvent[]> {
    const backward = direction === 'backward'
    const [lower = 1, upper = Number.MAX_SAFE_INTEGER] = backward ? [to, from] : [from, to]
    const inside = events.filter(
      (event) =>
        number(event) >= lower &&
        number(event) <= upper &&
        (!types || types.includes(event.type)) &&
        (!streamTypes || streamTypes.includes(splitStreamName(event.stream).streamType)),
    )
    return this.#codec.decode((backward ? inside.reverse() : inside).slice(0, limit), { open })
  }

  #ledger(name: string): Ledger {
    const known = this.#ledgers.get(name)
    if (known) return known
    const fresh: Ledger = { events: [], versions: new Map(), keys: new Map() }
    this.#ledgers.set(name, fresh)
    return fresh
  }
}

const toAppended = ({ stream, streamVersion, position, type }: StoredEvent): AppendedEvent => ({
  ...splitStreamName(stream),
  streamVersion,
  position,
  type,
})
