import { z } from 'zod'
import { ClosureReason, Criterion } from '../cases/values.ts'
import { DeadlineRule } from '../deadlines/rule.ts'
import { ProcessDescription } from '../kernel/description.ts'
import { Sector } from '../kernel/values.ts'

/**
 * A version of the model, whole: what a macroregion consults, approves, tries out and replaces. It is data, so that an office
 * can read it, change it in a new version and replay its own history under it. The one that comes with the software is
 * `built-in.ts`; others are published by events (`model-versions/`).
 */
const Named = { pl: z.string().min(1), en: z.string().min(1) }

export const CooperationLevel = z.enum(['INSTITUTION', 'WORKER', 'CLIENT'])

/** What an office calls a part of the way; the states of processes that belong to it. */
export const Stage = z.strictObject({
  id: z.string(),
  ...Named,
  level: CooperationLevel,
  /** `partnership/PREPARING` */
  states: z.array(z.string()).min(1),
})

/** The numbers in the rules of the model. The model's full text could not be read: they are proposals, hence data. */
export const ModelParameters = z.strictObject({
  /** Institutions besides the leader that must have signed before a partnership is constituted. */
  minInstitutions: z.int().min(1),
  /** Sectors among all that signed, the leader's included. */
  minSectors: z.int().min(1),
  /** How many of the selection criteria C1 to C5 a case must meet, and which of them it cannot do without. */
  selectionThreshold: z.int().min(0).max(5),
  mandatoryCriteria: z.array(Criterion),
  minTeamMembers: z.int().min(1),
  minTeamSectorsBesidesLeader: z.int().min(0),
  /** Share of the members, in percent, that must be present for a plenary meeting to decide. */
  plenaryQuorumPercent: z.int().min(0).max(100),
  /** A case is closed for want of contact after so many attempts, spread over at least so many days. */
  noContactAttempts: z.int().min(1),
  noContactDays: z.int().min(0),
})
export type ModelParameters = z.infer<typeof ModelParameters>

/** When a reason for closing may be given, and whether it needs words. */
export const ClosureRule = z.strictObject({
  reason: ClosureReason,
  /** `ORDINARY`: only work that was evaluated ends so. `ANY_TIME`: life or law ended it, whatever its state. */
  when: z.enum(['ORDINARY', 'ANY_TIME', 'AFTER_WITHDRAWAL', 'NEVER']),
  note: z.enum(['REQUIRED', 'OPTIONAL']),
})
export type ClosureRule = z.infer<typeof ClosureRule>

export const Category = z.strictObject({
  id: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
  ...Named,
  lifeArea: z.string(),
})

/** Kinds of service; two services of categories declared exclusive contradict each other in one plan. */
const Taxonomy = z.strictObject({
  categories: z.array(Category),
  exclusive: z.array(z.tuple([z.string(), z.string()])),
})

export const ModelDocument = z.strictObject({
  version: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,19}$/),
  ...Named,
  /** Which of the sister models it is: cities over 20,000, rural, urban-rural. */
  family: z.enum(['TOWNS', 'RURAL', 'URBAN_RURAL']),
  basedOn: z.string().optional(),
  stages: z.array(Stage),
  parameters: ModelParameters,
  sectors: z.array(Sector).min(1),
  /** By name of the process; what a version does not describe stays as the software brings it. */
  processes: z.record(z.string(), ProcessDescription),
  deadlines: z.array(DeadlineRule),
  closureReasons: z.array(ClosureRule),
  taxonomy: Taxonomy,
})
export type ModelDocument = z.infer<typeof ModelDocument>
