import { defineCommand, recordCommand } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import { refuse } from '../kernel/refusal.ts'
import {
  ModelConsultationClosed,
  ModelConsultationOpened,
  ModelOpinionGiven,
  ModelVersionApproved,
  ModelVersionDrafted,
  ModelVersionEvaluated,
  ModelVersionRecommended,
  ModelVersionRevised,
  ModelVersionSuperseded,
} from './events.ts'
import { modelVersion } from './process.ts'
import { isKnown, isPublished } from './state.ts'

export const draftModelVersion = defineCommand({
  name: 'DraftModelVersion',
  about: 'Lay a version of the model before the others. Its id is the number that its document bears.',
  process: modelVersion,
  creates: true,
  body: ModelVersionDrafted.data,
  adds: [ModelVersionDrafted],
  events: ({ id, body }) =>
    body.document.version === id
      ? [event(ModelVersionDrafted, body)]
      : refuse('version-mismatch', { expected: id, given: body.document.version }),
})

export const reviseModelVersion = recordCommand(modelVersion, ModelVersionRevised, {
  name: 'ReviseModelVersion',
  about: 'Replace the text of a draft, up to the opinion.',
})

export const openModelConsultation = recordCommand(modelVersion, ModelConsultationOpened, {
  name: 'OpenModelConsultation',
  about: 'Send the draft out to consultation.',
})

export const closeModelConsultation = recordCommand(modelVersion, ModelConsultationClosed, {
  name: 'CloseModelConsultation',
  about: 'End the consultation of the draft.',
})

export const giveModelOpinion = recordCommand(modelVersion, ModelOpinionGiven, {
  name: 'GiveModelOpinion',
  about: 'Record an opinion on the draft, such as that of the ministry.',
})

export const approveModelVersion = recordCommand(modelVersion, ModelVersionApproved, {
  name: 'ApproveModelVersion',
  about: 'Record the approval of the Steering Committee or of the Model Team; the second one publishes the version.',
})

export const evaluateModelVersion = recordCommand(modelVersion, ModelVersionEvaluated, {
  name: 'EvaluateModelVersion',
  about: 'Record that the pilot of the version was evaluated.',
})

export const recommendModelVersion = recordCommand(modelVersion, ModelVersionRecommended, {
  name: 'RecommendModelVersion',
  about: 'Recommend the version for general use.',
})

export const supersedeModelVersion = defineCommand({
  name: 'SupersedeModelVersion',
  about: 'Record that another version takes the place of this one; a published version yields to a published one only.',
  process: modelVersion,
  body: ModelVersionSuperseded.data,
  adds: [ModelVersionSuperseded],
  reads: ({ id, body }) => ({ successor: { process: modelVersion, id: body.by === id ? '' : body.by } }),
  events: ({ id, body, state, others: { successor } }) => {
    const another = body.by !== id
    if (another && !isKnown(successor, body.by)) return refuse('unknown-model-version', { version: body.by })
    if (another && isPublished(state, id) && !isPublished(successor, body.by)) {
      return refuse('model-not-published', { version: body.by, state: successor.status })
    }
    return [event(ModelVersionSuperseded, body)]
  },
})

export const modelVersionCommands = [
  draftModelVersion,
  reviseModelVersion,
  openModelConsultation,
  closeModelConsultation,
  giveModelOpinion,
  approveModelVersion,
  evaluateModelVersion,
  recommendModelVersion,
  supersedeModelVersion,
] as const
