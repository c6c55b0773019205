import { z } from 'zod'
import { PublicText } from '../anonymisation/public-text.ts'
import { defineEvent } from '../kernel/event.ts'
import { BusinessDate } from '../kernel/values.ts'
import { ModelDocument } from '../model/document.ts'
import { Approver, Macroregion, ModelVersionNumber, OpinionGiver } from './values.ts'

export const ModelVersionDrafted = defineEvent({
  type: 'ModelVersionDrafted',
  version: 1,
  about: 'A version of the model was drafted: the whole document.',
  data: z.strictObject({ document: ModelDocument }),
})

export const ModelVersionRevised = defineEvent({
  type: 'ModelVersionRevised',
  version: 1,
  about: 'A draft was replaced by a newer text of the same version, as remarks and opinions asked for.',
  data: z.strictObject({ document: ModelDocument }),
})

export const ModelConsultationOpened = defineEvent({
  type: 'ModelConsultationOpened',
  version: 1,
  about: 'The draft went out to consultation.',
  data: z.strictObject({ until: BusinessDate.optional() }),
})

export const ModelConsultationClosed = defineEvent({
  type: 'ModelConsultationClosed',
  version: 1,
  about: 'The consultation of the draft ended.',
  data: z.strictObject({}),
})

export const ModelOpinionGiven = defineEvent({
  type: 'ModelOpinionGiven',
  version: 1,
  about: 'An opinion on the draft was given. A favourable one of the ministry opens the way to approval.',
  data: z.strictObject({ by: OpinionGiver, favourable: z.boolean(), text: PublicText.optional() }),
})

export const ModelVersionApproved = defineEvent({
  type: 'ModelVersionApproved',
  version: 1,
  about: 'One of the two bodies approved the version; it takes both.',
  data: z.strictObject({ by: Approver }),
})

export const ModelVersionPublished = defineEvent({
  type: 'ModelVersionPublished',
  version: 1,
  about: 'Both bodies have approved the version: partnerships may run on it, and its text never changes again.',
  data: z.strictObject({}),
})

export const ModelPutInPilot = defineEvent({
  type: 'ModelPutInPilot',
  version: 1,
  about: 'A macroregion began to try the version out.',
  data: z.strictObject({ macroregion: Macroregion }),
})

export const ModelVersionEvaluated = defineEvent({
  type: 'ModelVersionEvaluated',
  version: 1,
  about: 'What the pilot of the version taught was summed up.',
  data: z.strictObject({}),
})

export const ModelVersionRecommended = defineEvent({
  type: 'ModelVersionRecommended',
  version: 1,
  about: 'The version was recommended for general use.',
  data: z.strictObject({}),
})

export const ModelVersionSuperseded = defineEvent({
  type: 'ModelVersionSuperseded',
  version: 1,
  about: 'Another version took the place of this one; what runs on it goes on until it is migrated.',
  data: z.strictObject({ by: ModelVersionNumber }),
})

export const modelVersionEvents = [
  ModelVersionDrafted,
  ModelVersionRevised,
  ModelConsultationOpened,
  ModelConsultationClosed,
  ModelOpinionGiven,
  ModelVersionApproved,
  ModelVersionPublished,
  ModelPutInPilot,
  ModelVersionEvaluated,
  ModelVersionRecommended,
  ModelVersionSuperseded,
] as const
