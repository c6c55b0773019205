import { command } from '../http/command-route.ts'

export const supportRoutes = [
  command('/support/planned', 'PlanSupportActivity', 'support.manage'),
  command('/support/:id/cancellation', 'CancelSupportActivity', 'support.manage'),
  command('/support/trainings', 'HoldIntersectoralTraining', 'support.manage'),
  command('/support/workshops', 'HoldCooperationWorkshop', 'support.manage'),
  command('/support/educational-meetings', 'HoldEducationalMeeting', 'support.manage'),
  command('/support/consultation-meetings', 'HoldConsultationMeeting', 'support.manage'),
  command('/support/conferences', 'HoldConference', 'support.manage'),
  command('/support/coaching', 'HoldCoachingSession', 'support.manage'),
  command('/support/supervision', 'HoldSupervisionSession', 'support.manage'),
  command('/support/:id/corrections', 'CorrectSupportFact', 'support.manage'),
]
