import {
  type Actor,
  builtInModels,
  type CommandDefinition,
  type Decision,
  decide,
  evolve,
  fold,
  foldStream,
  isCorrection,
  type Models,
  type PastEvent,
  type ProcessState,
  type Refusal,
  type StreamRef,
  streamKey,
  UnknownModelVersion,
  type VersionedEvent,
} from '@kooperacje/domain'
import type {
  AppendCommand,
  AppendRefusal,
  AppendResult,
  EventStore,
  Forgetting,
  RecordedEvent,
} from '@kooperacje/events'
import { fingerprintOf, idMaker } from './identity.ts'
import { modelsIn } from './models.ts'
import { StateCache } from './state-cache.ts'

export interface CommandRequest {
  readonly ledger: string
  // biome-ignore lint/suspicious/noExplicitAny: the registry mixes commands of all processes
  readonly command: CommandDefinition<any, any, any>
  /** Stream id; left out for a command that creates its stream. */
  readonly id?: string | undefined
  /** Already checked against the command's schema. */
  readonly body: unknown
  readonly by: Actor
  /** Business time, ISO 8601. Default: now. */
  readonly occurredAt?: string | undefined
  readonly idempotencyKey?: string | undefined
  /** The version of the stream that the caller has seen; another one is a refusal instead of a fresh decision. */
  readonly expectedVersion?: number | undefined
  readonly correlationId: string
  readonly causationId?: string | undefined
}

export interface CommandReceipt {
  readonly ok: true
  readonly ledger: string
  readonly streamType: string
  readonly streamId: string
  /** Version of the target stream and position of the last event after this command. */
  readonly version: number
  readonly position: number
  /** The idempotency key was used before: this is the first answer again. */
  readonly repeated: boolean
  readonly events: readonly {
    readonly type: string
    readonly streamType: string
    readonly streamId: string
    readonly version: number
    readonly position: number
  }[]
}

export type CommandOutcome = CommandReceipt | { readonly ok: false; readonly refusal: Refusal | AppendRefusal }

export interface HandlerOptions {
  readonly store: EventStore
  readonly now?: () => Date
  /** Streams whose state is kept in memory. Default 10,000. */
  readonly cachedStreams?: number
  /** Told after each append, to wake the workers. Must not throw. */
  readonly onAppended?: (ledger: string, position: number) => void
  /** Says when a person was forgotten: states in memory hold what their key had opened. */
  readonly forgetting?: Forgetting | undefined
}

interface Loaded {
  readonly ref: StreamRef
  readonly state: ProcessState
  readonly version: number
  /** The whole stream, for the few commands that ask for it. */
  readonly history?: readonly RecordedEvent[]
}

/** Two callers on one stream rarely collide twice in a row; after this many times somebody else is in a loop. */
const MAX_ATTEMPTS = 5
const READ_BATCH = 1000

/**
 * Load → decide → append, for every command there is. The hot path is one round trip: states come from memory, the
 * decision is taken on them, and the append carries the versions it was taken on. Only when those are outdated, or when
 * the decision is a refusal that newer facts might lift, are the newer events fetched and the decision taken again.
 */
export class CommandHandler {
  readonly #store: EventStore
  readonly #now: () => Date
  readonly #onAppended: (ledger: string, position: number) => void
  readonly #models = new Map<string, Models>()
  readonly #loading = new Map<string, Promise<Loaded>>()
  readonly cache: StateCache

  constructor({
    store,
    now = () => new Date(),
    cachedStreams = 10_000,
    onAppended = () => {},
    forgetting,
  }: HandlerOptions) {
    this.#store = store
    this.#now = now
    this.#onAppended = onAppended
    this.cache = new StateCache(cachedStreams, forgetting)
  }

  async execute(request: CommandRequest): Promise<CommandOutcome> {
    const outcome = await this.#knowingModels(request.ledger, () => this.#execute(request))
    if (outcome.ok || outcome.refusal.code !== 'unknown-model-version') return outcome
    // It may have been published since this process last asked.
    await this.#learnModels(request.ledger)
    return this.#execute(request)
  }

  async #execute(request: CommandRequest): Promise<CommandOutcome> {
    const { ledger, command, idempotencyKey } = request
    const newIds = new Set<string>()
    const newId = idMaker(ledger, command.name, idempotencyKey, newIds)
    const id = request.id ?? newId('stream')
    const fingerprint = fingerprintOf(command.name, request.id ?? null, request.body, request.occurredAt ?? null)
    const now = this.#now().toISOString()
    const occurredAt = request.occurredAt ? new Date(request.occurredAt).toISOString() : now

