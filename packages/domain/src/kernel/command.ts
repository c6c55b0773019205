import type { z } from 'zod'
import { businessDate } from '../calendar/warsaw.ts'
import { correct } from './check-correction.ts'
import { isCorrection, type VersionedEvent } from './correction.ts'
import {
  type EventOn,
  type ProcessDefinition,
  type ProcessState,
  type ReactionInput,
  type StreamRef,
  streamKey,
} from './definition.ts'
import { holds } from './description.ts'
import { type EventDefinition, event, type NewEvent } from './event.ts'
import { type Model, type Models, UnknownModelVersion } from './model.ts'
import { check, descriptionIn, evolve } from './process.ts'
import { type Refusal, refuse } from './refusal.ts'

type Reads = Readonly<Record<string, StreamRef>>
type StatesOf<R> = { readonly [Name in keyof R]: R[Name] extends StreamRef<infer State> ? State : never }

/** Who asks. Keys only, never a name. */
export interface Actor {
  readonly actorId: string
  readonly role: string
  readonly institutionId: string | null
}

export interface CommandInput<State, Body, Others> {
  readonly id: string
  readonly body: Body
  readonly state: State
  readonly others: Others
  readonly by: Actor
  /** Ids for things that this command creates; the shell derives them, so that a repeated request gets the same. */
  readonly newId: (purpose: string) => string
  readonly occurredAt: string
  readonly occurredOn: string
  /** The version of the model that the stream runs on. */
  readonly model: Model
  /** The stream's own facts, for the few commands that ask for them with `history`. */
  readonly history: readonly VersionedEvent[]
}

/**
 * What a client can ask for. A command says which facts it would add; whether they may be added is said by the
 * description of the process (`process.ts`), so that a rule stands in one place whoever asks.
 */
export interface CommandDefinition<
  State extends ProcessState = ProcessState,
  Body extends z.ZodObject = z.ZodObject,
  Read extends Reads = Reads,
  Name extends string = string,
> {
  readonly name: Name
  // biome-ignore lint/suspicious/noExplicitAny: guards of the process may ask for more streams than this type names
  readonly process: ProcessDefinition<State, any>
  /** `true`: the command begins a new stream, whose id the shell makes unless the client chose one. */
  readonly creates?: boolean
  readonly body: Body
  /**
   * Types of fact that it may add to its own stream; the first is what it is for. From this the table of what is allowed is
   * made, without having to know a body.
   */
  // biome-ignore lint/suspicious/noExplicitAny: the payloads differ, the list does not care
  readonly adds: readonly EventDefinition<string, any>[]
  /** `true`: `events` needs the whole stream and not only its state. */
  readonly history?: boolean
  /** Other streams that guards or `events` look at; their versions are checked on append like the target's. */
  readonly reads?: (input: { id: string; body: z.output<Body>; state: State }) => Read
  readonly events: (
    input: CommandInput<State, z.output<Body>, StatesOf<Read>>,
  ) => readonly (NewEvent | EventOn)[] | Refusal
  /** One sentence for the API description. */
  readonly about: string
}

export function defineCommand<
  State extends ProcessState,
  Body extends z.ZodObject,
  Name extends string,
  // biome-ignore lint/complexity/noBannedTypes: a command that reads nothing else has no other states
  Read extends Reads = {},
>(definition: CommandDefinition<State, Body, Read, Name>): CommandDefinition<State, Body, Read, Name> {
  return definition
}

export { type EventOn, type StreamRef, streamKey }

/** The plainest command: its body is the payload of the one fact that it adds. */
export const recordCommand = <State extends ProcessState, Data extends z.ZodObject, Name extends string>(
  // biome-ignore lint/suspicious/noExplicitAny: the command reads no other stream, whatever the guards of others do
  process: ProcessDefinition<State, any>,
  fact: EventDefinition<string, Data>,
  { name, about }: { readonly name: Name; readonly about: string },
): CommandDefinition<State, Data, Record<never, never>, Name> => ({
  name,
  about,
  process,
  body: fact.data,
  adds: [fact],
  events: ({ body }) => [event(fact, body)],
})

export interface DecideInput {
  readonly id: string
  readonly body: unknown
  readonly state: ProcessState
  readonly others: Readonly<Record<string, { readonly ref: StreamRef; readonly state: ProcessState }>>
  readonly by: Actor
  readonly occurredAt: string
  /** The present moment as the shell sees it. */
  readonly now: string
  readonly newId: (purpose: string) => string
  readonly models: Models
  readonly history?: readonly VersionedEvent[]
}

export type Decision =
  | { readonly accepted: true; readonly events: readonly EventOn[] }
  | { readonly accepted: false; readonly refusal: Refusal }

