import { z } from 'zod'
import { defineEvent } from '../kernel/event.ts'
import { BusinessDate, ShortText, Teryt } from '../kernel/values.ts'
import { Macroregion, ModelVersionNumber } from '../model-versions/values.ts'
import { Region } from '../reference/regions.ts'

/** I the model is made, II it is tried out, III it is summed up, IV it is taught. */
export const PilotPhase = z.enum(['I', 'II', 'III', 'IV'])
export type PilotPhase = z.infer<typeof PilotPhase>

/** A figure that the pilot is to reach, as data: whose it is, where it stands written, from when to when it holds. */
export const PilotTarget = z.strictObject({
  indicator: z.string().regex(/^[A-Z]-\d\d[a-z]?$/, 'such as O-02'),
  region: Region.optional(),
  teryt: Teryt.optional(),
  value: z.number().min(0).max(1_000_000),
  comparator: z.enum(['EQ', 'GTE', 'LTE']),
  source: ShortText,
  validFrom: BusinessDate,
  validTo: BusinessDate.optional(),
})
export type PilotTarget = z.infer<typeof PilotTarget>

export const PilotPhaseStarted = defineEvent({
  type: 'PilotPhaseStarted',
  version: 1,
  about: 'A phase of the project began; its planned end is known, its real one will be another fact.',
  data: z.strictObject({ phase: PilotPhase, plannedEnd: BusinessDate }),
})

export const PilotPhaseEnded = defineEvent({
  type: 'PilotPhaseEnded',
  version: 1,
  about: 'A phase of the project ended.',
  data: z.strictObject({ phase: PilotPhase }),
})

export const PilotModelChosen = defineEvent({
  type: 'PilotModelChosen',
  version: 1,
  about: 'A macroregion chose the version of the model that it tries out; one at a time.',
  data: z.strictObject({ version: ModelVersionNumber, macroregion: Macroregion }),
})

export const PilotTargetSet = defineEvent({
  type: 'PilotTargetSet',
  version: 1,
  about: 'A target of the pilot was set: for a region, a local authority or the whole.',
  data: PilotTarget,
})

export const pilotEvents = [PilotPhaseStarted, PilotPhaseEnded, PilotModelChosen, PilotTargetSet] as const
