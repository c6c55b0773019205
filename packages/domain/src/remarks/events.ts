import { z } from 'zod'
import { PublicText } from '../anonymisation/public-text.ts'
import { defineEvent } from '../kernel/event.ts'
import { ShortText, Teryt } from '../kernel/values.ts'
import { ModelVersionNumber } from '../model-versions/values.ts'
import { ConsultationChannel } from '../support/events.ts'

/** As whom somebody speaks about the model. */
export const RemarkAuthor = z.enum([
  'MANAGER',
  'SOCIAL_WORKER',
  'PARTNER_STAFF',
  'LOCAL_AUTHORITY',
  'REGIONAL_CENTRE',
  'EXPERT',
  'MINISTRY',
  'RESIDENT',
  'OTHER',
])
export type RemarkAuthor = z.infer<typeof RemarkAuthor>

export const Chapter = ShortText.meta({ description: 'Chapter or section of the model, as it is numbered there' })

export const RemarkSubmitted = defineEvent({
  type: 'RemarkSubmitted',
  version: 1,
  about: 'Somebody remarked on a version of the model.',
  data: z.strictObject({
    /** The version remarked on, not the one that this stream runs on. */
    version: ModelVersionNumber,
    channel: ConsultationChannel,
    authorRole: RemarkAuthor,
    teryt: Teryt.optional(),
    chapter: Chapter,
    text: PublicText,
    proposedWording: PublicText.optional(),
  }),
})

export const RemarkTriaged = defineEvent({
  type: 'RemarkTriaged',
  version: 1,
  about: 'The remark was read and given to those who decide on its chapter.',
  data: z.strictObject({}),
})

export const RemarkAccepted = defineEvent({
  type: 'RemarkAccepted',
  version: 1,
  about: 'The remark was accepted.',
  data: z.strictObject({ response: PublicText.optional() }),
})

export const RemarkPartlyAccepted = defineEvent({
  type: 'RemarkPartlyAccepted',
  version: 1,
  about: 'A part of the remark was accepted; the response says which.',
  data: z.strictObject({ response: PublicText }),
})

export const RemarkRejected = defineEvent({
  type: 'RemarkRejected',
  version: 1,
  about: 'The remark was rejected; the response says why.',
  data: z.strictObject({ response: PublicText }),
})

export const RemarkIncorporated = defineEvent({
  type: 'RemarkIncorporated',
  version: 1,
  about: 'The remark changed the model: in this version, in this chapter.',
  data: z.strictObject({ version: ModelVersionNumber, chapter: Chapter }),
})

export const remarkEvents = [
  RemarkSubmitted,
  RemarkTriaged,
  RemarkAccepted,
  RemarkPartlyAccepted,
  RemarkRejected,
  RemarkIncorporated,
] as const
