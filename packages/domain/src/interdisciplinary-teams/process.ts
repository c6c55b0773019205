import { type Absent, absent, defineProcess, type ProcessState } from '../kernel/process.ts'
import { interdisciplinaryTeamDescription } from './description.ts'
import { interdisciplinaryTeamEvents } from './events.ts'

/** Kept for one thing: the law sets how often it sits. */
export const interdisciplinaryTeam = defineProcess<ProcessState<Absent | 'FORMED'>, unknown>({
  name: 'interdisciplinary-team',
  events: interdisciplinaryTeamEvents,
  initial: absent,
  guards: {},
  description: interdisciplinaryTeamDescription,
  remember: {},
})
