import { z } from 'zod'
import { defineEvent } from '../kernel/event.ts'
import { Count, Id, MeetingMode, ShortText } from '../kernel/values.ts'

export const InitiatingMeetingHeld = defineEvent({
  type: 'InitiatingMeetingHeld',
  version: 1,
  about: 'An initiating meeting (spotkanie inicjujące) took place; there may be any number of them.',
  data: z.strictObject({
    meetingId: Id,
    ordinal: z.int().min(1).max(100),
    invited: Count.optional(),
    present: Count,
    mode: MeetingMode,
  }),
})

/** The institutions whose representatives came: they make the quorum, however many people each of them sent. */
export const MembersPresent = z.array(Id).max(500).describe('Members that were represented; they make the quorum')

export const PlenaryMeetingHeld = defineEvent({
  type: 'PlenaryMeetingHeld',
  version: 1,
  about: 'The partnership met. Without a quorum it may talk and cannot decide.',
  data: z.strictObject({
    meetingId: Id,
    ordinal: z.int().min(1).max(1000),
    invited: Count.optional(),
    present: Count.optional(),
    membersPresent: MembersPresent.optional(),
    mode: MeetingMode,
  }),
})

export const MinutesFiled = defineEvent({
  type: 'MinutesFiled',
  version: 1,
  about: 'The minutes of a meeting of the partnership were filed.',
  data: z.strictObject({ meetingId: Id }),
})

export const DecisionTaken = defineEvent({
  type: 'DecisionTaken',
  version: 1,
  about: 'A plenary meeting that had a quorum decided something. Families are spoken of without names there.',
  data: z.strictObject({ meetingId: Id, decisionId: Id, subject: ShortText }),
})
