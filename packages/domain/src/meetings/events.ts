import { z } from 'zod'
import { MeetingPurpose } from '../cases/values.ts'
import { defineEvent, ofStream, personal } from '../kernel/event.ts'
import { BusinessDate, Count, Id, MeetingMode, ShortText } from '../kernel/values.ts'
import { MembersPresent } from '../partnerships/events.ts'

/** Whose meeting it is: the fact that it was held also goes to that stream, in the same commit. */
export const MeetingOf = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('INITIATING'), partnershipId: Id }),
  z.strictObject({ kind: z.literal('PLENARY'), partnershipId: Id }),
  z.strictObject({ kind: z.literal('TEAM'), caseId: Id }),
])
export type MeetingOf = z.infer<typeof MeetingOf>

export const MeetingScheduled = defineEvent({
  type: 'MeetingScheduled',
  version: 1,
  about: 'A meeting was called.',
  data: z.strictObject({ of: MeetingOf, plannedOn: BusinessDate, invited: Count, mode: MeetingMode }),
})

export const MeetingHeld = defineEvent({
  type: 'MeetingHeld',
  version: 1,
  about: 'A meeting took place: who was there in numbers, what was decided in numbers, when the next one is.',
  data: z.strictObject({
    of: MeetingOf,
    invited: Count.optional(),
    present: Count.optional(),
    /** Of a plenary meeting. */
    membersPresent: MembersPresent.optional(),
    clientPresent: z.boolean().optional(),
    mode: MeetingMode,
    place: personal('C2', ShortText).optional(),
    decisions: Count.default(0),
    nextOn: BusinessDate.optional(),
    purpose: MeetingPurpose.optional(),
  }),
  subject: ofStream,
})

export const MeetingCancelled = defineEvent({
  type: 'MeetingCancelled',
  version: 1,
  about: 'A meeting that was called did not take place.',
  data: z.strictObject({ reason: personal('C2', ShortText) }),
  subject: ofStream,
})

export const meetingEvents = [MeetingScheduled, MeetingHeld, MeetingCancelled] as const