    let fresh = false
    for (let attempt = 1; ; attempt++) {
      const { generation } = this.cache
      const ref = { process: command.process, id }
      // What begins with this command is not there yet; should it be all the same, memory or the append will tell.
      const begins = (request.id === undefined || command.creates === true) && !fresh
      const target = begins
        ? (this.#remembered(ledger, ref) ?? absent(ref))
        : command.history
          ? await this.#loadWhole(ledger, ref)
          : await this.#load(ledger, ref, fresh)
      const reads = command.reads?.({ id, body: request.body, state: target.state }) ?? {}
      const others = await this.#loadAll(ledger, reads, fresh)
      const decision = this.#decide(request, { id, target, others, now, occurredAt, newId })

      if (!decision.accepted) {
        // Its own effect may be what now forbids it: a repeated request gets its first answer, not this refusal.
        const before = idempotencyKey === undefined ? null : await this.#store.findByKey(ledger, idempotencyKey)
        if (before?.fingerprint === fingerprint) return this.#receipt(ledger, command.process.name, id, before.result)
        if (before) return { ok: false, refusal: { code: 'idempotency-key-reused', key: idempotencyKey ?? '' } }
        if (fresh) return { ok: false, refusal: decision.refusal }
        fresh = true
        continue
      }
      if (request.expectedVersion !== undefined && request.expectedVersion !== target.version && !fresh) {
        fresh = true
        continue
      }
      if (generation !== this.cache.generation) {
        // Somebody was forgotten meanwhile: what was decided may carry what only their key could open.
        fresh = true
        continue
      }
      const result = await this.#append(request, { target, others, decision, occurredAt, fingerprint, newIds })
      if (result.ok) return this.#receipt(ledger, command.process.name, id, result)
      if (result.refusal.code === 'invalid-payload' && !fresh) {
        // The store looks at the form before the version: of facts that are outdated something may follow that has none.
        fresh = true
        continue
      }
      const retry = result.refusal.code === 'wrong-version' && request.expectedVersion === undefined
      if (!retry || attempt >= MAX_ATTEMPTS) return { ok: false, refusal: result.refusal }
      fresh = true
    }
  }

  /** The state of one stream as it is now, for queries that must not lag. */
  async state(ledger: string, ref: StreamRef): Promise<{ state: ProcessState; version: number }> {
    const { state, version } = await this.#knowingModels(ledger, () => this.#load(ledger, ref, true))
    return { state, version }
  }

  /** Versions of the model that the ledger has published, as far as this process has met them. */
  models(ledger: string): Models {
    return this.#models.get(ledger) ?? builtInModels
  }

