import { z } from 'zod'
import { personal } from '../kernel/event.ts'
import { BusinessDate, Id, LongText, Sector } from '../kernel/values.ts'

/** Selection criteria of the model: C1 and C2 are mandatory, four of five are enough. */
export const Criterion = z.enum(['C1', 'C2', 'C3', 'C4', 'C5'])
export type Criterion = z.infer<typeof Criterion>

export const ClosureReason = z.enum([
  'GOALS_ACHIEVED',
  'GOALS_PARTLY_ACHIEVED',
  'CLIENT_RESIGNED',
  'CONSENT_WITHDRAWN',
  'CONSENT_REFUSED',
  'CONTRACT_BROKEN',
  'NO_CONTACT',
  'MOVED_AWAY',
  'DEATH',
  'MOVED_TO_STATUTORY_PROCEDURE',
  'PILOT_ENDED',
  'OTHER',
])
export type ClosureReason = z.infer<typeof ClosureReason>

export const TeamMember = z.strictObject({
  /** Staff key, never a name. */
  memberId: Id,
  /** Left out for an ad-hoc guest from outside the partnership. */
  institutionId: Id.optional(),
  sector: Sector,
  confidentialitySignedOn: BusinessDate.optional(),
})
export type TeamMember = z.infer<typeof TeamMember>

export const Goal = z.strictObject({ goalId: Id, text: personal('C2', LongText) })

export const Action = z.strictObject({
  actionId: Id,
  goalId: Id,
  /** An institution, or the client themself. */
  owner: z.union([z.literal('CLIENT'), Id]),
  serviceId: Id.optional(),
  due: BusinessDate,
  text: personal('C2', LongText),
})

export const GoalRating = z.enum(['ACHIEVED', 'PARTLY', 'NOT'])
export type GoalRating = z.infer<typeof GoalRating>
export const ContractVariant = z.enum(['A', 'B'])
