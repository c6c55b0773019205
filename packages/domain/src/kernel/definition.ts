import { ABSENT, type ProcessDescription } from './description.ts'
import type { EventDefinition, NewEvent, PastEvent } from './event.ts'
import type { Model, Models } from './model.ts'
import type { Refusal } from './refusal.ts'

/** Before the first fact of a stream. */
export type Absent = typeof ABSENT

/**
 * What the interpreter knows of every stream, whatever its process. States are plain JSON: they are stored in read models
 * and compared in tests.
 */
export interface ProcessState<Status extends string = string> {
  readonly status: Status
  /** The version of the model that the stream runs on: the last one that a fact of it named. */
  readonly modelVersion: string | null
  /** Business dates of the first fact and of the last change of `status`. */
  readonly begunOn: string | null
  readonly since: string | null
  /** While interrupted: the state that work goes back to. */
  readonly former: string | null
  /** Kind of part → its id → its state. Ask with `partStatus`: an id such as `constructor` is inherited by any object. */
  readonly parts: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** How every stream begins; a process adds its own memory. */
export const absent = {
  status: ABSENT,
  modelVersion: null,
  begunOn: null,
  since: null,
  former: null,
  parts: {},
} as const satisfies ProcessState

export interface GuardInput<State, Data, Others> {
  readonly state: State
  readonly data: Data
  /** Business date of the fact, `YYYY-MM-DD` in Europe/Warsaw. */
  readonly occurredOn: string
  /** States of other streams that the command was told to read. */
  readonly others: Others
  /** The version of the model that the stream runs on: how many, how long, which. */
  readonly model: Model
  /** Every version that is known: for the one step that goes from one to another. */
  readonly models: Models
}

export type Guard<State, Data, Others> = (input: GuardInput<State, Data, Others>) => Refusal | null

/**
 * The vocabulary of a process: its facts, the guards and reactions that a description may name, and what each fact adds to
 * memory. Which of them apply, and when, is the description's to say; `description` is the one that comes with the software.
 */
export interface ProcessDefinition<State extends ProcessState = ProcessState, Others = unknown> {
  /** The stream type, also the word in the stream's URL. */
  readonly name: string
  // biome-ignore lint/suspicious/noExplicitAny: the payloads differ, the list does not care
  readonly events: readonly EventDefinition<string, any>[]
  readonly initial: State
  /** By the name that descriptions use. Each is written for the payload of its own fact, so the payload type ends here. */
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly guards: Readonly<Record<string, Guard<State, any, Others>>>
  /** Those guards that look at nothing but the state: they can say beforehand why a step is not possible. */
  readonly stateGuards?: readonly string[]
  // biome-ignore lint/suspicious/noExplicitAny: each is written for the state of its own process
  readonly reactions?: readonly ReactionDefinition<any>[]
  readonly description: ProcessDescription
  /**
   * Other streams that guards of this process may ask for, by the name under which they ask: stream type and id. Commands say
   * themselves what they read; this is for those who look at facts without their commands (corrections, what-if).
   */
  readonly looksAt?: (
    state: State,
    // biome-ignore lint/suspicious/noExplicitAny: payloads of all facts of the process
    data: any,
  ) => Readonly<Record<string, { readonly type: string; readonly id: string }>>
  /** What a fact adds to memory besides the status; facts that add nothing are left out. */
  // biome-ignore lint/suspicious/noExplicitAny: each entry is written for the payload of its own event
  readonly remember: Readonly<Record<string, (state: State, event: PastEvent<string, any>) => Partial<State>>>
}

export const defineProcess = <State extends ProcessState, Others = Record<string, never>>(
  definition: ProcessDefinition<State, Others>,
): ProcessDefinition<State, Others> => definition

/** One stream by its process and id. */
// biome-ignore lint/suspicious/noExplicitAny: a reference may name a stream of any process
export interface StreamRef<State extends ProcessState = any> {
  // biome-ignore lint/suspicious/noExplicitAny: which other states the guards ask for does not matter here
  readonly process: ProcessDefinition<State, any>
  readonly id: string
}

export const streamKey = ({ process, id }: StreamRef): string => `${process.name}/${id}`

export interface EventOn extends StreamRef {
  readonly event: NewEvent
}

export interface ReactionInput<State> {
  readonly id: string
  /** As the fact left it. */
  readonly state: State
  /** The fact that is reacted to. */
  readonly cause: PastEvent
  /** Streams that the command has read, as the facts so far leave them. */
  readonly others: Readonly<Record<string, ProcessState>>
  readonly refs: Readonly<Record<string, StreamRef>>
  readonly model: Model
  /** Every version that is known: streams that are read may run on others. */
  readonly models: Models
  readonly newId: (purpose: string) => string
}

/**
 * What follows from a fact by itself, named so that a description can say when. It is decided in the same breath and
 * committed with the fact: nobody can forget it, and no later sweep has to find out that it is missing.
 */
export interface ReactionDefinition<State extends ProcessState = ProcessState> {
  readonly name: string
  readonly about: string
  /** Types of fact that it may add, on this stream or another. */
  // biome-ignore lint/suspicious/noExplicitAny: the payloads differ, the list does not care
  readonly adds: readonly EventDefinition<string, any>[]
  /** An empty list: there is nothing to do. */
  readonly events: (input: ReactionInput<State>) => readonly (NewEvent | EventOn)[]
}
