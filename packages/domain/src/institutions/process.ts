import type { DataOf, Fact } from '../kernel/event.ts'
import { type Absent, absent, defineProcess, type ProcessState } from '../kernel/process.ts'
import { institutionDescription } from './description.ts'
import { type InstitutionRegistered, institutionEvents } from './events.ts'

export interface InstitutionState extends ProcessState<Absent | 'REGISTERED'> {
  readonly institution: DataOf<typeof InstitutionRegistered> | null
}

export const institution = defineProcess<InstitutionState>({
  name: 'institution',
  events: institutionEvents,
  initial: { ...absent, institution: null },
  guards: {},
  description: institutionDescription,
  remember: {
    InstitutionRegistered: (_, { data }: Fact<typeof InstitutionRegistered>) => ({ institution: data }),
  },
})
