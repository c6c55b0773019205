import { z } from 'zod'
import { PublicText } from '../anonymisation/public-text.ts'
import { defineEvent } from '../kernel/event.ts'
import { Id } from '../kernel/values.ts'

export const Addressee = z.enum(['MUNICIPALITY', 'COUNTY', 'REGION', 'MINISTRY', 'LEGISLATOR'])
export type Addressee = z.infer<typeof Addressee>

export const RecommendationProposed = defineEvent({
  type: 'RecommendationProposed',
  version: 1,
  about: 'What the pilot taught was put as a recommendation to somebody who can act on it.',
  data: z.strictObject({
    text: PublicText,
    addressee: Addressee,
    /** Barriers that it would remove. */
    barriers: z.array(Id).max(50),
  }),
})

export const RecommendationReviewed = defineEvent({
  type: 'RecommendationReviewed',
  version: 1,
  about: 'The recommendation was reviewed and may be decided on.',
  data: z.strictObject({}),
})

export const RecommendationAdopted = defineEvent({
  type: 'RecommendationAdopted',
  version: 1,
  about: 'The recommendation was adopted.',
  data: z.strictObject({}),
})

export const RecommendationRejected = defineEvent({
  type: 'RecommendationRejected',
  version: 1,
  about: 'The recommendation was rejected.',
  data: z.strictObject({ reason: PublicText }),
})

export const RecommendationPublished = defineEvent({
  type: 'RecommendationPublished',
  version: 1,
  about: 'The recommendation entered the book of recommendations.',
  data: z.strictObject({}),
})

export const recommendationEvents = [
  RecommendationProposed,
  RecommendationReviewed,
  RecommendationAdopted,
  RecommendationRejected,
  RecommendationPublished,
] as const
