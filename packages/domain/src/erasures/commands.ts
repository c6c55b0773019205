import { z } from 'zod'
import { SubjectErased } from '../clients/events.ts'
import { client } from '../clients/process.ts'
import { defineCommand, recordCommand } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import {
  ErasureBegun,
  ErasureConfirmed,
  ErasureDone,
  ErasureKeysNamed,
  ErasureRefused,
  ErasureRequested,
  ErasureWithdrawn,
} from './events.ts'
import { type ErasureState, erasure } from './process.ts'

/** Who asks and who confirms is whoever calls, never what the body says: four eyes are two log-ins. */
export const requestErasure = defineCommand({
  name: 'RequestErasure',
  about: 'Ask that the data of a client be erased; a second person has to confirm it.',
  process: erasure,
  creates: true,
  body: ErasureRequested.data.omit({ requestedBy: true }),
  adds: [ErasureRequested],
  reads: ({ body }) => ({ client: { process: client, id: body.clientId } }),
  events: ({ body, by }) => [event(ErasureRequested, { ...body, requestedBy: by.actorId })],
})

export const confirmErasure = defineCommand({
  name: 'ConfirmErasure',
  about: 'Agree, as a second person, that the data of a client be erased.',
  process: erasure,
  body: z.strictObject({}),
  adds: [ErasureConfirmed],
  reads: ({ state }) => clientOf(state),
  events: ({ by }) => [event(ErasureConfirmed, { confirmedBy: by.actorId })],
})

export const refuseErasure = recordCommand(erasure, ErasureRefused, {
  name: 'RefuseErasure',
  about: 'Refuse a request to erase, with the reason that the client is told.',
})

export const withdrawErasure = recordCommand(erasure, ErasureWithdrawn, {
  name: 'WithdrawErasure',
  about: 'Take back a request to erase.',
})

export const carryOutErasure = defineCommand({
  name: 'CarryOutErasure',
  about: 'Carry a confirmed erasure out, unless the data is held: its key is destroyed, and there is no way back.',
  process: erasure,
  body: z.strictObject({}),
  adds: [ErasureBegun],
  reads: ({ state }) => clientOf(state),
  events: () => [event(ErasureBegun, {})],
})

export const nameErasureKeys = recordCommand(erasure, ErasureKeysNamed, {
  name: 'NameErasureKeys',
  about: 'Record which keys are about to be destroyed.',
})

export const completeErasure = defineCommand({
  name: 'CompleteErasure',
  about: 'Record that the key is destroyed, on the request and with the client.',
  process: erasure,
  body: z.strictObject({}),
  adds: [ErasureDone],
  reads: ({ state }) => clientOf(state),
  events: ({ id, state }) => [
    event(ErasureDone, {}),
    { process: client, id: state.clientId ?? '', event: event(SubjectErased, { erasureId: id }) },
  ],
})

const clientOf = ({ clientId }: ErasureState) => ({ client: { process: client, id: clientId ?? '' } })

export const erasureCommands = [
  requestErasure,
  confirmErasure,
  refuseErasure,
  withdrawErasure,
  carryOutErasure,
  nameErasureKeys,
  completeErasure,
] as const
