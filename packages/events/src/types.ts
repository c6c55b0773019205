/**
 * Terminology
 *
 * ledger      the history of one local authority (its TERYT code) or of one region; positions in it run 1, 2, 3, …
 *             without a gap, in the order of commit
 * stream      the facts about one thing (`case/…`, `referral/…`) inside one ledger; versions run 1, 2, 3, …
 * position    an event's place in its ledger
 * version     an event's place in its stream
 * head        the last position of a ledger, the last version of a stream; 0 when there is none
 * command     what one caller appends at once, to one or several streams of one ledger: all of it or nothing
 * batch       the commands of one process that go to the database in one call
 * checkpoint  the position up to which a projection has taken a ledger in
 * upcaster    turns a payload that was stored under an older schema version into the next one
 * sealing     encrypting the personal fields of a payload under the key of the person they are about
 */

/** Who did it, for whom, and what it follows from. Keys only: never a name. */
export interface EventMetadata {
  readonly actorId: string
  readonly actorRole: string
  readonly institutionId?: string | undefined
  /** Version of the model of cooperation under which the fact was recorded. */
  readonly modelVersion?: string | undefined
  readonly disclosureBasis?: string | undefined
  /** All events that go back to one request share it. */
  readonly correlationId?: string | undefined
  /** What this followed from: the request, or `<ledger>@<position>` of the event that a worker reacted to. */
  readonly causationId?: string | undefined
}

export interface RecordedEvent<Data = unknown> {
  readonly ledger: string
  readonly position: number
  readonly streamType: string
  readonly streamId: string
  readonly streamVersion: number
  readonly eventId: string
  readonly type: string
  /** Version of the schema that `data` follows now, after upcasting. */
  readonly schemaVersion: number
  /** Business time, ISO 8601 in UTC. May lie before `recordedAt`: paper records are entered later. */
  readonly occurredAt: string
  readonly recordedAt: string
  /** Highest class among the fields: what a reader must be cleared for to see all of it. */
  readonly dataClass: string
  readonly metadata: EventMetadata
  readonly data: Data
}

export interface EventToAppend {
  readonly type: string
  readonly data: unknown
  readonly occurredAt: string
}

/** `any` is for facts that nobody else's knowledge can contradict, such as a delivery receipt. */
export type ExpectedVersion = number | 'no-stream' | 'any'

export interface StreamWrite {
  readonly streamType: string
  readonly streamId: string
  readonly expectedVersion: ExpectedVersion
  /** May be empty: then only the version is checked, for streams that the decision looked at. */
  readonly events: readonly EventToAppend[]
}

export interface AppendCommand {
  readonly ledger: string
  readonly writes: readonly StreamWrite[]
  readonly metadata: EventMetadata
  /** The same key with the same fingerprint gets the first answer again; with another it is refused. */
  readonly idempotency?: { readonly key: string; readonly fingerprint: string } | undefined
  /** Ids that were made for this command: nobody else knows them, so a person among them has no key yet. */
  readonly newIds?: ReadonlySet<string> | undefined
}

export interface AppendedEvent {
  readonly streamType: string
  readonly streamId: string
  readonly streamVersion: number
  readonly position: number
  readonly type: string
}

export type AppendRefusal =
  | { readonly code: 'unknown-event-type'; readonly type: string }
  | { readonly code: 'invalid-payload'; readonly type: string; readonly issues: readonly PayloadIssue[] }
  | { readonly code: 'invalid-append'; readonly reason: string }
  | { readonly code: 'wrong-version'; readonly conflicts: readonly VersionConflict[] }
  | { readonly code: 'idempotency-key-reused'; readonly key: string }

export interface PayloadIssue {
  readonly path: string
  readonly message: string
}

export interface VersionConflict {
  readonly streamType: string
  readonly streamId: string
  readonly expected: number
  readonly actual: number
}

export type AppendResult =
  | {
      readonly ok: true
      readonly events: readonly AppendedEvent[]
      /** Position of the last event; the head at that moment when the command only checked versions. */
      readonly position: number
      /** True when the idempotency key had been used before and nothing was written now. */
      readonly repeated: boolean
    }
  | { readonly ok: false; readonly refusal: AppendRefusal }

export interface ReadOptions {
  /** Inclusive. Default: from the beginning, or from the end when reading backward. */
  readonly from?: number
  /** Inclusive. Default: to the end. */
  readonly to?: number
  readonly direction?: 'forward' | 'backward'
  /** At most this many events. Default 1000. */
  readonly limit?: number
  readonly types?: readonly string[]
  /** Only streams of these categories: the word before the slash of a stream's name. */
  readonly streamTypes?: readonly string[]
  /** `false` leaves personal fields sealed; readers that do not need them should say so. Default true. */
  readonly open?: boolean
}

/** The port. Every implementation passes `contract.ts`. */
export interface EventStore {
  append(command: AppendCommand): Promise<AppendResult>
  /** `from` and `to` are stream versions. */
  readStream(ledger: string, streamType: string, streamId: string, options?: ReadOptions): Promise<RecordedEvent[]>
  /** `from` and `to` are positions. */
  readLedger(ledger: string, options?: ReadOptions): Promise<RecordedEvent[]>
  /** What was answered to an idempotency key, or null. */
  findByKey(ledger: string, key: string): Promise<{ fingerprint: string; result: AppendResult & { ok: true } } | null>
  head(ledger: string): Promise<number>
  /** Of these ledgers, or of all. Ledgers without events are left out. */
  heads(ledgers?: readonly string[]): Promise<ReadonlyMap<string, number>>
  close(): Promise<void>
}
