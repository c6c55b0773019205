import { command } from '../http/command-route.ts'

export const meetingRoutes = [
  command('/meetings', 'HoldMeeting', 'meeting.manage'),
  command('/meetings/scheduled', 'ScheduleMeeting', 'meeting.manage'),
  command('/meetings/:id/cancellation', 'CancelMeeting', 'meeting.manage'),
  command('/meetings/:id/corrections', 'CorrectMeetingFact', 'meeting.manage'),
]
