import type { EventOn, StreamRef } from './command.ts'
import type { EventDefinition, NewEvent, PastEvent } from './event.ts'
import type { Model } from './model.ts'
import type { ProcessState } from './process.ts'

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

export const defineReaction = <State extends ProcessState>(
  definition: ReactionDefinition<State>,
): ReactionDefinition<State> => definition
