import { z } from 'zod'
import { defineEvent } from '../kernel/event.ts'
import { BusinessDate, Id, Sector, ShortText } from '../kernel/values.ts'

export const CooperatorIdentified = defineEvent({
  type: 'CooperatorIdentified',
  version: 1,
  about: 'An institution was found that matters for helping persons and families here; it is not invited yet.',
  data: z.strictObject({ institutionId: Id, sector: Sector }),
})

export const CooperatorInvited = defineEvent({
  type: 'CooperatorInvited',
  version: 1,
  about: 'An institution was invited to cooperate.',
  data: z.strictObject({ institutionId: Id, sector: Sector, replyBy: BusinessDate.optional() }),
})

export const CooperatorAnswered = defineEvent({
  type: 'CooperatorAnswered',
  version: 1,
  about: 'An institution answered its invitation; one that declined may be invited again.',
  data: z.strictObject({ institutionId: Id, answer: z.enum(['INTERESTED', 'DECLINED']) }),
})

export const AccessionDeclarationSigned = defineEvent({
  type: 'AccessionDeclarationSigned',
  version: 1,
  about: 'An institution signed its declaration of accession.',
  data: z.strictObject({
    institutionId: Id,
    sector: Sector,
    signatoryHasMandate: z.literal(true),
    strategicPartner: z.boolean().default(false),
  }),
})

export const MemberBecameInactive = defineEvent({
  type: 'MemberBecameInactive',
  version: 1,
  about: 'A member no longer takes part and has not left: it is not counted for the quorum.',
  data: z.strictObject({ institutionId: Id }),
})

export const MemberReactivated = defineEvent({
  type: 'MemberReactivated',
  version: 1,
  about: 'A member that was inactive takes part again.',
  data: z.strictObject({ institutionId: Id }),
})

export const MemberWithdrew = defineEvent({
  type: 'MemberWithdrew',
  version: 1,
  about: 'A member left the partnership.',
  data: z.strictObject({ institutionId: Id }),
})

export const MemberExcluded = defineEvent({
  type: 'MemberExcluded',
  version: 1,
  about: 'A member was excluded from the partnership.',
  data: z.strictObject({ institutionId: Id, reason: ShortText }),
})
