import { z } from 'zod'
import { PublicLine, PublicText } from '../anonymisation/public-text.ts'
import { defineEvent } from '../kernel/event.ts'
import { Id } from '../kernel/values.ts'

export const GoodPracticeSubmitted = defineEvent({
  type: 'GoodPracticeSubmitted',
  version: 1,
  about:
    'A partnership submitted a good practice for the catalogue, for the first time or again after it was returned.',
  data: z.strictObject({ title: PublicLine, description: PublicText, partnershipId: Id.optional() }),
})

export const GoodPracticeVerified = defineEvent({
  type: 'GoodPracticeVerified',
  version: 1,
  about: 'Somebody read the practice and confirmed that nobody can be recognised in it.',
  data: z.strictObject({ anonymised: z.literal(true) }),
})

export const GoodPracticePublished = defineEvent({
  type: 'GoodPracticePublished',
  version: 1,
  about: 'The practice entered the catalogue of good practices.',
  data: z.strictObject({}),
})

export const GoodPracticeReturned = defineEvent({
  type: 'GoodPracticeReturned',
  version: 1,
  about: 'The practice went back to those who submitted it.',
  data: z.strictObject({ reason: PublicText }),
})

export const GoodPracticeArchived = defineEvent({
  type: 'GoodPracticeArchived',
  version: 1,
  about: 'The practice was taken out of use.',
  data: z.strictObject({}),
})

export const practiceEvents = [
  GoodPracticeSubmitted,
  GoodPracticeVerified,
  GoodPracticePublished,
  GoodPracticeReturned,
  GoodPracticeArchived,
] as const
