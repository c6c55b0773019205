import { z } from 'zod'
import { defineEvent } from '../kernel/event.ts'
import { Teryt } from '../kernel/values.ts'

export const InterdisciplinaryTeamFormed = defineEvent({
  type: 'InterdisciplinaryTeamFormed',
  version: 1,
  about: 'The municipality formed its statutory team against domestic violence. It is no body of the partnership.',
  data: z.strictObject({ municipality: Teryt.optional() }),
})

export const InterdisciplinaryTeamSat = defineEvent({
  type: 'InterdisciplinaryTeamSat',
  version: 1,
  about: 'The interdisciplinary team sat. Only the day is kept: what it dealt with stays in its own files.',
  data: z.strictObject({}),
})

export const interdisciplinaryTeamEvents = [InterdisciplinaryTeamFormed, InterdisciplinaryTeamSat] as const
