import { z } from 'zod'
import { defineEvent, ofStream, personal } from '../kernel/event.ts'
import { Id, LifeArea, LongText, ShortText } from '../kernel/values.ts'
import { ClosureReason, ContactMeans, FollowUpOutcome, GoalRating } from './values.ts'

export const CaseSuspended = defineEvent({
  type: 'CaseSuspended',
  version: 1,
  about: 'Work on the case was suspended; the former state is remembered.',
  data: z.strictObject({ reason: personal('C3', ShortText) }),
  subject: ofStream,
})

export const CaseResumed = defineEvent({
  type: 'CaseResumed',
  version: 1,
  about: 'Work on the case goes on where it stopped.',
  data: z.strictObject({}),
})

export const ContactAttempted = defineEvent({
  type: 'ContactAttempted',
  version: 1,
  about: 'Somebody tried to reach the client, and did or did not.',
  data: z.strictObject({
    /** The client was reached. The count begins anew after that. */
    made: z.boolean(),
    /** Which attempt it is since the client was last reached. */
    ordinal: z.int().min(1).max(1000),
    means: ContactMeans.optional(),
  }),
})

export const FinalEvaluationCompleted = defineEvent({
  type: 'FinalEvaluationCompleted',
  version: 1,
  about: 'Client and team rated every goal.',
  data: z.strictObject({
    ratings: z
      .array(z.strictObject({ goalId: Id, rating: GoalRating, lifeArea: LifeArea.optional() }))
      .min(1)
      .max(100),
    clientScore: z.int().min(1).max(5).optional(),
    /** Given with the client's own words, which are sealed under this key. */
    clientId: Id.optional(),
    clientVoice: personal('C3', LongText).optional(),
  }),
  subject: (data, streamId) => data.clientId ?? streamId,
})

export const CaseClosed = defineEvent({
  type: 'CaseClosed',
  version: 1,
  about: 'The case was closed with a reason.',
  data: z.strictObject({ reason: ClosureReason, clientId: Id, note: personal('C3', LongText).optional() }),
  subject: (data) => data.clientId,
})

export const FollowUpRecorded = defineEvent({
  type: 'FollowUpRecorded',
  version: 1,
  about: 'Some time after the end it was asked what has remained of the goals.',
  data: z.strictObject({ outcome: FollowUpOutcome, clientId: Id, note: personal('C3', LongText).optional() }),
  subject: (data) => data.clientId,
})

export const CaseReopened = defineEvent({
  type: 'CaseReopened',
  version: 1,
  about: 'A closed case was taken up again for the same client, who has to agree anew.',
  data: z.strictObject({ clientId: Id, coordinatorId: Id, reason: personal('C2', LongText) }),
  subject: (data) => data.clientId,
})

export const CaseMigrated = defineEvent({
  type: 'CaseMigrated',
  version: 1,
  about: 'The case goes on under another version of the model.',
  data: z.strictObject({ modelVersion: z.string().min(1).max(20) }),
})
