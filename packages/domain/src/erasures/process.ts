import { type ClientState, holdsOn } from '../clients/process.ts'
import type { DataOf, Fact } from '../kernel/event.ts'
import { type Absent, absent, defineProcess, type GuardInput, type ProcessState } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { erasureDescription } from './description.ts'
import { type ErasureConfirmed, type ErasureGround, type ErasureRequested, erasureEvents } from './events.ts'

export type ErasureStatus = keyof typeof erasureDescription.states

export interface ErasureState extends ProcessState<Absent | ErasureStatus> {
  readonly clientId: string | null
  readonly ground: ErasureGround | null
  readonly requestedBy: string | null
}

interface Others {
  readonly client?: ClientState
}

/** One person alone can be wrong, hurried or bribed, and nothing brings the data back. */
function bySecondPerson({ state, data }: GuardInput<ErasureState, DataOf<typeof ErasureConfirmed>, Others>) {
  return data.confirmedBy === state.requestedBy ? refuse('second-person-missing') : null
}

function notHeld({ others }: GuardInput<ErasureState, unknown, Others>): Refusal | null {
  const holds = others.client ? holdsOn(others.client) : []
  return holds.length > 0 ? refuse('legal-hold', { holds }) : null
}

export const erasure = defineProcess<ErasureState, Others>({
  name: 'erasure',
  events: erasureEvents,
  initial: { ...absent, clientId: null, ground: null, requestedBy: null },
  guards: { bySecondPerson, notHeld },
  stateGuards: ['notHeld'],
  description: erasureDescription,
  looksAt: (state, data: { clientId?: string }) => ({
    client: { type: 'client', id: state.clientId ?? data.clientId ?? '' },
  }),
  remember: {
    ErasureRequested: (_, { data }: Fact<typeof ErasureRequested>) => ({
      clientId: data.clientId,
      ground: data.ground,
      requestedBy: data.requestedBy,
    }),
  },
})
