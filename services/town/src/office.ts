import {
  commandDefinitions,
  decide,
  type EventOn,
  evolve,
  type Models,
  type ProcessState,
  type Refusal,
  type StreamRef,
  streamKey,
} from '@kooperacje/domain'
import type { Wish } from './wish.ts'

interface Stream {
  readonly state: ProcessState
  readonly version: number
}

/** The shell around the domain, as small as it can be: every wish is decided by the rules that the services decide by. */
export class Office {
  readonly #models: Models
  readonly #streams = new Map<string, Stream>()

  constructor(models: Models) {
    this.#models = models
  }

  /** The facts that a wish adds, those of one stream together as the store appends them; or why it may not be. */
  record(wish: Wish, now: string): readonly (EventOn & { readonly version: number })[] | Refusal {
    const command = commandDefinitions[wish.command]
    const { id, at: occurredAt, by } = wish
    const target: StreamRef = { process: command.process, id }
    const { state } = this.#stream(target)
    const body = command.body.parse(wish.body)
    const refs: Readonly<Record<string, StreamRef>> = command.reads?.({ id, body, state }) ?? {}
    const others = Object.fromEntries(
      Object.entries(refs).map(([name, ref]) => [name, { ref, state: this.#stream(ref).state }]),
    )
    const newId = (purpose: string) => `${id}.${purpose}`
    const decision = decide(command, { id, body, state, others, by, occurredAt, now, newId, models: this.#models })
    if (!decision.accepted) return decision.refusal
    return [...Map.groupBy(decision.events, streamKey).values()].flat().map((on) => this.#take(on, occurredAt))
  }

  #stream(ref: StreamRef): Stream {
    return this.#streams.get(streamKey(ref)) ?? { state: { ...ref.process.initial }, version: 0 }
  }

  #take(on: EventOn, occurredAt: string) {
    const before = this.#stream(on)
    const fact = { ...on.event, streamId: on.id, occurredAt }
    const version = before.version + 1
    const state = evolve(on.process, before.state, fact, this.#models, true)
    this.#streams.set(streamKey(on), { state, version })
    return { ...on, version }
  }
}
