import { z } from 'zod'
import { ContractVariant } from '../cases/values.ts'
import { defineEvent, personal } from '../kernel/event.ts'
import { BusinessDate, Id, LongText, ShortText } from '../kernel/values.ts'

export const ContractParty = z.enum(['CLIENT', 'SOCIAL_WORKER'])
export type ContractParty = z.infer<typeof ContractParty>

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
  }),
  subject: (data) => data.clientId,
})

export const SocialContractSigned = defineEvent({
  type: 'SocialContractSigned',
  version: 1,
  about: 'One of the two parties signed the contract.',
  data: z.strictObject({ by: ContractParty }),
})

export const SocialContractEnded = defineEvent({
  type: 'SocialContractEnded',
  version: 1,
  about: 'The contract ran out, was fulfilled or was broken.',
  data: z.strictObject({ how: z.enum(['FULFILLED', 'EXPIRED', 'BROKEN', 'CASE_CLOSED']), note: ShortText.optional() }),
})

export const contractEvents = [SocialContractDrafted, SocialContractSigned, SocialContractEnded] as const
