import { defineCommand, recordCommand } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import { CooperationAgreementSigned, CooperationAgreementTerminated } from './events.ts'
import { agreement } from './process.ts'

export const signCooperationAgreement = defineCommand({
  name: 'SignCooperationAgreement',
  about: 'Record the cooperation agreement of the voivodeship with a municipality and its county.',
  process: agreement,
  creates: true,
  body: CooperationAgreementSigned.data,
  adds: [CooperationAgreementSigned],
  events: ({ body }) => [event(CooperationAgreementSigned, body)],
})

export const terminateCooperationAgreement = recordCommand(agreement, CooperationAgreementTerminated, {
  name: 'TerminateCooperationAgreement',
  about: 'Record that the cooperation agreement ended.',
})

export const agreementCommands = [signCooperationAgreement, terminateCooperationAgreement] as const
