import { z } from 'zod'
import { defineEvent, ofStream, personal } from '../kernel/event.ts'
import { BusinessDate, Count, Id, LifeArea, LongText, ShortText } from '../kernel/values.ts'
import { Action, ContractVariant, Goal, GoalRating } from './values.ts'

const about = (data: { clientId: string }) => data.clientId

export const DiagnosisCompleted = defineEvent({
  type: 'DiagnosisCompleted',
  version: 1,
  about: 'The individual, cross-sector diagnosis was completed.',
  data: z.strictObject({
    clientId: Id,
    needs: Count,
    ownResources: Count,
    communityResources: Count,
    byLifeArea: z
      .array(z.strictObject({ lifeArea: LifeArea, needs: Count, ownResources: Count, communityResources: Count }))
      .max(LifeArea.options.length)
      .optional(),
    summary: personal('C3', LongText).optional(),
    /** The parts of a sound diagnosis: what caused it, what the person and the surroundings can build on, what stands in the way. */
    causes: personal('C3', LongText).optional(),
    strengths: personal('C3', LongText).optional(),
    limits: personal('C3', LongText).optional(),
    barriers: personal('C3', LongText).optional(),
  }),
  subject: about,
})

export const PlanAgreed = defineEvent({
  type: 'PlanAgreed',
  version: 1,
  about: 'Client and team agreed goals and actions.',
  data: z.strictObject({
    clientId: Id,
    clientTookPart: z.boolean(),
    goals: z.array(Goal).min(1).max(50),
    actions: z.array(Action).min(1).max(200),
  }),
  subject: about,
})

export const PlanAmended = defineEvent({
  type: 'PlanAmended',
  version: 1,
  about: 'Client and team changed the plan: goals and actions that are new or said anew, and goals that are given up.',
  data: z.strictObject({
    clientId: Id,
    clientTookPart: z.boolean(),
    goals: z.array(Goal).max(50),
    actions: z.array(Action).max(200),
    droppedGoals: z.array(Id).max(50),
    reason: personal('C2', LongText).optional(),
  }),
  subject: about,
})

export const SocialContractConcluded = defineEvent({
  type: 'SocialContractConcluded',
  version: 1,
  about: 'The social contract was signed by client and social worker; the work of the plan begins.',
  data: z.strictObject({
    contractId: Id,
    variant: ContractVariant,
    reviewsOn: z.array(BusinessDate).min(1).max(50),
    endsOn: BusinessDate,
  }),
})

export const ContractAmended = defineEvent({
  type: 'ContractAmended',
  version: 1,
  about: 'Client and social worker signed other dates of the social contract.',
  data: z.strictObject({ contractId: Id, reviewsOn: z.array(BusinessDate).min(1).max(50), endsOn: BusinessDate }),
})

export const PlanStartedWithoutContract = defineEvent({
  type: 'PlanStartedWithoutContract',
  version: 1,
  about: 'The plan began without a contract: for groups, or where a contract is contraindicated.',
  data: z.strictObject({ reason: personal('C3', ShortText) }),
  subject: ofStream,
})

export const ActionStarted = defineEvent({
  type: 'ActionStarted',
  version: 1,
  about: 'Work on an action of the plan began.',
  data: z.strictObject({ actionId: Id }),
})

export const ActionCompleted = defineEvent({
  type: 'ActionCompleted',
  version: 1,
  about: 'An action of the plan was done.',
  data: z.strictObject({ actionId: Id }),
})

export const ActionCancelled = defineEvent({
  type: 'ActionCancelled',
  version: 1,
  about: 'An action of the plan was given up.',
  data: z.strictObject({ actionId: Id, reason: personal('C3', ShortText) }),
  subject: ofStream,
})

export const GoalProgressRecorded = defineEvent({
  type: 'GoalProgressRecorded',
  version: 1,
  about: 'The team recorded how far a goal is reached.',
  data: z.strictObject({ goalId: Id, rating: GoalRating }),
})
