import type { ProcessState, ReactionDefinition } from './definition.ts'

export type { ReactionDefinition, ReactionInput } from './definition.ts'

export const defineReaction = <State extends ProcessState>(
  definition: ReactionDefinition<State>,
): ReactionDefinition<State> => definition
