import { namesNobody } from '../anonymisation/public-text.ts'
import type { Fact } from '../kernel/event.ts'
import { type Absent, absent, defineProcess, type ProcessState } from '../kernel/process.ts'
import { supportDescription } from './description.ts'
import { type SupportActivityPlanned, type SupportKind, supportEvents } from './events.ts'
import { participantsOnce, participantsSaid, plannedAhead } from './guards.ts'

export type SupportStatus = keyof typeof supportDescription.states

export interface SupportState extends ProcessState<Absent | SupportStatus> {
  /** What was planned; null where the record begins with what was held. */
  readonly planned: SupportKind | null
}

/** One activity of support. It may be recorded without having been planned here: lists of attendance come on paper. */
export const support = defineProcess<SupportState, unknown>({
  name: 'support',
  events: supportEvents,
  initial: { ...absent, planned: null },
  guards: { plannedAhead, participantsSaid, participantsOnce, namesNobody },
  description: supportDescription,
  remember: {
    SupportActivityPlanned: (_, { data }: Fact<typeof SupportActivityPlanned>) => ({ planned: data.kind }),
  },
})
