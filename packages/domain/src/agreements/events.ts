import { z } from 'zod'
import { PublicLine } from '../anonymisation/public-text.ts'
import { defineEvent } from '../kernel/event.ts'
import { Region } from '../reference/regions.ts'

export const AgreementParty = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('VOIVODESHIP'), teryt: z.string().regex(/^\d{2}$/, 'two digits') }),
  z.strictObject({ kind: z.literal('COUNTY'), teryt: z.string().regex(/^\d{4}$/, 'four digits') }),
  z.strictObject({ kind: z.literal('MUNICIPALITY'), teryt: z.string().regex(/^\d{7}$/, 'seven digits') }),
])
export type AgreementParty = z.infer<typeof AgreementParty>

export const CooperationAgreementSigned = defineEvent({
  type: 'CooperationAgreementSigned',
  version: 1,
  about: 'The voivodeship and local authorities signed a cooperation agreement: it opens the way to a partnership.',
  data: z.strictObject({ parties: z.array(AgreementParty).min(2).max(100), region: Region }),
})

export const CooperationAgreementTerminated = defineEvent({
  type: 'CooperationAgreementTerminated',
  version: 1,
  about: 'The cooperation agreement ended.',
  data: z.strictObject({ reason: PublicLine }),
})

export const agreementEvents = [CooperationAgreementSigned, CooperationAgreementTerminated] as const