/** No record of the model is older: its project began in 2018, agencies keep paper from before. */
export const EARLIEST = '2000-01-01T00:00:00.000Z'
/** Two office clocks may disagree by this much before a date counts as lying in the future. */
const CLOCK_SKEW_MS = 5 * 60_000

/** Facts that one command may bring about with all that follows from them; more is a description that goes in circles. */
const MOST_FACTS = 1000

/**
 * Decides a command over given states. Pure: time, ids and states come in, events or a refusal go out. Facts are
 * checked one after another, each against the state that the ones before it leave, also on other streams. What follows
 * from a fact by a reaction of its process is decided right after it, under the same rules.
 */
// biome-ignore lint/suspicious/noExplicitAny: the registry mixes commands of all processes
export function decide(command: CommandDefinition<any, any, any, any>, input: DecideInput): Decision {
  const { occurredAt, now, models } = input
  if (Date.parse(occurredAt) > Date.parse(now) + CLOCK_SKEW_MS)
    return refused(refuse('occurred-in-future', { occurredAt }))
  if (occurredAt < EARLIEST) return refused(refuse('occurred-too-early', { occurredAt, earliest: EARLIEST }))

  try {
    return decideUnder(models, command, input)
  } catch (error) {
    // Named by the request: a stored version that is not known throws on, it is the shell's to fetch.
    const stored = [input.state, ...Object.values(input.others).map(({ state }) => state)]
    const isNew = error instanceof UnknownModelVersion && stored.every((s) => s.modelVersion !== error.version)
    if (isNew) return refused(refuse('unknown-model-version', { modelVersion: error.version }))
    throw error
  }
}

function decideUnder(
  models: Models,
  // biome-ignore lint/suspicious/noExplicitAny: the registry mixes commands of all processes
  command: CommandDefinition<any, any, any, any>,
  input: DecideInput,
): Decision {
  const { id, occurredAt, newId, history = [] } = input
  const occurredOn = businessDate(occurredAt)
  const others = Object.fromEntries(Object.entries(input.others).map(([name, { state }]) => [name, state]))
  const model = models(input.state.modelVersion)
  const wanted = command.events({ ...input, others, occurredOn, model, history })
  if ('code' in wanted) return refused(wanted)

  const states = new Map<string, ProcessState>([[streamKey({ process: command.process, id }), input.state]])
  for (const { ref, state } of Object.values(input.others)) states.set(streamKey(ref), state)
  const refs = Object.fromEntries(Object.entries(input.others).map(([name, { ref }]) => [name, ref]))
  const othersNow = () =>
    Object.fromEntries(Object.entries(refs).map(([name, ref]) => [name, states.get(streamKey(ref)) as ProcessState]))

  const events: EventOn[] = []
  const waiting: (NewEvent | EventOn)[] = [...wanted]
  for (let wish = waiting.shift(); wish; wish = waiting.shift()) {
    if (events.length >= MOST_FACTS) throw new Error(`${command.name} brings about more than ${MOST_FACTS} facts`)
    const on: EventOn = 'event' in wish ? wish : { process: command.process, id, event: wish }
    const key = streamKey(on)
    const before = states.get(key) ?? on.process.initial
    const cause = { ...on.event, streamId: on.id, occurredAt }
    if (isCorrection(on.event.type)) {
      const { process, event: correction } = on
      const outcome = correct({ process, history, correction, occurredAt, others, models })
      if ('code' in outcome) return refused(outcome)
      states.set(key, outcome.state)
      events.push(on)
      continue
    }
    const refusal = check(on.process, before, on.event, occurredOn, others, models)
    if (refusal) return refused(refusal)
    const state = evolve(on.process, before, cause, models)
    states.set(key, state)
    events.push(on)
    const model = models(state.modelVersion)
    waiting.unshift(...reactionsTo(on, { id: on.id, state, cause, others: othersNow(), refs, model, models, newId }))
  }
  return { accepted: true, events }
}

function reactionsTo(on: EventOn, input: ReactionInput<ProcessState>): readonly EventOn[] {
  const { process } = on
  const rows = descriptionIn(input.model, process).reactions ?? []
  return rows
    .filter((row) => row.on === on.event.type && holds(row.when, on.event.data))
    .flatMap((row) => {
      const reaction = process.reactions?.find(({ name }) => name === row.do)
      if (!reaction) throw new Error(`${process.name} has no reaction ${row.do}`)
      return reaction.events(input).map((wish) => ('event' in wish ? wish : { process, id: on.id, event: wish }))
    })
}

const refused = (refusal: Refusal): Decision => ({ accepted: false, refusal })
