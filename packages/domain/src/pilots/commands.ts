import { z } from 'zod'
import { defineCommand, type EventOn, recordCommand } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import { refuse } from '../kernel/refusal.ts'
import { ModelPutInPilot, ModelVersionSuperseded } from '../model-versions/events.ts'
import { modelVersion } from '../model-versions/process.ts'
import { isKnown, isPublished, isSuperseded } from '../model-versions/state.ts'
import { Macroregion, ModelVersionNumber } from '../model-versions/values.ts'
import { PilotModelChosen, PilotPhaseEnded, PilotPhaseStarted, PilotTargetSet } from './events.ts'
import { pilot } from './process.ts'

export const startPilotPhase = recordCommand(pilot, PilotPhaseStarted, {
  name: 'StartPilotPhase',
  about: 'Begin a phase of the project.',
})

export const endPilotPhase = recordCommand(pilot, PilotPhaseEnded, {
  name: 'EndPilotPhase',
  about: 'End the phase of the project that is under way.',
})

export const setPilotTarget = recordCommand(pilot, PilotTargetSet, {
  name: 'SetPilotTarget',
  about: 'Set a target: for a region, a local authority or the whole.',
})

export const choosePilotModel = defineCommand({
  name: 'ChoosePilotModel',
  about: 'Choose the version that a macroregion tries out; the version before it is superseded in the same commit.',
  process: pilot,
  body: z.strictObject({ version: ModelVersionNumber, macroregion: Macroregion.default('III') }),
  adds: [PilotModelChosen],
  reads: ({ body, state }) => ({
    next: { process: modelVersion, id: body.version },
    former: { process: modelVersion, id: state.chosen[body.macroregion] ?? '' },
  }),
  events: ({ body, state, others: { next, former } }) => {
    const { version, macroregion } = body
    if (!isKnown(next, version)) return refuse('unknown-model-version', { version })
    if (!isPublished(next, version)) return refuse('model-not-published', { version, state: next.status })
    const on = (id: string, fact: EventOn['event']): EventOn => ({ process: modelVersion, id, event: fact })
    const before = state.chosen[macroregion]
    const replaced = before !== undefined && before !== version && isPublished(former, before) && !isSuperseded(former)
    // The version that comes with the software has a stream only where its course was recorded.
    return [
      event(PilotModelChosen, body),
      ...(next.status === 'NONE' ? [] : [on(version, event(ModelPutInPilot, { macroregion }))]),
      ...(replaced && former.status !== 'NONE' ? [on(before, event(ModelVersionSuperseded, { by: version }))] : []),
    ]
  },
})

export const pilotCommands = [startPilotPhase, endPilotPhase, setPilotTarget, choosePilotModel] as const
