import { command } from '../http/command-route.ts'

export const agreementRoutes = [
  command('/agreements', 'SignCooperationAgreement', 'agreement.manage'),
  command('/agreements/:id/termination', 'TerminateCooperationAgreement', 'agreement.manage'),
  command('/agreements/:id/corrections', 'CorrectAgreementFact', 'agreement.manage'),
]
