import { defineCommand, recordCommand } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import { Id } from '../kernel/values.ts'
import {
  ConfidentialityStatementSigned,
  EnvironmentalInterviewCompleted,
  EnvironmentalInterviewRequired,
  ReviewHeld,
  TaskTeamAppointed,
  TeamMemberAdded,
  TeamMemberRemoved,
  TeamMinutesFiled,
} from './events.ts'
import { caseProcess } from './process.ts'
import { itsPartnership } from './reads.ts'

export const requireEnvironmentalInterview = recordCommand(caseProcess, EnvironmentalInterviewRequired, {
  name: 'RequireEnvironmentalInterview',
  about: 'Record that an environmental interview is needed; its statutory term begins.',
})

export const completeEnvironmentalInterview = recordCommand(caseProcess, EnvironmentalInterviewCompleted, {
  name: 'CompleteEnvironmentalInterview',
  about: 'Record that the environmental interview was held.',
})

export const signConfidentialityStatement = recordCommand(caseProcess, ConfidentialityStatementSigned, {
  name: 'SignConfidentialityStatement',
  about: 'Record that somebody signed the statement of confidentiality, before or while sitting in the team.',
})

export const appointTaskTeam = defineCommand({
  name: 'AppointTaskTeam',
  about: 'Appoint the task team of the case.',
  process: caseProcess,
  adds: [TaskTeamAppointed],
  body: TaskTeamAppointed.data.omit({ teamId: true }).extend({ teamId: Id.optional() }),
  reads: itsPartnership,
  events: ({ body, newId }) => [event(TaskTeamAppointed, { ...body, teamId: body.teamId ?? newId('team') })],
})

export const addTeamMember = defineCommand({
  name: 'AddTeamMember',
  about: 'Add a person to the task team.',
  process: caseProcess,
  adds: [TeamMemberAdded],
  body: TeamMemberAdded.data,
  reads: itsPartnership,
  events: ({ body }) => [event(TeamMemberAdded, body)],
})

export const removeTeamMember = recordCommand(caseProcess, TeamMemberRemoved, {
  name: 'RemoveTeamMember',
  about: 'Record that a person left the task team.',
})

export const fileTeamMinutes = defineCommand({
  name: 'FileTeamMinutes',
  about:
    'Record that the minutes of a sitting of the task team were filed, and what they say if that is to be kept here.',
  process: caseProcess,
  adds: [TeamMinutesFiled],
  body: TeamMinutesFiled.data.omit({ clientId: true }),
  events: ({ body, state: { clientId } }) => [
    event(TeamMinutesFiled, { ...body, ...(body.minutes && clientId !== null && { clientId }) }),
  ],
})

export const recordReview = recordCommand(caseProcess, ReviewHeld, {
  name: 'RecordReview',
  about: 'Record a review of the plan that was held without a sitting of the team; a sitting records its own.',
})

export const teamCommands = [
  requireEnvironmentalInterview,
  completeEnvironmentalInterview,
  signConfidentialityStatement,
  appointTaskTeam,
  addTeamMember,
  removeTeamMember,
  fileTeamMinutes,
  recordReview,
] as const
