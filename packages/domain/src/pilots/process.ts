import type { Fact } from '../kernel/event.ts'
import { absent, defineProcess } from '../kernel/process.ts'
import { pilotDescription } from './description.ts'
import { type PilotModelChosen, type PilotTargetSet, pilotEvents } from './events.ts'
import { endsAfterItStarts, notInPilotAlready, phaseComesNext, targetInOrder, targetNotSetYet } from './guards.ts'
import type { PilotState } from './state.ts'

export const pilot = defineProcess<PilotState, unknown>({
  name: 'pilot',
  events: pilotEvents,
  initial: { ...absent, chosen: {}, targets: [] },
  guards: { endsAfterItStarts, phaseComesNext, notInPilotAlready, targetInOrder, targetNotSetYet },
  description: pilotDescription,
  remember: {
    PilotModelChosen: ({ chosen }, { data }: Fact<typeof PilotModelChosen>) => ({
      chosen: { ...chosen, [data.macroregion]: data.version },
    }),
    PilotTargetSet: ({ targets }, { data }: Fact<typeof PilotTargetSet>) => ({ targets: [...targets, data] }),
  },
})
