import { isPesel } from '../anonymisation/numbers.ts'
import { defineCommand, recordCommand } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import { refuse } from '../kernel/refusal.ts'
import { Id } from '../kernel/values.ts'
import { partnership } from '../partnerships/process.ts'
import {
  CaseMigrated,
  CaseProposed,
  CaseQualified,
  CaseRejected,
  CaseTransferred,
  CoordinatorChanged,
} from './events.ts'
import { caseProcess } from './process.ts'
import { clientOf, itsBasket, itsPartnership } from './reads.ts'

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
    if (body.clientPesel && !isPesel(body.clientPesel)) return refuse('pesel-wrong', { field: 'clientPesel' })
    const { modelVersion } = others.partnership
    const clientId = body.clientId ?? newId('client')
    return [event(CaseProposed, { ...body, clientId, ...(modelVersion !== null && { modelVersion }) })]
  },
})

export const qualifyCase = defineCommand({
  name: 'QualifyCase',
  about: 'Record which selection criteria are met, with the evidence for each, and name the coordinator.',
  process: caseProcess,
  adds: [CaseQualified],
  body: CaseQualified.data.omit({ clientId: true, criteriaMet: true }).extend({
    criteriaMet: CaseQualified.data.shape.criteriaMet.optional().describe('Left out: what the evidence says'),
  }),
  events: ({ body, state }) => {
    const { evidence = [] } = body
    const criteriaMet = body.criteriaMet ?? evidence.filter(({ met }) => met).map(({ criterion }) => criterion)
    const inWords = evidence.some(({ note }) => note !== undefined)
    return [event(CaseQualified, { ...body, criteriaMet, ...(inWords && { clientId: clientOf(state) }) })]
  },
})

export const rejectCase = recordCommand(caseProcess, CaseRejected, {
  name: 'RejectCase',
  about: 'Do not take the proposal up.',
})

export const changeCoordinator = recordCommand(caseProcess, CoordinatorChanged, {
  name: 'ChangeCoordinator',
  about: 'Hand the case over to another coordinator.',
})

export const transferCase = defineCommand({
  name: 'TransferCase',
  about: 'Hand the case with its team over to another partnership.',
  process: caseProcess,
  adds: [CaseTransferred, CoordinatorChanged],
  body: CaseTransferred.data
    .pick({ toPartnershipId: true })
    .extend({ coordinatorId: Id.optional().describe('Who coordinates from now on, if it is somebody else') }),
  reads: ({ body, state }) => ({
    ...itsPartnership({ state }),
    ...itsBasket({ state }),
    receiver: { process: partnership, id: body.toPartnershipId },
  }),
  events: ({ body: { toPartnershipId, coordinatorId }, state }) => {
    const transferred = event(CaseTransferred, { fromPartnershipId: state.partnershipId ?? '', toPartnershipId })
    return coordinatorId === undefined ? [transferred] : [transferred, event(CoordinatorChanged, { coordinatorId })]
  },
})

export const migrateCase = recordCommand(caseProcess, CaseMigrated, {
  name: 'MigrateCase',
  about: 'Let the case go on under another version of the model.',
})

export const proposalCommands = [
  proposeCase,
  qualifyCase,
  rejectCase,
  changeCoordinator,
  transferCase,
  migrateCase,
] as const
