import { event } from '../kernel/event.ts'
import { builtInModel } from '../model/built-in.ts'
import type { ModelDocument } from '../model/document.ts'
import {
  ModelConsultationClosed,
  ModelConsultationOpened,
  ModelOpinionGiven,
  ModelPutInPilot,
  ModelVersionApproved,
  ModelVersionDrafted,
  ModelVersionPublished,
} from '../model-versions/events.ts'

/** A second version of the model, with an easier threshold of selection. */
export const draft = (version = '1.1'): ModelDocument => ({
  ...builtInModel,
  version,
  basedOn: builtInModel.version,
  parameters: { ...builtInModel.parameters, selectionThreshold: 3 },
})

export const drafted = event(ModelVersionDrafted, { document: draft() })
export const consulting = [drafted, event(ModelConsultationOpened, {})]
export const consulted = [...consulting, event(ModelConsultationClosed, {})]
export const opinioned = [...consulted, event(ModelOpinionGiven, { by: 'MINISTRY', favourable: true })]
export const approvedBy = (by: 'STEERING_COMMITTEE' | 'MODEL_TEAM') => event(ModelVersionApproved, { by })
export const approved = [
  ...opinioned,
  approvedBy('STEERING_COMMITTEE'),
  approvedBy('MODEL_TEAM'),
  event(ModelVersionPublished, {}),
]
export const inPilot = [...approved, event(ModelPutInPilot, { macroregion: 'III' })]
