import { z } from 'zod'
import { defineEvent, personal } from '../kernel/event.ts'
import { BusinessDate, Count, Id, LongText, MeetingMode, ShortText } from '../kernel/values.ts'
import { Attendance, MeetingPurpose, ReviewOutcome, TeamMember } from './values.ts'

export const EnvironmentalInterviewRequired = defineEvent({
  type: 'EnvironmentalInterviewRequired',
  version: 1,
  about: 'The centre learned that an environmental interview is needed; the statutory term begins.',
  data: z.strictObject({ urgent: z.boolean().default(false) }),
})

export const EnvironmentalInterviewCompleted = defineEvent({
  type: 'EnvironmentalInterviewCompleted',
  version: 1,
  about: 'The environmental interview was held.',
  data: z.strictObject({
    /** The person is on lasting help: the interview is to be brought up to date every six months. */
    lastingHelp: z.boolean().optional(),
  }),
})

export const TaskTeamAppointed = defineEvent({
  type: 'TaskTeamAppointed',
  version: 1,
  about: 'The partnership appointed the task team (ZZK) of the case.',
  data: z.strictObject({ teamId: Id, signature: ShortText.optional(), members: z.array(TeamMember).min(1).max(50) }),
})

export const TeamMemberAdded = defineEvent({
  type: 'TeamMemberAdded',
  version: 1,
  about: 'Somebody joined the task team.',
  data: z.strictObject({ member: TeamMember }),
})

export const TeamMemberRemoved = defineEvent({
  type: 'TeamMemberRemoved',
  version: 1,
  about: 'Somebody left the task team.',
  data: z.strictObject({ memberId: Id }),
})

export const ConfidentialityStatementSigned = defineEvent({
  type: 'ConfidentialityStatementSigned',
  version: 1,
  about: 'Somebody signed the statement of confidentiality for this case.',
  data: z.strictObject({ memberId: Id, signedOn: BusinessDate }),
})

export const TeamMeetingHeld = defineEvent({
  type: 'TeamMeetingHeld',
  version: 1,
  about: 'The task team met: who of it was there, whether the client was, what they said.',
  data: z.strictObject({
    meetingId: Id,
    teamId: Id,
    ordinal: z.int().min(1).max(1000),
    invited: Count,
    present: Count,
    clientPresent: z.boolean(),
    mode: MeetingMode,
    purpose: MeetingPurpose.optional(),
    attendance: z.array(Attendance).max(50).optional(),
    /** Given with what was said and decided, which is sealed under this key. */
    clientId: Id.optional(),
    clientVoice: personal('C3', ShortText).optional(),
    decided: personal('C3', z.array(ShortText).max(50)).optional(),
  }),
  subject: (data, streamId) => data.clientId ?? streamId,
})

export const TeamMinutesFiled = defineEvent({
  type: 'TeamMinutesFiled',
  version: 1,
  about:
    'The minutes of a sitting of the task team were filed; what they say beside the record of the sitting is sealed.',
  data: z.strictObject({
    meetingId: Id,
    /** Given with the words, which are sealed under this key. */
    clientId: Id.optional(),
    minutes: personal('C3', LongText).optional(),
  }),
  subject: (data, streamId) => data.clientId ?? streamId,
})

export const ReviewHeld = defineEvent({
  type: 'ReviewHeld',
  version: 1,
  about: 'Client and team looked back on the plan; the term of the next review begins.',
  data: z.strictObject({ meetingId: Id.optional(), outcome: ReviewOutcome.optional() }),
})

export const CoordinatorChanged = defineEvent({
  type: 'CoordinatorChanged',
  version: 1,
  about: 'The case was handed over to another coordinator.',
  data: z.strictObject({ coordinatorId: Id }),
})

export const CaseTransferred = defineEvent({
  type: 'CaseTransferred',
  version: 1,
  about: 'The case was handed over to another partnership, with its team.',
  data: z.strictObject({ fromPartnershipId: Id, toPartnershipId: Id }),
})
