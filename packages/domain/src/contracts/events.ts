import { z } from 'zod'
import { ClosureReason, ContractVariant } from '../cases/values.ts'
import { defineEvent, ofStream, personal } from '../kernel/event.ts'
import { BusinessDate, Id, LongText, ShortText } from '../kernel/values.ts'

export const ContractParty = z.enum(['CLIENT', 'SOCIAL_WORKER'])
export type ContractParty = z.infer<typeof ContractParty>

const text = () => personal('C3', LongText).optional()

/**
 * What the statutory template (Dz.U. 2010 no. 218 item 1439) asks for. Part A is concluded with a person or family about a
 * difficult situation in life; its assessment is the one that a sound diagnosis is made of.
 */
export const PartA = z.strictObject({
  causes: text(),
  strengths: text(),
  limits: text(),
  barriers: text(),
  mainGoal: text(),
  particularGoals: text(),
  clientUndertakes: text(),
  socialWorkerUndertakes: text(),
  expectedEffects: text(),
})

/** Part B is concluded with a person about activity and work: why there is none, and what was tried before. */
export const PartB = z.strictObject({
  causesOfUnemployment: text(),
  limitsInFindingWork: text(),
  earlierActivation: text(),
  reasonsOfFailure: text(),
  goals: text(),
  clientUndertakes: text(),
  socialWorkerUndertakes: text(),
  expectedEffects: text(),
})

export const SocialContractDrafted = defineEvent({
  type: 'SocialContractDrafted',
  version: 1,
  about: 'A social contract was drawn up together with the client (variant A or B of the statutory template).',
  data: z.strictObject({
    caseId: Id,
    clientId: Id,
    variant: ContractVariant,
    reviewsOn: z.array(BusinessDate).max(50),
    endsOn: BusinessDate,
    arrangements: personal('C3', LongText).optional(),
    partA: PartA.optional(),
    partB: PartB.optional(),
    /** False: it is to be doubted that the client decides freely and knows what they sign. */
    soundWill: z.boolean().optional(),
  }),
  subject: (data) => data.clientId,
})

export const SocialContractSigned = defineEvent({
  type: 'SocialContractSigned',
  version: 1,
  about: 'One of the two parties signed the contract.',
  data: z.strictObject({ by: ContractParty, soundWill: z.boolean().optional() }),
})

export const SocialContractAmended = defineEvent({
  type: 'SocialContractAmended',
  version: 1,
  about: 'Both parties signed other dates, and what else they changed.',
  data: z.strictObject({
    clientId: Id,
    reviewsOn: z.array(BusinessDate).max(50),
    endsOn: BusinessDate,
    signedBy: z.array(ContractParty).max(2),
    arrangements: text(),
  }),
  subject: (data) => data.clientId,
})

export const SocialContractEnded = defineEvent({
  type: 'SocialContractEnded',
  version: 1,
  about: 'The contract ran out, was fulfilled or was broken.',
  data: z.strictObject({
    how: z.enum(['FULFILLED', 'EXPIRED', 'BROKEN', 'CASE_CLOSED']),
    note: personal('C3', ShortText).optional(),
    /** The reason for which its case was closed, where that ended it. */
    because: ClosureReason.optional(),
  }),
  subject: ofStream,
})

export const contractEvents = [
  SocialContractDrafted,
  SocialContractSigned,
  SocialContractAmended,
  SocialContractEnded,
] as const
