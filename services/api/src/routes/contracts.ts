import { command } from '../http/command-route.ts'

export const contractRoutes = [
  command('/contracts', 'DraftSocialContract', 'contract.manage'),
  command('/contracts/:id/signatures', 'SignSocialContract', 'contract.manage'),
  command('/contracts/:id/amendments', 'AmendSocialContract', 'contract.manage'),
  command('/contracts/:id/end', 'EndSocialContract', 'contract.manage'),
  command('/contracts/:id/corrections', 'CorrectContractFact', 'contract.manage'),
]
