import { recordCommand } from '../kernel/command.ts'
import { LegalHoldLifted, LegalHoldPlaced, ProcessingRestricted, ProcessingRestrictionLifted } from './events.ts'
import { client } from './process.ts'

export const placeLegalHold = recordCommand(client, LegalHoldPlaced, {
  name: 'PlaceLegalHold',
  about: 'Keep the data of a client from being erased, and say why.',
})

export const liftLegalHold = recordCommand(client, LegalHoldLifted, {
  name: 'LiftLegalHold',
  about: 'Record that what a hold was placed for is over.',
})

export const restrictProcessing = recordCommand(client, ProcessingRestricted, {
  name: 'RestrictProcessing',
  about: 'Restrict the use of the data of a client to answering the client or a court.',
})

export const liftRestriction = recordCommand(client, ProcessingRestrictionLifted, {
  name: 'LiftProcessingRestriction',
  about: 'Let the data of a client be used again.',
})

export const clientCommands = [placeLegalHold, liftLegalHold, restrictProcessing, liftRestriction] as const
