import type { EventDefinition, NewEvent, PastEvent } from './event.ts'
import { type Refusal, refuse } from './refusal.ts'

/**
 * A process is its description: which fact may follow in which state, what guards it, and what is remembered.
 * `statusAfter`, `fold` and `check` below are the one interpreter for all of them.
 */
export interface ProcessState<Status extends string = string> {
  readonly status: Status
}

/** Before the first fact of a stream. */
export type Absent = 'NONE'

export interface GuardInput<State, Data, Others> {
  readonly state: State
  readonly data: Data
  /** Business date of the fact, `YYYY-MM-DD` in Europe/Warsaw. */
  readonly occurredOn: string
  /** States of other streams that the command was told to read. */
  readonly others: Others
}

export type Guard<State, Data, Others> = (input: GuardInput<State, Data, Others>) => Refusal | null

export interface Transition<State extends ProcessState, Others> {
  readonly from: readonly State['status'][]
  /** Left out: the state stays as it is. A function where the fact itself or the memory decides. */
  // biome-ignore lint/suspicious/noExplicitAny: written for the payload of its own event, like a guard
  readonly to?: State['status'] | ((state: State, data: any) => State['status'])
  // Each guard is written for the payload of its own event; the table joins them, so the payload type ends here.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly guards?: readonly Guard<State, any, Others>[]
}

export interface ProcessDefinition<State extends ProcessState = ProcessState, Others = unknown> {
  /** The stream type, also the word in the stream's URL. */
  readonly name: string
  // biome-ignore lint/suspicious/noExplicitAny: the payloads differ, the list does not care
  readonly events: readonly EventDefinition<string, any>[]
  readonly initial: State
  readonly transitions: Readonly<Record<string, Transition<State, Others>>>
  /** What a fact adds to memory besides the status; facts that add nothing are left out. */
  // biome-ignore lint/suspicious/noExplicitAny: each entry is written for the payload of its own event
  readonly remember: Readonly<Record<string, (state: State, event: PastEvent<string, any>) => Partial<State>>>
}

export function defineProcess<State extends ProcessState, Others = Record<string, never>>(
  definition: ProcessDefinition<State, Others>,
): ProcessDefinition<State, Others> {
  for (const { type } of definition.events) {
    if (!definition.transitions[type]) throw new Error(`${definition.name}: ${type} has no transition`)
  }
  return definition
}

/** Takes one fact into the state. Total: a stored fact is never refused, rules are for new ones. */
export function evolve<State extends ProcessState>(
  process: ProcessDefinition<State, never>,
  state: State,
  event: PastEvent,
): State {
  const transition = process.transitions[event.type]
  if (!transition) throw new Error(`${process.name} does not know the event ${event.type}`)
  const remembered = process.remember[event.type]?.(state, event)
  const { to } = transition
  const status = to === undefined ? state.status : typeof to === 'function' ? to(state, event.data) : to
  return { ...state, ...remembered, status }
}

export const fold = <State extends ProcessState>(
  process: ProcessDefinition<State, never>,
  events: readonly PastEvent[],
  from: State = process.initial,
): State => events.reduce((state, event) => evolve(process, state, event), from)

/** May this fact be added in this state? The table first, then its guards in order; the first refusal counts. */
export function check<State extends ProcessState, Others>(
  process: ProcessDefinition<State, Others>,
  state: State,
  event: NewEvent,
  occurredOn: string,
  others: Others,
): Refusal | null {
  const transition = process.transitions[event.type]
  if (!transition) throw new Error(`${process.name} does not know the event ${event.type}`)
  if (!transition.from.includes(state.status)) {
    if (state.status === 'NONE') return refuse('not-found', { process: process.name })
    if (transition.from.every((from) => from === 'NONE')) return refuse('already-exists', { process: process.name })
    return refuse('not-allowed-in-state', {
      process: process.name,
      state: state.status,
      step: event.type,
      allowedIn: transition.from,
    })
  }
  for (const guard of transition.guards ?? []) {
    const refusal = guard({ state, data: event.data, occurredOn, others })
    if (refusal) return refusal
  }
  return null
}
