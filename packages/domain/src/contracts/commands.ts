import { ContractAmended, SocialContractConcluded } from '../cases/events.ts'
import { caseProcess } from '../cases/process.ts'
import { defineCommand, recordCommand } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import { SocialContractAmended, SocialContractDrafted, SocialContractEnded, SocialContractSigned } from './events.ts'
import { socialContract } from './process.ts'

export const draftSocialContract = defineCommand({
  name: 'DraftSocialContract',
  about: 'Draw up the social contract of a case whose plan is agreed.',
  process: socialContract,
  creates: true,
  adds: [SocialContractDrafted],
  body: SocialContractDrafted.data.omit({ clientId: true }),
  reads: ({ body }) => ({ case: { process: caseProcess, id: body.caseId } }),
  events: ({ body, others }) => [event(SocialContractDrafted, { ...body, clientId: others.case.clientId ?? '' })],
})

export const signSocialContract = defineCommand({
  name: 'SignSocialContract',
  about: 'Record the signature of the client or of the social worker; the second one concludes the contract.',
  process: socialContract,
  adds: [SocialContractSigned],
  body: SocialContractSigned.data,
  reads: ({ state }) => ({ case: { process: caseProcess, id: state.contract?.caseId ?? '' } }),
  events: ({ id, body, state }) => {
    const signed = event(SocialContractSigned, body)
    if (!state.contract || state.status !== 'HALF_SIGNED') return [signed]
    const { caseId, variant, reviewsOn, endsOn } = state.contract
    const concluded = event(SocialContractConcluded, { contractId: id, variant, reviewsOn, endsOn })
    return [signed, { process: caseProcess, id: caseId, event: concluded }]
  },
})

export const amendSocialContract = defineCommand({
  name: 'AmendSocialContract',
  about: 'Record that both parties signed other dates of the contract; the case learns of them in the same commit.',
  process: socialContract,
  adds: [SocialContractAmended],
  body: SocialContractAmended.data.omit({ clientId: true }),
  reads: ({ state }) => ({ case: { process: caseProcess, id: state.contract?.caseId ?? '' } }),
  events: ({ id, body, state }) => {
    const { clientId = '', caseId = '' } = state.contract ?? {}
    const { reviewsOn, endsOn } = body
    const amended = event(ContractAmended, { contractId: id, reviewsOn, endsOn })
    return [event(SocialContractAmended, { ...body, clientId }), { process: caseProcess, id: caseId, event: amended }]
  },
})

export const endSocialContract = recordCommand(socialContract, SocialContractEnded, {
  name: 'EndSocialContract',
  about: 'Record that the contract was fulfilled, ran out, was broken or ended with its case.',
})

export const contractCommands = [
  draftSocialContract,
  signSocialContract,
  amendSocialContract,
  endSocialContract,
] as const