  /** A stream may run on a version that another process published; once published, a version never changes. */
  async #knowingModels<T>(ledger: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof UnknownModelVersion)) throw error
      await this.#learnModels(ledger)
      return work()
    }
  }

  async #learnModels(ledger: string): Promise<void> {
    this.#models.set(ledger, await modelsIn(this.#store, ledger))
  }

  #decide(
    { ledger, command, body, by }: CommandRequest,
    input: {
      id: string
      target: Loaded
      others: Readonly<Record<string, Loaded>>
      now: string
      occurredAt: string
      newId: (purpose: string) => string
    },
  ): Decision {
    const { id, target, others, now, occurredAt, newId } = input
    const models = this.models(ledger)
    const { state, history = [] } = target
    const past = history as readonly VersionedEvent[]
    return decide(command, { id, body, by, state, others, now, occurredAt, newId, models, history: past })
  }

  async #append(
    request: CommandRequest,
    made: {
      target: Loaded
      others: Readonly<Record<string, Loaded>>
      decision: Decision & { accepted: true }
      occurredAt: string
      fingerprint: string
      newIds: ReadonlySet<string>
    },
  ): Promise<AppendResult> {
    const { ledger, by, correlationId, causationId, idempotencyKey, expectedVersion } = request
    const { generation } = this.cache
    const { target, others, decision, occurredAt, fingerprint, newIds } = made
    const loaded = new Map([[streamKey(target.ref), target]])
    for (const other of Object.values(others)) if (other.ref.id !== '') loaded.set(streamKey(other.ref), other)
    // A stream that a fact goes to without having been read can only be a new one.
    for (const on of decision.events) {
      const key = streamKey(on)
      if (!loaded.has(key)) loaded.set(key, absent(on))
    }
    const command: AppendCommand = {
      ledger,
      metadata: {
        actorId: by.actorId,
        actorRole: by.role,
        ...(by.institutionId === null ? {} : { institutionId: by.institutionId }),
        correlationId,
        ...(causationId === undefined ? {} : { causationId }),
      },
      idempotency: idempotencyKey === undefined ? undefined : { key: idempotencyKey, fingerprint },
      newIds,
      writes: [...loaded.entries()].map(([key, { ref, version }]) => ({
        streamType: ref.process.name,
        streamId: ref.id,
        expectedVersion: key === streamKey(target.ref) ? (expectedVersion ?? version) : version,
        events: decision.events
          .filter((on) => streamKey(on) === key)
          .map(({ event }) => ({ type: event.type, data: event.data, occurredAt })),
      })),
    }
    const result = await this.#store.append(command)
    if (result.ok && !result.repeated) {
      if (generation === this.cache.generation) this.#remember(ledger, loaded, decision, occurredAt)
      this.#onAppended(ledger, result.position)
    }
    return result
  }

  #remember(
    ledger: string,
    loaded: Map<string, Loaded>,
    { events }: Decision & { accepted: true },
    occurredAt: string,
  ) {
    for (const [key, { ref, state, version }] of loaded) {
      const own: PastEvent[] = events
        .filter((on) => streamKey(on) === key)
        .map(({ event, id }) => ({ ...event, streamId: id, occurredAt }))
      if (own.length === 0) continue
      if (own.some(({ type }) => isCorrection(type))) {
        this.cache.forget(`${ledger}/${key}`)
        continue
      }
      const after = own.reduce((before, event) => evolve(ref.process, before, event, this.models(ledger)), state)
      this.cache.set(`${ledger}/${key}`, { state: after, version: version + own.length })
    }
  }

  async #loadAll(ledger: string, refs: Readonly<Record<string, StreamRef>>, fresh: boolean) {
    const entries = Object.entries(refs).map(
      async ([name, ref]) => [name, await this.#load(ledger, ref, fresh)] as const,
    )
    return Object.fromEntries(await Promise.all(entries))
  }

  /** From memory, and unless `fresh` is asked for without looking whether there is more. */
  async #load(ledger: string, ref: StreamRef, fresh: boolean): Promise<Loaded> {
    if (ref.id === '') return absent(ref)
    const cached = this.#remembered(ledger, ref)
    if (!cached) return this.#loadOnce(ledger, ref, fresh)
    return fresh ? this.#catchUp(ledger, cached) : cached
  }

  /**
   * Whoever asks for a stream that is being read from its beginning waits for that: after a start all commands of an office ask
   * for its partnership at once. What was read may be older than the question, so who wants it fresh looks for what is newer.
   */
  async #loadOnce(ledger: string, ref: StreamRef, fresh: boolean): Promise<Loaded> {
    // What was opened before somebody was forgotten is not for those who ask after that.
    const { generation } = this.cache
    const key = `${generation}/${ledger}/${streamKey(ref)}`
    const begun = this.#loading.get(key)
    if (begun) return fresh ? this.#catchUp(ledger, await begun, generation) : begun
    const loading = this.#catchUp(ledger, absent(ref)).finally(() => this.#loading.delete(key))
    this.#loading.set(key, loading)
    return loading
  }

  /** The state with what has come since. */
  async #catchUp(ledger: string, known: Loaded, generation = this.cache.generation): Promise<Loaded> {
    const { ref } = known
    const key = `${ledger}/${streamKey(ref)}`
    const events = await this.#events(ledger, ref, known.version + 1)
    // A correction reaches back to facts that the remembered state has taken in already.
    if (events.some(({ type }) => isCorrection(type))) {
      const { state, version } = await this.#loadWhole(ledger, ref)
      this.cache.set(key, { state, version }, generation)
      return { ref, state, version }
    }
    const state = fold(
      ref.process,
      events as readonly RecordedEvent[] as readonly PastEvent[],
      this.models(ledger),
      known.state,
    )
    const version = known.version + events.length
    if (version > 0) this.cache.set(key, { state, version }, generation)
    return { ref, state, version }
  }

  #remembered(ledger: string, ref: StreamRef): Loaded | undefined {
    const cached = this.cache.get(`${ledger}/${streamKey(ref)}`)
    return cached && { ref, ...cached }
  }

  async #loadWhole(ledger: string, ref: StreamRef): Promise<Loaded> {
    const history = await this.#events(ledger, ref, 1)
    const state = foldStream(ref.process, history as readonly VersionedEvent[], this.models(ledger))
    return { ref, state, version: history.length, history }
  }

  async #events(ledger: string, ref: StreamRef, first: number): Promise<readonly RecordedEvent[]> {
    const all: RecordedEvent[] = []
    for (;;) {
      const from = first + all.length
      const events = await this.#store.readStream(ledger, ref.process.name, ref.id, { from, limit: READ_BATCH })
      all.push(...events)
      if (events.length < READ_BATCH) return all
    }
  }

  #receipt(ledger: string, streamType: string, id: string, result: AppendResult & { ok: true }): CommandReceipt {
    const events = result.events.map(({ type, streamType: stream, streamId, streamVersion, position }) => ({
      type,
      streamType: stream,
      streamId,
      version: streamVersion,
      position,
    }))
    const own = events.findLast((event) => event.streamType === streamType && event.streamId === id)
    return {
      ok: true,
      ledger,
      streamType,
      streamId: id,
      version: own?.version ?? 0,
      position: result.position,
      repeated: result.repeated,
      events,
    }
  }
}

const absent = (ref: StreamRef): Loaded => ({ ref, state: ref.process.initial, version: 0 })
