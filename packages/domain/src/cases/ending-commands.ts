import { defineCommand, recordCommand } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import { Id } from '../kernel/values.ts'
import {
  CaseClosed,
  CaseReopened,
  CaseResumed,
  CaseSuspended,
  ContactAttempted,
  FinalEvaluationCompleted,
  FollowUpRecorded,
} from './events.ts'
import { caseProcess } from './process.ts'
import { clientOf, itsBasket, itsContract, itsPartnership } from './reads.ts'

export const suspendCase = recordCommand(caseProcess, CaseSuspended, {
  name: 'SuspendCase',
  about: 'Suspend work on the case.',
})

export const resumeCase = recordCommand(caseProcess, CaseResumed, {
  name: 'ResumeCase',
  about: 'Go on with the case where it stopped.',
})

export const recordContactAttempt = defineCommand({
  name: 'RecordContactAttempt',
  about:
    'Record an attempt to reach the client; so many in vain are needed before the case is closed for want of contact.',
  process: caseProcess,
  adds: [ContactAttempted],
  body: ContactAttempted.data.extend({
    ordinal: ContactAttempted.data.shape.ordinal
      .optional()
      .describe('The number it should have; another one is refused'),
  }),
  events: ({ body, state }) => [
    event(ContactAttempted, { ...body, ordinal: body.ordinal ?? state.contact.attempts + 1 }),
  ],
})

export const completeFinalEvaluation = defineCommand({
  name: 'CompleteFinalEvaluation',
  about: 'Record the rating of every goal by client and team.',
  process: caseProcess,
  adds: [FinalEvaluationCompleted],
  body: FinalEvaluationCompleted.data.omit({ clientId: true }),
  events: ({ body, state }) => {
    const areas = new Map(state.goals.map(({ goalId, lifeArea }) => [goalId, lifeArea]))
    const ratings = body.ratings.map((rated) => {
      const lifeArea = rated.lifeArea ?? areas.get(rated.goalId)
      return { ...rated, ...(lifeArea && { lifeArea }) }
    })
    const inWords = body.clientVoice !== undefined
    return [event(FinalEvaluationCompleted, { ...body, ratings, ...(inWords && { clientId: clientOf(state) }) })]
  },
})

export const closeCase = defineCommand({
  name: 'CloseCase',
  about: 'Close the case with a reason; what is still shared is revoked in the same commit.',
  process: caseProcess,
  adds: [CaseClosed],
  body: CaseClosed.data.omit({ clientId: true }),
  reads: ({ state }) => ({ ...itsPartnership({ state }), ...itsContract({ state }), ...itsBasket({ state }) }),
  events: ({ body, state }) => [event(CaseClosed, { ...body, clientId: clientOf(state) })],
})

export const recordFollowUp = defineCommand({
  name: 'RecordFollowUp',
  about: 'Record what has remained of the goals some time after the end.',
  process: caseProcess,
  adds: [FollowUpRecorded],
  body: FollowUpRecorded.data.omit({ clientId: true }),
  events: ({ body, state }) => [event(FollowUpRecorded, { ...body, clientId: clientOf(state) })],
})

export const reopenCase = defineCommand({
  name: 'ReopenCase',
  about: 'Take a closed case up again for the same client, who has to agree anew.',
  process: caseProcess,
  adds: [CaseReopened],
  body: CaseReopened.data
    .omit({ clientId: true, coordinatorId: true })
    .extend({ coordinatorId: Id.optional().describe('Left out: who coordinated it before') }),
  reads: itsPartnership,
  events: ({ body, state }) => {
    const coordinatorId = body.coordinatorId ?? state.coordinatorId ?? ''
    return [event(CaseReopened, { ...body, coordinatorId, clientId: clientOf(state) })]
  },
})

export const endingCommands = [
  suspendCase,
  resumeCase,
  recordContactAttempt,
  completeFinalEvaluation,
  closeCase,
  recordFollowUp,
  reopenCase,
] as const
