import { z } from 'zod'

/**
 * A process as data: which states there are, which fact may follow in which of them under which guards, what follows from
 * it. It is part of a version of the model, can be written as JSON, and is interpreted by `process.ts`. Names of facts,
 * guards and reactions are those of the process's vocabulary (`ProcessDefinition`); `model/validate.ts` checks them.
 */

/** Values that a payload must have; a list stands for any one of its members. */
const Value = z.union([z.string(), z.number(), z.boolean()])
export const Condition = z.record(z.string(), z.union([Value, z.array(Value).min(1)]))
export type Condition = z.infer<typeof Condition>

const StateName = z.string().regex(/^[A-Z][A-Z0-9_]{0,39}$/, 'a state is written in UPPER_SNAKE')

export const StateDescription = z.strictObject({
  pl: z.string().min(1),
  en: z.string().min(1),
  /** Nothing further is expected; the process may stay here for good. */
  end: z.literal(true).optional(),
  /** Work is interrupted: the state before is remembered, and `@former` leads back to it. */
  interrupts: z.literal(true).optional(),
  /**
   * Of a part: whoever comes here is remembered no more, so that a stream with thousands of them does not carry all through
   * every state that is stored.
   */
  forgotten: z.literal(true).optional(),
})

/** Before the first fact of a stream, and of a part. */
export const ABSENT = 'NONE'
/** As the target of a transition: the state in which the interruption began. */
export const FORMER = '@former'

export const TransitionRow = z.strictObject({
  from: z.array(StateName).min(1),
  /** Left out: the state stays as it is. */
  to: z.union([StateName, z.literal(FORMER)]).optional(),
  /** Only payloads with these values take this row. */
  when: Condition.optional(),
  /** Asked in this order; the first refusal counts. */
  guards: z.array(z.string()).optional(),
})
export type TransitionRow = z.infer<typeof TransitionRow>

export const PartRow = z.strictObject({
  /**
   * Which of the parts the fact is about: a path into the payload (`institutionId`, `actions[].actionId`), or `*` for
   * every part there is.
   */
  of: z.string(),
  from: z.array(StateName).min(1),
  to: StateName,
  /** Only while the stream itself is in one of these states. */
  in: z.array(StateName).min(1).optional(),
  when: Condition.optional(),
})
export type PartRow = z.infer<typeof PartRow>

/**
 * Things inside a stream that have a course of their own (members of a partnership, actions of a plan): one state each,
 * moved by the facts of the stream they are in.
 */
export const PartDescription = z.strictObject({
  pl: z.string().min(1),
  en: z.string().min(1),
  states: z.record(StateName, StateDescription),
  transitions: z.record(z.string(), z.array(PartRow).min(1)),
})
export type PartDescription = z.infer<typeof PartDescription>

/** When this fact, then that: in the same commit, under the same rules as if somebody had asked for it. */
export const ReactionRow = z.strictObject({
  on: z.string(),
  when: Condition.optional(),
  /** Name of a reaction of the vocabulary. */
  do: z.string(),
})
export type ReactionRow = z.infer<typeof ReactionRow>

export const ProcessDescription = z.strictObject({
  pl: z.string().min(1),
  en: z.string().min(1),
  states: z.record(StateName, StateDescription),
  /** By type of fact. The first row whose state and condition fit is taken. */
  transitions: z.record(z.string(), z.array(TransitionRow).min(1)),
  parts: z.record(z.string(), PartDescription).optional(),
  reactions: z.array(ReactionRow).optional(),
})
export type ProcessDescription = z.infer<typeof ProcessDescription>

export const holds = (condition: Condition | undefined, data: unknown): boolean =>
  condition === undefined ||
  Object.entries(condition).every(([field, wanted]) => {
    const value = (data as Record<string, unknown> | null | undefined)?.[field]
    return Array.isArray(wanted) ? wanted.includes(value as never) : value === wanted
  })

/** Which values of a payload are meant: `a`, `a.b`, `list[].a`. */
export type Path = readonly { readonly name: string; readonly list: boolean }[]

export const pathOf = (text: string): Path =>
  text.split('.').map((step) => {
    const list = step.endsWith('[]')
    return { name: list ? step.slice(0, -2) : step, list }
  })

export function valuesAt(path: Path, data: unknown): readonly string[] {
  const found: string[] = []
  collect(path, 0, data, found)
  return found
}

function collect(path: Path, at: number, value: unknown, found: string[]): void {
  const step = path[at]
  if (!step) {
    if (typeof value === 'string') found.push(value)
    return
  }
  const inner = (value as Record<string, unknown> | null | undefined)?.[step.name]
  if (!step.list) collect(path, at + 1, inner, found)
  else if (Array.isArray(inner)) for (const each of inner) collect(path, at + 1, each, found)
}
