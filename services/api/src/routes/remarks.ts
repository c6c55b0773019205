import { command } from '../http/command-route.ts'

export const remarkRoutes = [
  command('/remarks', 'SubmitRemark', 'remark.submit'),
  command('/remarks/:id/triage', 'TriageRemark', 'remark.decide'),
  command('/remarks/:id/acceptance', 'AcceptRemark', 'remark.decide'),
  command('/remarks/:id/partial-acceptance', 'PartlyAcceptRemark', 'remark.decide'),
  command('/remarks/:id/rejection', 'RejectRemark', 'remark.decide'),
  command('/remarks/:id/incorporation', 'IncorporateRemark', 'remark.decide'),
  command('/remarks/:id/corrections', 'CorrectRemarkFact', 'remark.decide'),
]
