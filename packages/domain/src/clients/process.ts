import { type Absent, absent, defineProcess, type ProcessState, partsOf } from '../kernel/process.ts'
import { clientDescription } from './description.ts'
import { clientEvents } from './events.ts'

export type ClientStatus = keyof typeof clientDescription.states

export type ClientState = ProcessState<Absent | ClientStatus>

export const client = defineProcess<ClientState, unknown>({
  name: 'client',
  events: clientEvents,
  initial: absent,
  guards: {},
  description: clientDescription,
  remember: {},
})

/** Holds that stand, in the order in which they were placed. */
export const holdsOn = (state: ProcessState): readonly string[] => partsOf(state, 'hold', 'PLACED')
