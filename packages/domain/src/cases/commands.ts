import { z } from 'zod'
import { socialContract } from '../contracts/process.ts'
import { defineCommand, recordCommand } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import { Id } from '../kernel/values.ts'
import { partnership } from '../partnerships/process.ts'
import {
  ActionCancelled,
  ActionCompleted,
  CaseClosed,
  CaseProposed,
  CaseQualified,
  CaseRejected,
  CaseResumed,
  CaseSuspended,
  ConsentGiven,
  ConsentRefused,
  ConsentWithdrawn,
  DiagnosisCompleted,
  EnvironmentalInterviewCompleted,
  EnvironmentalInterviewRequired,
  FinalEvaluationCompleted,
  GoalProgressRecorded,
  PlanAgreed,
  PlanStartedWithoutContract,
  TaskTeamAppointed,
  TeamMemberAdded,
  TeamMemberRemoved,
} from './events.ts'
import { caseProcess } from './process.ts'
import type { CaseState } from './state.ts'

const itsPartnership = ({ state }: { state: CaseState }) => ({
  partnership: { process: partnership, id: state.partnershipId ?? '' },
})

/** A case without its proposal is refused by the table; the empty key then reaches no store. */
const clientOf = ({ clientId }: CaseState): string => clientId ?? ''

export const proposeCase = defineCommand({
  name: 'ProposeCase',
  about: 'Propose a person, family or group for cooperation, without a referral.',
  process: caseProcess,
  adds: [CaseProposed],
  creates: true,
  body: CaseProposed.data
    .omit({ clientId: true, referralId: true, modelVersion: true })
    .extend({ clientId: Id.optional().describe('Person key, if the client is known already') }),
  reads: ({ body }) => ({ partnership: { process: partnership, id: body.partnershipId } }),
  events: ({ body, others, newId }) => {
    const { modelVersion } = others.partnership
    const clientId = body.clientId ?? newId('client')
    return [event(CaseProposed, { ...body, clientId, ...(modelVersion !== null && { modelVersion }) })]
  },
})

export const qualifyCase = recordCommand(caseProcess, CaseQualified, {
  name: 'QualifyCase',
  about: 'Record the selection criteria that are met and name the coordinator.',
})

export const rejectCase = recordCommand(caseProcess, CaseRejected, {
  name: 'RejectCase',
  about: 'Do not take the proposal up.',
})

export const giveConsent = defineCommand({
  name: 'GiveConsent',
  about: 'Record that the client agreed to take part, or to what may be shared with whom.',
  process: caseProcess,
  adds: [ConsentGiven, EnvironmentalInterviewRequired],
  body: ConsentGiven.data.omit({ consentId: true }).extend({
    consentId: Id.optional(),
    interviewRequired: z
      .enum(['NORMAL', 'URGENT'])
      .optional()
      .describe('The centre learned by this that an environmental interview is needed: its term begins'),
  }),
  events: ({ body: { consentId, interviewRequired, ...consent }, newId }) => {
    const given = event(ConsentGiven, { ...consent, consentId: consentId ?? newId('consent') })
    if (interviewRequired === undefined) return [given]
    return [given, event(EnvironmentalInterviewRequired, { urgent: interviewRequired === 'URGENT' })]
  },
})

export const refuseConsent = recordCommand(caseProcess, ConsentRefused, {
  name: 'RefuseConsent',
  about: 'Record that the client does not take part; the case ends, and with it what was shared already.',
})

export const withdrawConsent = recordCommand(caseProcess, ConsentWithdrawn, {
  name: 'WithdrawConsent',
  about: 'Record that the client withdrew consent; shared access ends in the same commit.',
})

export const requireEnvironmentalInterview = recordCommand(caseProcess, EnvironmentalInterviewRequired, {
  name: 'RequireEnvironmentalInterview',
  about: 'Record that an environmental interview is needed; its statutory term begins.',
})

export const completeEnvironmentalInterview = recordCommand(caseProcess, EnvironmentalInterviewCompleted, {
  name: 'CompleteEnvironmentalInterview',
  about: 'Record that the environmental interview was held.',
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

export const completeDiagnosis = defineCommand({
  name: 'CompleteDiagnosis',
  about: 'Record the diagnosis of needs and resources.',
  process: caseProcess,
  adds: [DiagnosisCompleted],
  body: DiagnosisCompleted.data.omit({ clientId: true }),
  events: ({ body, state }) => [event(DiagnosisCompleted, { ...body, clientId: clientOf(state) })],
})

export const agreePlan = defineCommand({
  name: 'AgreePlan',
  about: 'Record the goals and actions that client and team agreed.',
  process: caseProcess,
  adds: [PlanAgreed],
  body: PlanAgreed.data.omit({ clientId: true }),
  events: ({ body, state }) => [event(PlanAgreed, { ...body, clientId: clientOf(state) })],
})

export const startPlanWithoutContract = recordCommand(caseProcess, PlanStartedWithoutContract, {
  name: 'StartPlanWithoutContract',
  about: 'Begin the plan without a social contract, with a reason.',
})

export const completeAction = recordCommand(caseProcess, ActionCompleted, {
  name: 'CompleteAction',
  about: 'Record that an action of the plan was done.',
})

export const cancelAction = recordCommand(caseProcess, ActionCancelled, {
  name: 'CancelAction',
  about: 'Give up an action of the plan, with a reason.',
})

export const recordGoalProgress = recordCommand(caseProcess, GoalProgressRecorded, {
  name: 'RecordGoalProgress',
  about: 'Record how far a goal is reached.',
})

export const suspendCase = recordCommand(caseProcess, CaseSuspended, {
  name: 'SuspendCase',
  about: 'Suspend work on the case.',
})

export const resumeCase = recordCommand(caseProcess, CaseResumed, {
  name: 'ResumeCase',
  about: 'Go on with the case where it stopped.',
})

export const completeFinalEvaluation = recordCommand(caseProcess, FinalEvaluationCompleted, {
  name: 'CompleteFinalEvaluation',
  about: 'Record the rating of every goal by client and team.',
})

export const closeCase = defineCommand({
  name: 'CloseCase',
  about: 'Close the case with a reason; what is still shared is revoked in the same commit.',
  process: caseProcess,
  adds: [CaseClosed],
  body: CaseClosed.data.omit({ clientId: true }),
  reads: ({ state }) => ({
    ...itsPartnership({ state }),
    contract: { process: socialContract, id: state.contractId ?? '' },
  }),
  events: ({ body, state }) => [event(CaseClosed, { ...body, clientId: clientOf(state) })],
})

export const caseCommands = [
  proposeCase,
  qualifyCase,
  rejectCase,
  giveConsent,
  refuseConsent,
  withdrawConsent,
  requireEnvironmentalInterview,
  completeEnvironmentalInterview,
  appointTaskTeam,
  addTeamMember,
  removeTeamMember,
  completeDiagnosis,
  agreePlan,
  startPlanWithoutContract,
  completeAction,
  cancelAction,
  recordGoalProgress,
  suspendCase,
  resumeCase,
  completeFinalEvaluation,
  closeCase,
] as const
