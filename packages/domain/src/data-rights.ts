import { clientCommands } from './clients/commands.ts'
import { clientEvents } from './clients/events.ts'
import { client } from './clients/process.ts'
import { erasureCommands } from './erasures/commands.ts'
import { erasureEvents } from './erasures/events.ts'
import { erasure } from './erasures/process.ts'

/**
 * What a person may ask about their data (RODO art. 15 to 18). The same for every version of the model, and none of it is
 * corrected afterwards: a hold that never was is lifted, and an erasure that was done stays done.
 */
export const dataRightsProcesses = [client, erasure] as const
export const dataRightsEvents = [...clientEvents, ...erasureEvents] as const
export const dataRightsCommands = [...clientCommands, ...erasureCommands] as const
