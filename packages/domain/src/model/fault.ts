import type { ProcessDefinition } from '../kernel/process.ts'
import { type FaultReason, faultReasons } from './fault-reasons.ts'

/** What is wrong with a document of the model, and where: `processes.case.states.PLANNED`. */
export interface ModelFault {
  readonly path: string
  /** In English. */
  readonly reason: string
  readonly pl: string
}

/** Why, in both languages, about what. */
export type Reason = Pick<ModelFault, 'reason' | 'pl'>

export function because(why: FaultReason, ...about: readonly string[]): Reason {
  const { en, pl } = faultReasons[why]
  return { reason: filled(en, about), pl: filled(pl, about) }
}

const filled = (text: string, about: readonly string[]): string =>
  text.replaceAll(/\{(\d)\}/g, (_, place: string) => about[Number(place)] ?? '')

/** By name of the process: the words that a description of it may use. */
// biome-ignore lint/suspicious/noExplicitAny: the list mixes processes of all states
export type Vocabulary = ReadonlyMap<string, ProcessDefinition<any, any>>
