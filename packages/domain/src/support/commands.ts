import type { z } from 'zod'
import { type CommandDefinition, defineCommand, recordCommand } from '../kernel/command.ts'
import { type DataOf, type EventDefinition, event } from '../kernel/event.ts'
import { refuse } from '../kernel/refusal.ts'
import {
  CoachingSessionHeld,
  ConferenceHeld,
  ConsultationMeetingHeld,
  CooperationWorkshopHeld,
  EducationalMeetingHeld,
  IntersectoralTrainingHeld,
  SupervisionSessionHeld,
  SupportActivityCancelled,
  SupportActivityPlanned,
  type SupportKind,
} from './events.ts'
import { type SupportState, support } from './process.ts'

export const planSupportActivity = defineCommand({
  name: 'PlanSupportActivity',
  about: 'Plan an activity of support for a day.',
  process: support,
  creates: true,
  body: SupportActivityPlanned.data,
  adds: [SupportActivityPlanned],
  events: ({ body }) => [event(SupportActivityPlanned, body)],
})

export const cancelSupportActivity = recordCommand(support, SupportActivityCancelled, {
  name: 'CancelSupportActivity',
  about: 'Record that a planned activity did not take place.',
})

/** Records an activity that took place: a new one, or the planned one that has this id. */
const hold = <Data extends z.ZodObject, Name extends string>(
  name: Name,
  about: string,
  kind: SupportKind,
  fact: EventDefinition<string, Data>,
): CommandDefinition<SupportState, Data, Record<never, never>, Name> => ({
  name,
  about,
  process: support,
  creates: true,
  body: fact.data,
  adds: [fact],
  events: ({ body, state: { planned } }) =>
    planned !== null && planned !== kind
      ? refuse('activity-of-another-kind', { planned, held: kind })
      : [event(fact, body as DataOf<EventDefinition<string, Data>>)],
})

export const holdIntersectoralTraining = hold(
  'HoldIntersectoralTraining',
  'Record a training for staff of many sectors.',
  'INTERSECTORAL_TRAINING',
  IntersectoralTrainingHeld,
)

export const holdCooperationWorkshop = hold(
  'HoldCooperationWorkshop',
  'Record a cooperation workshop for managers and staff.',
  'COOPERATION_WORKSHOP',
  CooperationWorkshopHeld,
)

export const holdEducationalMeeting = hold(
  'HoldEducationalMeeting',
  'Record an educational meeting.',
  'EDUCATIONAL_MEETING',
  EducationalMeetingHeld,
)

export const holdConsultationMeeting = hold(
  'HoldConsultationMeeting',
  'Record a consultation of the draft model.',
  'CONSULTATION_MEETING',
  ConsultationMeetingHeld,
)

export const holdConference = hold('HoldConference', 'Record an educational conference.', 'CONFERENCE', ConferenceHeld)

export const holdCoachingSession = hold(
  'HoldCoachingSession',
  'Record the coaching of a social worker.',
  'COACHING',
  CoachingSessionHeld,
)

export const holdSupervisionSession = hold(
  'HoldSupervisionSession',
  'Record the supervision of members of task teams.',
  'SUPERVISION',
  SupervisionSessionHeld,
)

export const supportCommands = [
  planSupportActivity,
  cancelSupportActivity,
  holdIntersectoralTraining,
  holdCooperationWorkshop,
  holdEducationalMeeting,
  holdConsultationMeeting,
  holdConference,
  holdCoachingSession,
  holdSupervisionSession,
] as const
