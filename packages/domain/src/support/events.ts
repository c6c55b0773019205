import { z } from 'zod'
import { PublicLine } from '../anonymisation/public-text.ts'
import { defineEvent } from '../kernel/event.ts'
import { BusinessDate, Count, Id, MeetingMode, Sector } from '../kernel/values.ts'

export const SupportKind = z.enum([
  'INTERSECTORAL_TRAINING',
  'COOPERATION_WORKSHOP',
  'EDUCATIONAL_MEETING',
  'CONSULTATION_MEETING',
  'CONFERENCE',
  'COACHING',
  'SUPERVISION',
])
export type SupportKind = z.infer<typeof SupportKind>

export const ConsultationChannel = z.enum(['MEETING', 'ELECTRONIC', 'INDIVIDUAL'])
export type ConsultationChannel = z.infer<typeof ConsultationChannel>

/** Clock or teaching hours, to a quarter. */
export const Hours = z.number().min(0.25).max(1000).multipleOf(0.25)

/** Staff by key and sector: enough to count who was reached, never a name. */
export const Participant = z.strictObject({ personId: Id, sector: Sector })
export type Participant = z.infer<typeof Participant>
const Participants = z.array(Participant).max(500)

const gathering = {
  hours: Hours,
  days: z.int().min(1).max(30).optional(),
  /** Who was there by key, or only how many where keys are not known. */
  participants: Participants.optional(),
  participantCount: Count.optional(),
  mode: MeetingMode.optional(),
}

export const SupportActivityPlanned = defineEvent({
  type: 'SupportActivityPlanned',
  version: 1,
  about: 'An activity of support was planned for a day.',
  data: z.strictObject({ kind: SupportKind, plannedOn: BusinessDate, mode: MeetingMode.optional() }),
})

export const SupportActivityCancelled = defineEvent({
  type: 'SupportActivityCancelled',
  version: 1,
  about: 'A planned activity of support did not take place.',
  data: z.strictObject({ reason: PublicLine }),
})

export const IntersectoralTrainingHeld = defineEvent({
  type: 'IntersectoralTrainingHeld',
  version: 1,
  about: 'A training for staff of many sectors took place.',
  data: z.strictObject(gathering),
})

export const CooperationWorkshopHeld = defineEvent({
  type: 'CooperationWorkshopHeld',
  version: 1,
  about: 'A cooperation workshop for managers and staff took place, as a rule over two days.',
  data: z.strictObject(gathering),
})

export const EducationalMeetingHeld = defineEvent({
  type: 'EducationalMeetingHeld',
  version: 1,
  about: 'A meeting that opens the pilot or widens knowledge of its methods took place.',
  data: z.strictObject(gathering),
})

export const ConsultationMeetingHeld = defineEvent({
  type: 'ConsultationMeetingHeld',
  version: 1,
  about: 'The draft of the model was talked over.',
  data: z.strictObject({ ...gathering, channel: ConsultationChannel.default('MEETING') }),
})

export const ConferenceHeld = defineEvent({
  type: 'ConferenceHeld',
  version: 1,
  about: 'An educational conference of the region or macroregion took place.',
  data: z.strictObject(gathering),
})

export const CoachingSessionHeld = defineEvent({
  type: 'CoachingSessionHeld',
  version: 1,
  about: 'A social worker was coached.',
  data: z.strictObject({ workerId: Id, hours: Hours, coachId: Id.optional(), mode: MeetingMode.optional() }),
})

export const SupervisionSessionHeld = defineEvent({
  type: 'SupervisionSessionHeld',
  version: 1,
  about: 'Members of task teams were supervised.',
  data: z.strictObject({
    hours: Hours,
    participants: Participants.min(1),
    supervisorId: Id.optional(),
    mode: MeetingMode.optional(),
  }),
})

export const supportEvents = [
  SupportActivityPlanned,
  SupportActivityCancelled,
  IntersectoralTrainingHeld,
  CooperationWorkshopHeld,
  EducationalMeetingHeld,
  ConsultationMeetingHeld,
  ConferenceHeld,
  CoachingSessionHeld,
  SupervisionSessionHeld,
] as const
