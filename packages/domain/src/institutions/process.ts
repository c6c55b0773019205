import type { DataOf, Fact } from '../kernel/event.ts'
import { type Absent, defineProcess, type ProcessState } from '../kernel/process.ts'
import { type InstitutionRegistered, institutionEvents } from './events.ts'

export interface InstitutionState extends ProcessState<Absent | 'REGISTERED'> {
  readonly institution: DataOf<typeof InstitutionRegistered> | null
}

/** A register, not a procedure: an institution is known or it is not. */
export const institution = defineProcess<InstitutionState>({
  name: 'institution',
  events: institutionEvents,
  initial: { status: 'NONE', institution: null },
  transitions: {
    InstitutionRegistered: { from: ['NONE'], to: 'REGISTERED' },
  },
  remember: {
    InstitutionRegistered: (_, { data }: Fact<typeof InstitutionRegistered>) => ({ institution: data }),
  },
})
