import { z } from 'zod'

/** I rural, II urban-rural, III towns over 20,000: each tries out a model of its own. */
export const Macroregion = z.enum(['I', 'II', 'III'])
export type Macroregion = z.infer<typeof Macroregion>

export const ModelVersionNumber = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,19}$/, 'letters, digits, dot, dash and underscore, at most 20')

/** Whose approval a version needs; both. */
export const Approver = z.enum(['STEERING_COMMITTEE', 'MODEL_TEAM'])
export type Approver = z.infer<typeof Approver>

export const OpinionGiver = z.enum(['MINISTRY', 'REGIONAL_CENTRE', 'LOCAL_AUTHORITY', 'EXPERT', 'OTHER'])
