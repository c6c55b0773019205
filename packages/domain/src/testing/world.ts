import type { PlacedEvent } from '../deadlines/fold.ts'
import { type Actor, type Decision, decide, type StreamRef, streamKey } from '../kernel/command.ts'
import { isCorrection, type VersionedEvent } from '../kernel/correction.ts'
import type { NewEvent } from '../kernel/event.ts'
import type { Models } from '../kernel/model.ts'
import { evolve, foldStream, type ProcessState } from '../kernel/process.ts'
import { builtInModels } from '../model/built-in.ts'
import type { AnyCommand, AnyProcess } from '../registry.ts'

export interface Request {
  readonly command: AnyCommand
  readonly id: string
  readonly body: unknown
  /** Business date; the hour is noon in Poland. */
  readonly on: string
  readonly by?: Actor
}

export const worker: Actor = { actorId: 'worker-1', role: 'COORDINATOR', institutionId: 'mops' }

/** Long after every date of a test, so that only tests about the future are refused for it. */
const NOW = '2030-01-01T12:00:00.000Z'

export const noon = (day: string): string => `${day}T11:00:00.000Z`

/**
 * The shell around the domain, as small as it can be: streams in memory, states by folding, decisions appended at once.
 * Tests of several steps run the same `decide` that the services run.
 */
export class World {
  readonly log: PlacedEvent[] = []
  readonly models: Models
  readonly #states = new Map<string, { readonly ref: StreamRef; readonly state: ProcessState }>()

  constructor(models: Models = builtInModels) {
    this.models = models
  }

  /** A fact that simply happened, without asking any rule. */
  happened(ref: StreamRef, event: NewEvent, on: string): this {
    const placed = { ...event, streamType: ref.process.name, streamId: ref.id, position: this.log.length + 1 }
    const fact: PlacedEvent = { ...placed, occurredAt: noon(on) }
    this.log.push(fact)
    const state = isCorrection(event.type)
      ? foldStream(ref.process, this.stream(ref), this.models)
      : evolve(ref.process, this.state(ref), fact, this.models)
    this.#states.set(streamKey(ref), { ref, state })
    return this
  }

  /** The facts of one stream with their versions. */
  stream({ process, id }: StreamRef): VersionedEvent[] {
    return this.log
      .filter(({ streamType, streamId }) => streamType === process.name && streamId === id)
      .map((fact, at) => ({ ...fact, streamVersion: at + 1 }))
  }

  state<State extends ProcessState>(ref: StreamRef<State>): State {
    return (this.#states.get(streamKey(ref))?.state ?? ref.process.initial) as State
  }

  streams(): readonly { readonly process: AnyProcess; readonly id: string; readonly state: ProcessState }[] {
    return [...this.#states.values()].map(({ ref, state }) => ({ ...ref, state }))
  }

  /** What would be decided. The body is taken as a client would send it. */
  decide({ command, id, body, on, by = worker }: Request): Decision {
    const state = this.state({ process: command.process, id })
    const parsed = command.body.parse(body)
    const refs: Readonly<Record<string, StreamRef>> = command.reads?.({ id, body: parsed, state }) ?? {}
    const others = Object.fromEntries(
      Object.entries(refs).map(([name, ref]) => [name, { ref, state: this.state(ref) }]),
    )
    const newId = (purpose: string) => `${id}-${purpose}`
    const history = command.history ? this.stream({ process: command.process, id }) : []
    const { models } = this
    return decide(command, {
      id,
      body: parsed,
      state,
      others,
      by,
      newId,
      occurredAt: noon(on),
      now: NOW,
      models,
      history,
    })
  }

  /** Decides, and appends what was decided. */
  perform(request: Request): Decision {
    const decision = this.decide(request)
    if (decision.accepted) for (const { event, ...ref } of decision.events) this.happened(ref, event, request.on)
    return decision
  }
}
