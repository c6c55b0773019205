import { command } from '../http/command-route.ts'

/** The id of a version is its number, so a draft names it: `{ "id": "1.1", "document": … }`. */
export const modelRoutes = [
  command('/models', 'DraftModelVersion', 'model.manage'),
  command('/models/:id/revisions', 'ReviseModelVersion', 'model.manage'),
  command('/models/:id/consultation', 'OpenModelConsultation', 'model.manage'),
  command('/models/:id/consultation-end', 'CloseModelConsultation', 'model.manage'),
  command('/models/:id/opinions', 'GiveModelOpinion', 'model.manage'),
  command('/models/:id/approvals', 'ApproveModelVersion', 'model.manage'),
  command('/models/:id/evaluation', 'EvaluateModelVersion', 'model.manage'),
  command('/models/:id/recommendation', 'RecommendModelVersion', 'model.manage'),
  command('/models/:id/supersession', 'SupersedeModelVersion', 'model.manage'),
]
