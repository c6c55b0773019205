import type { ProcessDefinition } from '../kernel/process.ts'

/** What is wrong with a document of the model, and where: `processes.case.states.PLANNED`. */
export interface ModelFault {
  readonly path: string
  readonly reason: string
}

/** By name of the process: the words that a description of it may use. */
// biome-ignore lint/suspicious/noExplicitAny: the list mixes processes of all states
export type Vocabulary = ReadonlyMap<string, ProcessDefinition<any, any>>
