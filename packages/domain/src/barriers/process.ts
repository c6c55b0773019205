import { namesNobody } from '../anonymisation/public-text.ts'
import type { DataOf, Fact } from '../kernel/event.ts'
import { type Absent, absent, defineProcess, type GuardInput, type ProcessState } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { barrierDescription } from './description.ts'
import { type BarrierEscalated, barrierEvents, type Escalation } from './events.ts'

export type BarrierStatus = keyof typeof barrierDescription.states

export interface BarrierState extends ProcessState<Absent | BarrierStatus> {
  readonly escalatedTo: Escalation | null
}

/** From the region to the ministry, not back and not twice. */
function climbs({ state, data }: GuardInput<BarrierState, DataOf<typeof BarrierEscalated>, unknown>): Refusal | null {
  const higher = state.escalatedTo === 'REGION' && data.to === 'MINISTRY'
  return higher ? null : refuse('already-escalated', { to: state.escalatedTo })
}

/** The pilot is to find barriers and say how to remove them: each is followed until it is gone or accepted. */
export const barrier = defineProcess<BarrierState, unknown>({
  name: 'barrier',
  events: barrierEvents,
  initial: { ...absent, escalatedTo: null },
  guards: { climbs, namesNobody },
  description: barrierDescription,
  remember: {
    BarrierEscalated: (_, { data }: Fact<typeof BarrierEscalated>) => ({ escalatedTo: data.to }),
  },
})
